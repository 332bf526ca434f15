/** Writes where the run stands now and what the timeline says of it, on condition of its `seq`. */
import { lookTarget } from '../language/graph.ts';
import { withinDays } from './hand-over.ts';
import { lineKey } from './keys.ts';
import { withLines, withRoom } from './lines.ts';
import type { Ahead } from './look-ahead.ts';
import { line, secondsBetween, type Told } from './look-ahead.ts';
import { type Passage, visitOf } from './passage.ts';
import type { TimelineRow } from './ports.ts';
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
  const rows = [...(done.rows ?? []), ...done.ahead.rows, ...(end ? [endLine(passage, end)] : [])];
  const standing = await withRoom(done.ahead.record ?? record, ports);
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
    answers: done.answers,
    way: done.way,
    failed: done.isGivenUp,
    by: passage.signal?.id,
  };
  const written: RunRecord = {
    ...withLines(standing, rows, record.seq + 1),
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
  return (await ports.runs.write(written, record.seq)) === 'written' ? written : undefined;
}

/** Ends the run wherever it stands; `false` where another write came first. */
export async function endRun(passage: Passage, end: RunEnd, rows: TimelineRow[] = []): Promise<boolean> {
  const { record, ports } = passage;
  const standing = { ...passage, record: await withRoom(record, ports) };
  const ended = { ...endedRecord(standing, end, rows), output: outputOf(passage) };
  const written = { ...ended, cursor: { ...ended.cursor, by: passage.signal?.id } };
  return (await ports.runs.write(written, record.seq)) === 'written';
}

/** As it ends without another step. */
export function endedRecord(told: Told, end: RunEnd, rows: TimelineRow[] = []): RunRecord {
  const { record } = told;
  return {
    ...withLines(record, [...rows, endLine(told, end)], record.seq + 1),
    seq: record.seq + 1,
    status: 'ended',
    cursor: { ...record.cursor, seq: record.seq + 1 },
    wait: undefined,
    held: undefined,
    looksAt: undefined,
    stretch: record.stretch && { isOpen: false },
    end,
  };
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
