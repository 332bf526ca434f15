/** Ends the run here, with a word for how it ended. */
import * as z from 'zod';
import { defineStep } from '../define-step.ts';

export const stop = defineStep({
  kind: 'stop',
  group: 'flow',
  says: 'Ends the run with a named outcome.',
  head: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/, 'An outcome is lower case letters, digits and dashes.')
    .max(60)
    .describe('How it ended.'),
  options: z.strictObject({}),
  policy: 'none',
  outcomes: ['ended'],
  needs: [],
  example: {
    steps: '- stop: finished',
    timeline: ['day 0  stop-finished  ended'],
  },
  toGraph: (step, flow) => [flow.stop(step, step.head)],
});
