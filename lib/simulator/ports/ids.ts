/** Ids of a simulation: the same in every run of it, so that two runs can be compared line by line. */
import { keyOf } from '../../engine/keys.ts';
import type { Ids } from '../../engine/ports.ts';

export function createMemoryIds(): Ids {
  let attempts = 0;
  return {
    attempt: () => `attempt-${++attempts}`,
    contact: ({ kind, value }) => keyOf('contact', kind, value),
  };
}
