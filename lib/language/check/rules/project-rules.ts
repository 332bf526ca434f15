/** Rules that look at more than one file at a time, one line each. */
import { callsEnd, segmentsEnd } from './cycles.ts';
import { segmentsDecide } from './decided.ts';
import { formNamesExist } from './form-references.ts';
import { prioritiesDiffer } from './groups.ts';
import { mailHasSender, marketingHasAddress } from './mail-basics.ts';
import { namesAreOne } from './one-name.ts';
import { preferredChannelIsField } from './preferred-channel.ts';
import type { ProjectRule } from './project-rule.ts';

export const projectRules: ProjectRule[] = [
  callsEnd,
  formNamesExist,
  mailHasSender,
  marketingHasAddress,
  namesAreOne,
  preferredChannelIsField,
  prioritiesDiffer,
  segmentsDecide,
  segmentsEnd,
];
