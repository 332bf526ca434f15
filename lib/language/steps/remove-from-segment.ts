/** Takes the contact out of a group they no longer belong to. */
import * as z from 'zod';
import { defineStep } from '../define-step.ts';

export const removeFromSegment = defineStep({
  kind: 'remove-from-segment',
  group: 'contact',
  says: 'Removes the contact from a segment kept by hand.',
  head: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/)
    .describe('The segment.'),
  options: z.strictObject({}),
  policy: 'idempotent',
  outcomes: ['removed', 'not-there'],
  needs: ['segments:write'],
  example: {
    steps: '- remove-from-segment: early-birds',
    timeline: ['day 0  remove-from-segment-early-birds  not-there'],
  },
  refersTo: (step) => [{ kind: 'segment', name: step.head, at: 'remove-from-segment' }],
  toGraph: (step, flow) => [flow.work(step, { removed: flow.next, 'not-there': flow.next })],
  run: async (step, { contactId, now, ports }) => ({ outcome: await ports.segments.remove(contactId, step.head, now) }),
});
