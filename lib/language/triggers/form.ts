/** Starts when somebody sends a form. */
import * as z from 'zod';
import { type Where, where } from '../comparisons.ts';
import { defineTrigger } from '../define-trigger.ts';
import type { ContactEvent } from '../event.ts';
import { meets } from '../paths.ts';
import { followersNamed, silenceShape, watchSilence } from './define-silence.ts';

const isOne = (trigger: { head: string; where?: Where }, sent: ContactEvent): boolean =>
  sent.name === trigger.head && meets(sent.data, trigger.where);

export const form = defineTrigger({
  kind: 'form',
  says: 'A form of ours is sent.',
  head: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/)
    .describe('The form, by its name in `forms/`.'),
  options: z.strictObject({ where: where.optional().describe('What must have been filled in.'), ...silenceShape }),
  example: {
    when: '{ form: sign-up }',
    starts: { name: 'sign-up' },
    ignores: { name: 'contact-us' },
  },
  family: 'form',
  route: (trigger) => `form:${trigger.head}`,
  refersTo: (trigger) => [{ kind: 'form', name: trigger.head, at: 'form' }, ...followersNamed(trigger)],
  matches: isOne,
  watch: watchSilence({
    family: 'form',
    name: (trigger) => trigger.head,
    families: (trigger) => [`form:${trigger.head}`],
    isOne,
  }),
});
