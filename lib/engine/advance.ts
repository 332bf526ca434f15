/** Writes where the run stands now, on condition of its `seq`, and then what the timeline says of it. */
import { lookTarget } from '../language/graph.ts';
import { withinDays } from './hand-over.ts';
import { lineKey } from './keys.ts';
import type { Ahead } from './look-ahead.ts';
import { line, secondsBetween, type Told } from './look-ahead.ts';
import { type Passage, visitOf } from './passage.ts';
import type { EnginePorts, TimelineRow } from './ports.ts';
import { outputOf } from './run-output.ts';
import type { Result, RunEnd, RunRecord } from './run-record.ts';

export interface Advance {
  /** The step that is finished now. */
  step: string;
  /** The `seq` that its Task was given. */
  from: number;
  ahead: Ahead;
  rows?: TimelineRow[];
  /** Token of an event wait settled by this advance. */
  answers?: string;
  way?: 'happened' | 'limit';
  /** It was given up. */
  isGivenUp?: true;
}

/** The record as written, or undefined where another write came first: then read it again and finish what it began. */
export async function advance(passage: Passage, done: Advance): Promise<RunRecord | undefined> {
  const { record, ports } = passage;
  const { at, next, due, limit, facts, wait, end } = done.ahead;
  const told = [
    ...(passage.untold ?? []),
    ...(done.rows ?? []),
    ...done.ahead.rows,
    ...(end ? [endLine(passage, end)] : []),
  ];
  const rows = inPlace(told, record.seq + 1);
  const cursor = {
    step: done.step,
    from: done.from,
    seq: record.seq + 1,
    visit: visitOf(record, lookTarget(done.step)),
    at,
    next,
    due,
    limit,
    facts,
    rows,
    answers: done.answers,
    way: done.way,
    failed: done.isGivenUp,
    by: passage.signal?.id,
  };
  const written: RunRecord = {
    ...(done.ahead.record ?? record),
    seq: record.seq + 1,
    // A signal may settle a parked run's wait; only a resume brings it on its way again.
    status: end ? 'ended' : record.status === 'parked' ? 'parked' : 'running',
    cursor,
    wait: wait && { ...wait, from: record.seq + 1 },
    held: undefined,
    looksAt: undefined,
    stretch: record.stretch && { ...record.stretch, isOpen: record.stretch.isOpen && !wait && !end },
    end,
    output: end && outputOf({ ...passage, record: done.ahead.record ?? record }),
  };
  if ((await ports.runs.write(written, record.seq)) === 'lost') return undefined;
  await tell(written, ports);
  return written;
}

/** Each knows where it stands among the others; what was told before keeps its place. */
export const inPlace = (rows: TimelineRow[], seq: number): TimelineRow[] =>
  rows.map((row, place) => (row.place === undefined ? { ...row, seq, place } : row));

/** Ends the run wherever it stands; `false` where another write came first. */
export async function endRun(passage: Passage, end: RunEnd, rows: TimelineRow[] = []): Promise<boolean> {
  const { record, ports } = passage;
  const ended = { ...endedRecord(passage, end, rows), output: outputOf(passage) };
  const written = { ...ended, cursor: { ...ended.cursor, by: passage.signal?.id } };
  if ((await ports.runs.write(written, record.seq)) === 'lost') return false;
  await tell(written, ports);
  return true;
}

/** As it ends without another step. */
export function endedRecord(told: Told, end: RunEnd, rows: TimelineRow[] = []): RunRecord {
  const { record } = told;
  // What the step before said is told again: the handler that should have may be the one that this end overtook.
  const cursor = {
    ...record.cursor,
    // Told apart from what was told before: a handler that comes late tells that again.
    seq: record.seq + 1,
    rows: [...record.cursor.rows, ...rows, endLine(told, end)],
  };
  return {
    ...record,
    seq: record.seq + 1,
    status: 'ended',
    cursor,
    wait: undefined,
    held: undefined,
    looksAt: undefined,
    stretch: record.stretch && { isOpen: false },
    end,
  };
}

/** Rows have fixed keys: told twice, they stand once. */
export async function tell({ contact, run, cursor }: RunRecord, ports: EnginePorts): Promise<void> {
  if (cursor.rows.length === 0) return;
  await ports.timeline.tell({ contact, key: lineKey(run, 'told', cursor.seq ?? 0), rows: cursor.rows });
}

export function resultOf(record: RunRecord): Result {
  const { seq, cursor, wait, looksAt } = record;
  const { at, due, limit, facts } = cursor;
  const way = { seq, at, due, limit, facts };
  if (!wait || looksAt === undefined || looksAt >= due) return withinDays(way, wait?.since ?? due, record);
  return withinDays({ ...way, due: looksAt, limit: secondsBetween(wait.since, looksAt) }, wait.since, record);
}

/** One for each end: a run that has failed may be driven on, and end again. */
const endLine = (told: Told, { how, reason, by }: RunEnd): TimelineRow => ({
  ...line(told, '', { kind: 'ended', outcome: how, reason, step: undefined, ...(by !== undefined && { detail: by }) }),
  key: lineKey(told.record.run, 'ended', told.record.seq + 1),
});
