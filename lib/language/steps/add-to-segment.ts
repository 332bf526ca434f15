/** Puts the contact among others who are treated alike. */
import * as z from 'zod';
import { defineStep } from '../define-step.ts';

export const addToSegment = defineStep({
  kind: 'add-to-segment',
  group: 'contact',
  says: 'Adds the contact to a segment kept by hand.',
  head: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/)
    .describe('The segment.'),
  options: z.strictObject({}),
  policy: 'idempotent',
  outcomes: ['added', 'there-already'],
  needs: ['segments:write'],
  example: {
    steps: '- add-to-segment: early-birds',
    timeline: ['day 0  add-to-segment-early-birds  added'],
  },
  refersTo: (step) => [{ kind: 'segment', name: step.head, at: 'add-to-segment' }],
  toGraph: (step, flow) => [flow.work(step, { added: flow.next, 'there-already': flow.next })],
  run: async (step, { contactId, now, ports }) => ({ outcome: await ports.segments.add(contactId, step.head, now) }),
});
