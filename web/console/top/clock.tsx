/** What time it is for the contacts. */
import type { StackState } from '../../../lib/language/operator-api.ts';
import { sayClock } from '../words/local-time.ts';
import { useNow } from './use-now.ts';

export function Clock({ state }: { state: StackState }) {
  const now = useNow(state);
  return (
    <div className="clock">
      <time data-testid="clock" dateTime={now} aria-live="polite">
        {sayClock(now, state.zone)}
      </time>
      <small>
        {state.zone} · {state.clock === 'virtual' ? 'stands still until you move it' : 'real time'}
      </small>
    </div>
  );
}
