/** Sends contacts different ways by lot, so that a team learns which one serves them better. */
import * as z from 'zod';
import { defineStep } from '../define-step.ts';
import { steps } from '../markers.ts';
import { sayShare, share, WHOLE } from '../share.ts';

const word = z.string().regex(/^[a-z][a-z0-9-]*$/, 'Lower case letters, digits and dashes.');

const arm = z.strictObject({
  arm: word.max(60).describe('Its name: what the timeline shows and later conditions ask for.'),
  share: share.describe('Of all contacts that come here: `50%`, `33.3%`.'),
  then: steps.optional().describe('What happens to them; nothing, or left out: a control group.'),
});

export const split = defineStep({
  kind: 'split',
  group: 'flow',
  says: 'Parts contacts by lot into arms; each always gets the same arm of a step, whatever arms other splits gave.',
  head: word.max(60).describe('What is tried out.'),
  options: z.strictObject({
    arms: z
      .array(arm)
      .min(2)
      .superRefine((arms, context) => {
        if (arms.length < 2) return;
        const parts = arms.reduce((sum, one) => sum + one.share.parts, 0);
        const refuse = (code: string, message: string, hint: string, path: (string | number)[] = []) =>
          context.addIssue({ code: 'custom', message, path, params: { code, hint } });
        if (parts !== WHOLE) {
          refuse('WM131', `The shares sum to ${sayShare(parts)}.`, sayDifference(arms.at(-1)!.share.parts, parts));
        }
        for (const [index, { arm: name }] of arms.entries()) {
          if (arms.findIndex((one) => one.arm === name) === index) continue;
          refuse('WM132', `Two arms are called \`${name}\`.`, 'Give one of them another name.', [index, 'arm']);
        }
      })
      .describe('Two or more; their shares sum to 100%.'),
  }),
  policy: 'none',
  outcomes: ['…'],
  outcomesOf: ({ arms }) => arms.map(({ arm: name }) => name),
  needs: [],
  example: {
    steps:
      '- split: welcome-gift\n  arms:\n    - arm: gift\n      share: 50%\n      then:\n        - send-email: welcome\n    - arm: none\n      share: 50%',
    timeline: ['day 0  split-welcome-gift  gift', 'day 0  send-email-welcome  sent'],
  },
  toGraph(step, flow) {
    const targets = step.arms.map(({ then }) => flow.block(then, flow.next));
    let from = 0;
    const ways = step.arms.map((one, index) => {
      const range = { from, to: from + one.share.parts };
      from = range.to;
      return { share: range, word: one.arm, to: targets[index]! };
    });
    return [flow.choose(step, ways.slice(0, -1), targets.at(-1)!, step.arms.at(-1)!.arm)];
  },
});

function sayDifference(last: number, parts: number): string {
  const fitting = last + WHOLE - parts;
  if (fitting <= 0) return 'Together they are exactly 100%.';
  return `Together they are exactly 100%: with ${sayShare(fitting)} the last one would fit.`;
}
