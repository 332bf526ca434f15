/** What was given up on in a simulation. */
import type { DeadLetter, DeadLetters } from '../../engine/ports.ts';
import { freeze } from './freeze.ts';

export function createMemoryDeadLetters(): DeadLetters {
  const letters = new Map<string, DeadLetter>();
  const placeOf = ({ at, id }: DeadLetter) => `${at} ${id}`;
  return {
    async keep(letter) {
      letters.set(placeOf(letter), freeze(letter));
    },
    async list({ function: of, atMost }) {
      const asked = [...letters.values()].filter((letter) => of === undefined || letter.function === of);
      return asked.sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1)).slice(0, atMost);
    },
    async remove(letter) {
      letters.delete(placeOf(letter));
    },
  };
}
