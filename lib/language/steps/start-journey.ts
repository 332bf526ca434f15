/** Hands a contact on to another journey, which goes its own way from there. */
import * as z from 'zod';
import { defineStep } from '../define-step.ts';
import type { JsonMap } from '../json.ts';
import { steeredJourney } from './define-steering.ts';

export const startJourney = defineStep({
  kind: 'start-journey',
  group: 'definition',
  says: 'Lets this contact into a journey, unless its own rules keep them out, and goes on at once.',
  head: steeredJourney,
  options: z.strictObject({
    with: z.record(z.string(), z.unknown()).optional().describe("Values for the journey's `input`."),
  }),
  policy: 'once-per-visit',
  outcomes: ['started', 'refused'],
  needs: ['runs:start'],
  example: {
    steps: '- start-journey: say-hello\n  with: { reason: signed up }',
    timeline: ['day 0  start-journey-say-hello  started'],
  },
  refersTo: (step) => [{ kind: 'definition', name: step.head, at: 'start-journey' }],
  toGraph: (step, flow) => [flow.work(step, { started: flow.next, refused: flow.next })],
  async run(step, { effectKey, ports, value }) {
    const input = Object.fromEntries(Object.entries(step.with ?? {}).map(([name, written]) => [name, value(written)]));
    const call = { definition: step.head, input: input as JsonMap, effectKey };
    const { outcome, reason, run } = await ports.definitions.start(call);
    return { outcome, reason, output: { run } };
  },
});
