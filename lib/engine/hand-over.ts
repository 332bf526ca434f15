/** Step Functions ends an execution after a year, or after 25,000 events: long before, its run goes on in another one. */
import type { Result, RunRecord } from './run-record.ts';

const MOST_DAYS = 300;
/** Each leaves some ten events behind, and one change of the record at least. */
const MOST_TASKS = 1_000;

const DAY_MS = 86_400_000;
/** Whoever is woken on the last day must not find that it is still a moment off. */
const EARLY_MS = 3_600_000;

const lastDayMs = ({ ownedAt, startedAt }: RunRecord): number => Date.parse(ownedAt ?? startedAt) + MOST_DAYS * DAY_MS;

/** An execution's name ends with the `seq` of the record for which it was started. */
const tasksOf = ({ owner, seq }: RunRecord): number => seq - Number(owner.slice(owner.lastIndexOf('.') + 1));

/** On `express` no execution lasts. */
export const isWornOut = (record: RunRecord, now: string): boolean =>
  !record.stretch && (tasksOf(record) >= MOST_TASKS || Date.parse(now) >= lastDayMs(record) - EARLY_MS);

/** No execution sleeps past its last day: it wakes there, hands over, and the next one waits on. */
export function withinDays<Part extends Pick<Result, 'due' | 'limit'>>(
  part: Part,
  from: string,
  record: RunRecord,
): Part {
  if (record.stretch) return part;
  const last = lastDayMs(record);
  const due = Date.parse(part.due) > last ? new Date(last).toISOString() : part.due;
  const seconds = Math.max(1, Math.ceil((last - Date.parse(from)) / 1000));
  return { ...part, due, limit: Math.min(part.limit, seconds) };
}
