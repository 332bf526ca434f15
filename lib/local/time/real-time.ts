/** Time as everybody has it, for waits of any length: the platform's own timers fire at once beyond 24.8 days. */
import { createClock, toInstant } from '../../simulator/clock.ts';
import type { StackTime } from './stack-time.ts';

/** A laptop that was closed meanwhile has slept less than it thinks: a look a minute finds out soon. */
const LONGEST_SLEEP_MS = 60_000;

export interface RealTimeOptions {
  /** Milliseconds since 1970; left out: this machine's clock. */
  wall?: () => number;
  sleep?: (ms: number, wake: () => void) => { cancel(): void };
  onFault(thrown: unknown): void;
}

/** A virtual clock keeps the order; it is pushed along by the wall's, a minute at most between two looks. */
export function createRealTime({ wall = Date.now, sleep = sleepFor, onFault }: RealTimeOptions): StackTime {
  const clock = createClock(toInstant(wall()));
  let sleeping: { cancel(): void } | undefined;
  let isClosed = false;
  // A wall clock that is set back must not make time run backward.
  const now = () => {
    const instant = toInstant(wall());
    return instant > clock.now() ? instant : clock.now();
  };

  function rearm(): void {
    sleeping?.cancel();
    const due = clock.nextDue();
    if (isClosed || due === undefined) return;
    sleeping = sleep(Math.min(Math.max(0, Date.parse(due) - wall()), LONGEST_SLEEP_MS), wake);
  }

  function wake(): void {
    clock.advanceTo(now()).catch(onFault).finally(rearm);
  }

  return {
    kind: 'real',
    now,
    at(dueAt, run) {
      const timer = clock.at(dueAt, () => {
        // Not awaited: one contact's slow step must not make another's timer late.
        void Promise.resolve().then(run).catch(onFault);
      });
      rearm();
      return timer;
    },
    nextDue: clock.nextDue,
    async moveTo() {
      throw new RangeError('Real time moves by itself.');
    },
    close() {
      isClosed = true;
      sleeping?.cancel();
    },
  };
}

function sleepFor(ms: number, wake: () => void): { cancel(): void } {
  const timer = setTimeout(wake, ms);
  return { cancel: () => clearTimeout(timer) };
}
