/** Starts when another journey or workflow of the contact has ended: what comes after it begins by itself. */
import * as z from 'zod';
import { defineTrigger } from '../define-trigger.ts';
import { definitionName } from '../names.ts';

const outcome = z.string().min(1).max(100);

export const ended = defineTrigger({
  kind: 'ended',
  says: 'A run of another journey or workflow ends.',
  head: definitionName.describe('The journey or workflow.'),
  options: z.strictObject({
    outcome: z
      .union([outcome, z.array(outcome).min(1)])
      .optional()
      .describe('With this outcome, or one of a list: of a stop, a goal, an exit, or `finished`.'),
  }),
  example: {
    when: '{ ended: say-hello, outcome: greeted }',
    starts: { name: 'say-hello', data: { outcome: 'greeted' } },
    ignores: { name: 'say-hello', data: { outcome: 'finished' } },
  },
  family: 'ended',
  route: (trigger) => `ended:${trigger.head}`,
  refersTo: (trigger) => [{ kind: 'definition', name: trigger.head, at: 'ended' }],
  matches: (trigger, { name, data }) =>
    name === trigger.head &&
    (trigger.outcome === undefined || [trigger.outcome].flat().some((one) => one === data.outcome)),
});
