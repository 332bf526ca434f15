/** Uses a journey as a part of another one, so that what several journeys do alike is written once. */
import * as z from 'zod';
import { defineStep } from '../define-step.ts';
import type { JsonMap } from '../json.ts';
import { inputOf } from '../scope.ts';

export const runJourney = defineStep({
  kind: 'run-journey',
  group: 'definition',
  says: 'Walks through the steps of another journey as if they stood here, and goes on behind them.',
  head: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/)
    .describe('The journey; it ends where its steps end, so it has no goals and no exits.'),
  options: z.strictObject({
    with: z.record(z.string(), z.unknown()).optional().describe("Values for the journey's `input`."),
  }),
  policy: 'idempotent',
  outcomes: ['entered', 'finished', '…'],
  needs: [],
  example: {
    steps: '- run-journey: say-hello\n  with: { reason: signed up }',
    timeline: [
      'day 0  run-journey-say-hello  entered',
      'day 0  run-journey-say-hello--send-email-welcome  sent',
      'day 0  run-journey-say-hello  greeted',
    ],
  },
  refersTo: (step) => [{ kind: 'definition', name: step.head, at: 'run-journey' }],
  toGraph: (step, flow) => [
    {
      ...flow.work(step, { entered: flow.journey(step, step.head) }),
      keeps: inputOf(step.id),
      onward: flow.next,
    },
  ],
  async run(step, { value }) {
    const given = Object.entries(step.with ?? {}).map(([name, written]) => [name, value(written)]);
    return { outcome: 'entered', output: Object.fromEntries(given) as JsonMap };
  },
});
