/** Does the contact belong to a named set of people? */
import * as z from 'zod';
import { defineCondition } from '../define-condition.ts';

export const segment = defineCondition({
  kind: 'segment',
  says: 'The contact is in the segment now.',
  head: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/)
    .describe('The segment.'),
  options: z.strictObject({}),
  example: {
    if: '{ segment: early-birds }',
    holds: { segments: ['early-birds'] },
    fails: { segments: [] },
  },
  families: (asked) => [`segment:${asked.head}`],
  refersTo: (asked) => [{ kind: 'segment', name: asked.head, at: 'segment' }],
  asks: (asked) => `segment ${asked.head}`,
  lookUp: (asked) => ({ look: 'segment', segment: asked.head }),
  holds: (_asked, found) => found === true,
});
