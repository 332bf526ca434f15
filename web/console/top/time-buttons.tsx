/** Moves the virtual clock, so that a journey of weeks is watched in a minute. */
import type { StackState } from '../../../lib/language/operator-api.ts';
import { sayMoment } from '../words/local-time.ts';

export function TimeButtons({
  state,
  isMoving,
  next,
  day,
  reset,
}: {
  state: StackState;
  isMoving: boolean;
  next: () => void;
  day: () => void;
  reset: () => void;
}) {
  const isReal = state.clock === 'real';
  const { nextDue } = state;
  return (
    <div className="time-buttons" aria-busy={isMoving}>
      <button
        type="button"
        className="next-due"
        data-testid="next-due"
        aria-keyshortcuts="n"
        aria-disabled={isReal || !nextDue || isMoving}
        onClick={next}
        title={nextDue?.what}
      >
        <span>
          Next thing due <kbd>n</kbd>
        </span>
        <small>{nextDue ? `${sayMoment(nextDue.at, state.zone)} · ${nextDue.what}` : 'nothing is waiting'}</small>
      </button>
      <button
        type="button"
        data-testid="plus-day"
        aria-keyshortcuts="d"
        aria-disabled={isReal || isMoving}
        onClick={day}
        title={isReal ? 'The clock is real: it moves by itself' : undefined}
      >
        <span>
          +1 day <kbd>d</kbd>
        </span>
      </button>
      <button type="button" className="quiet" data-testid="reset" aria-keyshortcuts="r" onClick={reset}>
        <span>
          Reset <kbd>r</kbd>
        </span>
      </button>
    </div>
  );
}
