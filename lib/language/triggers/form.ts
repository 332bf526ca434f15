/** Starts when somebody sends a form. */
import * as z from 'zod';
import { where } from '../comparisons.ts';
import { defineTrigger } from '../define-trigger.ts';
import { meets } from '../paths.ts';

export const form = defineTrigger({
  kind: 'form',
  says: 'A form of ours is sent.',
  head: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/)
    .describe('The form, by its name in `forms/`.'),
  options: z.strictObject({ where: where.optional().describe('What must have been filled in.') }),
  example: {
    when: '{ form: sign-up }',
    starts: { name: 'sign-up' },
    ignores: { name: 'contact-us' },
  },
  family: 'form',
  route: (trigger) => `form:${trigger.head}`,
  refersTo: (trigger) => [{ kind: 'form', name: trigger.head, at: 'form' }],
  matches: (trigger, sent) => sent.name === trigger.head && meets(sent.data, trigger.where),
});
