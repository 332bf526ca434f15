/** Every rule of the check, one line each; what concerns a single value stands in that value's schema instead. */
import type { ConditionRule, DefinitionRule, StepRule, TriggerRule } from '../known.ts';
import { calledExists } from './calls.ts';
import { waitCanHappen } from './doomed-waits.ts';
import { askedEventExists, triggerEventExists } from './events.ts';
import { askedFieldExists, updatedFieldExists } from './fields.ts';
import { formExists } from './forms.ts';
import { beginningExists, oneBeginning } from './history.ts';
import { comparesPlainValues } from './literal-liquid.ts';
import { noWayLeadsBack } from './loops.ts';
import { messageIsSent } from './message-names.ts';
import { conditionAsks, triggerAsks } from './nothing-asked.ts';
import { openedIsWeak } from './opened.ts';
import { headPathsLead, stepPathsLead } from './paths.ts';
import { workIsForWorkflows } from './people.ts';
import { reviewIsDue } from './review.ts';
import { askedSegmentExists, steppedSegmentExists } from './segments.ts';
import { teamExists } from './teams.ts';
import { templateExists } from './templates.ts';
import { marketingHasTopic, steppedTopicExists, topicExists } from './topics.ts';
import { everyStepIsReached } from './unreachable.ts';

export const stepRules: StepRule[] = [
  calledExists,
  marketingHasTopic,
  steppedSegmentExists,
  steppedTopicExists,
  stepPathsLead,
  teamExists,
  templateExists,
  updatedFieldExists,
  workIsForWorkflows,
];

export const conditionRules: ConditionRule[] = [
  askedEventExists,
  askedFieldExists,
  askedSegmentExists,
  beginningExists,
  comparesPlainValues,
  conditionAsks,
  messageIsSent,
  oneBeginning,
  openedIsWeak,
];

export const triggerRules: TriggerRule[] = [formExists, triggerAsks, triggerEventExists];

export const definitionRules: DefinitionRule[] = [
  everyStepIsReached,
  headPathsLead,
  noWayLeadsBack,
  reviewIsDue,
  topicExists,
  waitCanHappen,
];
