/** Is the work done that a step of this run gave to a colleague? */
import * as z from 'zod';
import { defineCondition } from '../define-condition.ts';
import { stepId } from '../step-options.ts';
import { EVER, happenedOftenEnough } from './define-history.ts';

export const completed = defineCondition({
  kind: 'completed',
  says: 'The follow-up that the step of this run assigned is done.',
  head: stepId,
  options: z.strictObject({}),
  inRunOnly: true,
  example: {
    if: '{ completed: send-email-welcome }',
    holds: {
      outcomes: {},
      events: [{ family: 'task', name: 'completed', minutesAgo: 5, data: { run: 'r1', step: 'send-email-welcome' } }],
    },
    fails: {
      outcomes: {},
      events: [{ family: 'task', name: 'completed', minutesAgo: 5, data: { run: 'r1', step: 'another' } }],
    },
  },
  families: () => ['task:completed'],
  refersTo: (asked) => [{ kind: 'step', name: asked.head, at: 'completed' }],
  asks: (asked) => `completed ${asked.head}`,
  lookUp: (asked, { run }) => ({
    look: 'events',
    family: 'task',
    name: 'completed',
    since: run?.startedAt ?? EVER,
    atMost: 1,
    keeps: ({ data }) => data.step === asked.head && data.run === run?.id,
  }),
  holds: (_asked, found) => happenedOftenEnough({}, found),
});
