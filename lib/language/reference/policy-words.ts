/** What holds of a step when an answer is lost on the way: the promise behind each policy, in one sentence. */
import type { Policy } from '../define-step.ts';

export const policyWords: Readonly<Record<Policy, string>> = {
  none: 'Has no effect that could be done twice.',
  'at-most-once':
    'At most once. When the answer is lost the outcome is `unknown`, settled by what the provider reports later; never sent again by guess.',
  'at-least-once':
    'At least once. Tried again, for days if need be, with the same id each time, by which the other side knows what it has heard.',
  'never-twice': 'Never twice. Tried again with the same key only, by which the other side knows what it has done.',
  'once-visible': 'Visible once. Tried again freely: a second try finds what the first one made.',
  'once-per-visit':
    'Once for each time a contact comes by. Tried again freely: a second try finds what the first one did.',
  idempotent: 'May be done again without a difference.',
};
