/** Ids of a simulation: the same in every run of it, so that two runs can be compared line by line. */
import { keyOf } from '../../engine/keys.ts';
import type { Ids } from '../../engine/ports.ts';
import { lotOf } from '../../language/share.ts';

/** `lots`: in a scenario, somebody may be said to be held out. */
export function createMemoryIds(lots: Ids['lot'] = lotOf): Ids {
  let attempts = 0;
  return {
    attempt: () => `attempt-${++attempts}`,
    contact: ({ kind, value }) => keyOf('contact', kind, value),
    lot: lots,
  };
}
