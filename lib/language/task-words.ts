/** Which words a colleague may say to a follow-up: whoever is asked to decide is not done by having read it. */
import type { FollowUp, TaskWord } from './ports.ts';

const words: Record<NonNullable<FollowUp['asks']>, readonly TaskWord[]> = {
  work: ['completed'],
  decision: ['approved', 'rejected'],
  look: ['completed'],
};

export const wordsFor = ({ asks = 'work' }: Pick<FollowUp, 'asks'>): readonly TaskWord[] => words[asks];
