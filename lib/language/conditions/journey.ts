/** Is or was the contact in another journey, or has a workflow run for them? Two messages at a time are one too many. */
import * as z from 'zod';
import { defineCondition, type Found, type SeenRun } from '../define-condition.ts';
import { definitionName } from '../names.ts';

export const journey = defineCondition({
  kind: 'journey',
  says: 'The contact is inside a journey (or workflow), was in it before, or never was.',
  head: definitionName.describe('The journey or workflow.'),
  options: z.strictObject({
    is: z
      .enum(['inside', 'ended', 'never'])
      .optional()
      .describe('`inside`: a run is under way; `ended`: one has ended and none is under way; `never`: there was none.'),
    ended: z.string().min(1).optional().describe('A run ended with this reason: a stop, a goal, an exit, `finished`.'),
  }),
  wants: ['is', 'ended'],
  example: {
    if: '{ journey: say-hello, is: inside }',
    holds: { runs: [{ definition: 'say-hello', ended: 'finished' }, { definition: 'say-hello' }] },
    fails: { runs: [{ definition: 'say-hello', ended: 'finished' }] },
  },
  families: (asked) => [`run:${asked.head}`],
  refersTo: (asked) => [{ kind: 'definition', name: asked.head, at: 'journey' }],
  asks: (asked) =>
    ['journey', asked.head, asked.is, asked.ended && `ended with ${asked.ended}`].filter(Boolean).join(' '),
  lookUp: (asked) => ({ look: 'runs', definition: asked.head }),
  holds: (asked, found) =>
    (asked.is === undefined || standing(runsIn(found)) === asked.is) &&
    (asked.ended === undefined || runsIn(found).some(({ isOpen, reason }) => !isOpen && reason === asked.ended)),
  saysFound: (_asked, found) => {
    const reasons = runsIn(found).map(({ isOpen, reason }) => (isOpen ? 'inside' : (reason ?? 'ended')));
    return reasons.join(', ') || 'never';
  },
});

const runsIn = (found: Found): SeenRun[] => (Array.isArray(found) ? (found as SeenRun[]) : []);

const standing = (runs: readonly SeenRun[]) =>
  runs.some(({ isOpen }) => isOpen) ? 'inside' : runs.length > 0 ? 'ended' : 'never';
