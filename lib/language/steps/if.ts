/** Sends the contact one way or the other. */
import * as z from 'zod';
import { defineStep } from '../define-step.ts';
import { conditions, steps } from '../markers.ts';

export const ifStep = defineStep({
  kind: 'if',
  group: 'flow',
  says: 'Goes into `then` when the conditions hold, else into `else`; the branches rejoin.',
  head: conditions.describe('A list means all of them.'),
  options: z.strictObject({
    then: steps.optional(),
    else: steps.optional(),
  }),
  policy: 'none',
  outcomes: ['then', 'else'],
  needs: [],
  example: {
    steps: '- if: { field: plan, is: gold }\n  then:\n    - send-email: welcome',
    timeline: ['day 0  if  else'],
  },
  toGraph: (step, flow) => [
    flow.choose(step, [{ if: step.head, to: flow.block(step.then, flow.next) }], flow.block(step.else, flow.next)),
  ],
});
