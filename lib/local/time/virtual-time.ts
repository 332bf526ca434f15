/** Time that stands still until an operator moves it, and stands where it stood after a restart. */
import { createClock } from '../../simulator/clock.ts';
import { keepInstant } from './kept-instant.ts';
import type { StackTime } from './stack-time.ts';

export function createVirtualTime(startAt: string, file: string): StackTime {
  const clock = createClock(startAt);
  keepInstant(file, { kind: 'virtual', now: clock.now() });
  return {
    kind: 'virtual',
    now: clock.now,
    at: clock.at,
    nextDue: clock.nextDue,
    async moveTo(instant) {
      // Kept before anything happens: what was written at the new instant must never lie in the future.
      keepInstant(file, { kind: 'virtual', now: instant });
      await clock.advanceTo(instant);
    },
    close() {},
  };
}
