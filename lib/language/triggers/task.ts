/** Starts when a colleague is asked for something, or has done or decided it. */
import * as z from 'zod';
import { where } from '../comparisons.ts';
import { defineTrigger } from '../define-trigger.ts';
import { meets } from '../paths.ts';

export const task = defineTrigger({
  kind: 'task',
  says: 'A follow-up about the contact is created, completed, approved or rejected.',
  head: z
    .enum(['created', 'completed', 'approved', 'rejected', 'changed'])
    .describe('What became of it; `changed`: any of these.'),
  options: z.strictObject({
    where: where.optional().describe('What is known of it: `step`, the step that asked; `by`, the colleague.'),
  }),
  example: {
    when: '{ task: completed }',
    starts: { name: 'completed', data: { step: 'call' } },
    ignores: { name: 'created', data: { step: 'call' } },
  },
  family: 'task',
  route: (trigger) => (trigger.head === 'changed' ? 'task' : `task:${trigger.head}`),
  matches: (trigger, { name, data }) =>
    (trigger.head === 'changed' || name === trigger.head) && meets(data, trigger.where),
});
