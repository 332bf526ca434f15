/** What several runs of one contact bring together while the first of them waits: one item says who speaks for whom. */
import { stepOf } from '../language/graph.ts';
import { effectOf } from './passage.ts';
import type { EnginePorts } from './ports.ts';
import type { RunRecord, RunRef } from './run-record.ts';
import { failedAt, standsAt } from './stands-at.ts';

export interface Gathering {
  /** Key of the visit that speaks for all, and its run. */
  by: string;
  run: RunRef;
  /** Of whom it tells: its own run first, then as they came. */
  runs: RunRef[];
  /** Nobody comes in any more. `unsure`: who may still come and ask what became of theirs. */
  closed?: { unsure: RunRef[] };
}

/** So many are counted; of who comes after them nothing is kept, and they end with the others. */
export const MOST_COUNTED = 1_000;

/**
 * `waits`: who speaks for it stands there, and will close it. `told`: they have, and went on with it. `left`: they failed, or
 * were led elsewhere, and what they had is the next one's. `over`: they left, or were stopped, with all that they had.
 */
export type GatheringState = 'waits' | 'told' | 'left' | 'over';

export async function stateOf(
  { by, run, closed }: Gathering,
  { runs }: Pick<EnginePorts, 'runs'>,
): Promise<GatheringState> {
  const record = await runs.get(run);
  if (!record || !standsThere(record, by)) return closed ? 'told' : 'left';
  if (!record.end) return 'waits';
  return record.end.how === 'error' ? 'left' : 'over';
}

function standsThere(record: RunRecord, by: string): boolean {
  const place = record.end?.how === 'error' ? failedAt(record) : standsAt(record);
  return effectOf(record, stepOf(place), 'step') === by;
}

/** Who has not ended, or has failed and may be driven on. */
export async function mayComeAgain(refs: readonly RunRef[], { runs }: Pick<EnginePorts, 'runs'>): Promise<RunRef[]> {
  const records = await Promise.all(refs.map((ref) => runs.get(ref)));
  const isOver = (record: RunRecord | undefined) => !record || (record.end !== undefined && record.end.how !== 'error');
  return refs.filter((_, index) => !isOver(records[index]));
}
