/** Sends the contact down the first path whose conditions hold. */
import * as z from 'zod';
import { defineStep } from '../define-step.ts';
import { conditions, steps } from '../markers.ts';

export const decide = defineStep({
  kind: 'decide',
  group: 'flow',
  says: 'Takes the first of several paths whose conditions hold; `else` when none does.',
  head: z
    .array(z.strictObject({ if: conditions, then: steps.optional() }))
    .min(1, 'At least one path is wanted.')
    .describe('Paths, in the order in which they are asked.'),
  options: z.strictObject({ else: steps.optional() }),
  policy: 'none',
  outcomes: ['1', '2', '…', 'else'],
  needs: [],
  example: {
    steps:
      '- decide:\n    - if: { field: plan, is: gold }\n      then:\n        - send-email: welcome\n  else:\n    - stop: not-gold',
    timeline: ['day 0  decide  else', 'day 0  stop-not-gold  ended'],
  },
  toGraph: (step, flow) => [
    flow.choose(
      step,
      step.head.map((path) => ({ if: path.if, to: flow.block(path.then, flow.next) })),
      flow.block(step.else, flow.next),
    ),
  ],
});
