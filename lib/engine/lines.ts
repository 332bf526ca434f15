/** What a run has to say for itself stays on its record until that grows long: one write tells where a contact stands, and why. */
import { effectKey, lineKey } from './keys.ts';
import type { EnginePorts, TimelineRow } from './ports.ts';
import type { RunRecord } from './run-record.ts';

/** As it lies on the record: without what the record says already, and without a key that can be reckoned from it. */
export type CarriedLine = Omit<TimelineRow, 'contact' | 'key' | 'seq'> & { key?: string; seq: number };

type Carrier = Pick<RunRecord, 'contact' | 'run' | 'definition' | 'version' | 'lines'>;

/** So many characters; compressed, it is about a third of a kilobyte, which with the rest is one unit of the table. */
const MOST_CARRIED = 1_800;

/** `seq`: of the write that tells them. What has been said in one instant keeps its order. */
export function withLines(record: RunRecord, rows: readonly TimelineRow[], seq: number): RunRecord {
  if (rows.length === 0) return record;
  const before = record.lines ?? [];
  const first = before.filter((line) => line.seq === seq).length;
  const lines = rows.map((row, index) => shortened({ ...row, seq, place: first + index }, record));
  return { ...record, lines: [...before, ...lines] };
}

function shortened({ contact, run, definition, version, key, ...said }: TimelineRow & { seq: number }, of: Carrier) {
  return {
    ...said,
    ...(key !== usualKey(of, said) && { key }),
    ...(run !== of.run && { run }),
    ...(definition !== of.definition && { definition }),
    ...(version !== of.version && { version }),
  };
}

function usualKey({ run }: Carrier, { kind, step = '', outcome = '', seq }: Omit<CarriedLine, 'key'>): string {
  if (kind === 'ended') return lineKey(run, kind, seq);
  const isWork = kind === 'step' && !['failed', 'ended'].includes(outcome);
  return isWork ? effectKey(run, step, 1, 'step') : lineKey(run, `${kind} ${step}`, 1);
}

/** For a run that is moved to another version: what it has said goes on saying which one it was of. */
export const withOwnVersion = (record: RunRecord): RunRecord => ({
  ...record,
  lines: record.lines?.map((line) => ({ version: record.version, ...line })),
});

/** The lines that the record carries, as the timeline shows them. */
export const linesOf = (record: Carrier): TimelineRow[] =>
  (record.lines ?? []).map((line) => {
    const { contact, run, definition, version } = record;
    return { contact, run, definition, version, key: usualKey(record, line), ...line };
  });

/**
 * The record with room for what comes next: asked before a write, it gives what was said long ago an item of its own.
 * Only what is written already is put out; whoever comes again puts out the same.
 */
export async function withRoom(record: RunRecord, { timeline }: Pick<EnginePorts, 'timeline'>): Promise<RunRecord> {
  const isWritten = ({ seq }: CarriedLine) => seq <= record.seq;
  const said = (record.lines ?? []).filter(isWritten);
  if (JSON.stringify(said).length <= MOST_CARRIED) return record;
  const { contact, run, seq } = record;
  const rows = linesOf({ ...record, lines: said });
  await timeline.tell({ contact, key: lineKey(run, 'told', seq), rows });
  return { ...record, lines: record.lines?.filter((line) => !isWritten(line)) };
}

/** By instant; of one instant run by run, each in its own order, and last what no run says. */
export function inOrder(rows: readonly TimelineRow[]): TimelineRow[] {
  const runs = new Map(
    [...new Set(rows.map(({ run }) => run ?? ''))].map((run, index) => [run, run ? index : Number.MAX_SAFE_INTEGER]),
  );
  const placeOf = ({ at, run, seq = 0, place = Number.MAX_SAFE_INTEGER }: TimelineRow) =>
    [at, runs.get(run ?? '')!, seq, place] as const;
  return rows.toSorted((a, b) => compare(placeOf(a), placeOf(b)));
}

function compare(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  for (const [index, one] of a.entries()) {
    if (one !== b[index]) return one < b[index]! ? -1 : 1;
  }
  return 0;
}
