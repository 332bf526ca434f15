/** Does the same again, as often as a team finds decent, and stops as soon as it has worked. */
import * as z from 'zod';
import { defineStep } from '../define-step.ts';
import { after, duration } from '../durations.ts';
import { partOf } from '../graph.ts';
import { conditions, steps } from '../markers.ts';
import { type Reading, shown, written } from '../mistake.ts';

/** A run may visit so many steps in its loops and no more. */
const MOST_ROUNDS = 1_000;

interface Times {
  text: string;
  count: number;
}

/** `3 times`, `once`. */
const times = written<Times, string>(
  { type: 'string', pattern: '^[1-9]\\d{0,3} times?$', examples: ['3 times'] },
  (input): Reading<Times> => {
    const [, number] = (typeof input === 'string' && /^(\d+) times?$/.exec(input)) || [];
    const count = Number(number);
    if (number !== undefined && count >= 1 && count <= MOST_ROUNDS) return { value: { text: String(input), count } };
    const hint =
      typeof input === 'number'
        ? `Did you mean \`${input} times\`?`
        : `From \`1 time\` to \`${MOST_ROUNDS} times\`: a loop ends.`;
    return { mistake: { code: 'WM133', message: `${shown(input)} is no number of rounds.`, hint } };
  },
);

export const repeat = defineStep({
  kind: 'repeat',
  group: 'flow',
  says: 'Walks through its steps so many times, with a wait between the rounds; `until` ends it early.',
  head: times.describe('How often at most: `3 times`.'),
  options: z.strictObject({
    every: duration.describe('The wait between two rounds.'),
    until: conditions.optional().describe('Asked before each round: once it holds, there are no more.'),
    steps: steps.describe('What a round consists of.'),
  }),
  policy: 'none',
  outcomes: ['until', 'done'],
  needs: [],
  example: {
    steps:
      '- repeat: 2 times\n  every: 3 days\n  until: { event: project.created }\n  steps:\n    - send-email: welcome',
    timeline: [
      'day 0  repeat-2-times  round',
      'day 0  send-email-welcome  sent',
      'day 3  repeat-2-times  round',
      'day 3  send-email-welcome  sent',
      'day 3  repeat-2-times  done',
    ],
  },
  lasts: true,
  toGraph(step, flow) {
    const asks = partOf(step, 'until');
    const counts = partOf(step, 'again');
    const waits = partOf(step, 'every');
    const body = flow.block(step.steps, counts.id);
    const round = step.until ? asks.id : body;
    const isOnce = step.head.count === 1;
    return [
      flow.pass(step, round, isOnce ? {} : { restarts: counts.id }),
      ...(step.until ? [flow.choose(asks, [{ if: step.until, to: flow.next, word: 'until' }], body, 'round')] : []),
      ...(isOnce
        ? [flow.pass(counts, flow.next)]
        : [
            flow.choose(counts, [{ rounds: step.head.count - 1, to: waits.id }], flow.next, 'done'),
            flow.wait(waits, round),
          ]),
    ];
  },
  due: (step, { now, zone, officeHours }) => ({ at: after(now, step.every, zone, officeHours) }),
});
