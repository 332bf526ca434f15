/** Tells of a run whether it stands still though nothing keeps it: what an operator looks for, and the daily scan puts right. */
import { standing } from './park-run.ts';
import type { LiveDefinition } from './ports.ts';
import { goesOnAt, type RunRecord } from './run-record.ts';

/** Executions, timers and retries settle by themselves within this. */
export const PATIENCE_MS = 3_600_000;

export type Stuck = 'not-started' | 'left-frozen' | 'left-behind-a-stop' | 'overdue';

/** Undefined where all is well. */
export function whyStuck(record: RunRecord, live: LiveDefinition | undefined, now: string): Stuck | undefined {
  if (record.status === 'ended') return undefined;
  const said = standing(record, live);
  const isLate = Date.parse(now) - Date.parse(lastDue(record)) > PATIENCE_MS;
  if (said === 'stopped') return isLate ? 'left-behind-a-stop' : undefined;
  if (record.status === 'parked') return said === 'goes-on' && isLate ? 'left-frozen' : undefined;
  // What falls due in a pause is only parked, and that is nothing to hurry for.
  if (!isLate || said === 'paused') return undefined;
  return record.status === 'created' ? 'not-started' : 'overdue';
}

/** Since when somebody should have taken it up. */
function lastDue(record: RunRecord): string {
  const since = [record.cursor.due, record.ownedAt ?? record.startedAt].sort().at(-1)!;
  return record.status === 'created' ? record.startedAt : (goesOnAt(record) ?? since);
}
