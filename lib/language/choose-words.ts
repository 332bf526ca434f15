/** What a decision is made by, in words: the same on the timeline, in the drawing and in a comparison. */
import type { ChooseTest } from './graph.ts';
import { sayShare } from './share.ts';
import { sayConditions } from './step-words.ts';

/** `field plan is gold`, `50%`, `2 rounds more`. */
export function sayTest(test: ChooseTest): string {
  if (test.if) return sayConditions(test.if);
  if (test.share) return sayShare(test.share.to - test.share.from);
  return test.rounds === 1 ? 'a round more' : `${test.rounds} rounds more`;
}
