/** Stores the token of an event wait, then looks back: what happened meanwhile must not be missed. */
import { Elsewhere } from './flow-signals.ts';
import { nextLook, planLook } from './look-sooner.ts';
import { openPassage, type Passage } from './passage.ts';
import { type RunRecord, wakesAt } from './run-record.ts';
import { awaitedHolds, settleHappened } from './settle.ts';

export async function armWait(
  passage: Passage,
  { token, seq }: { token: string; seq: number },
): Promise<RunRecord | undefined> {
  const { record, ports } = passage;
  const { wait } = record;
  if (!wait) throw new Elsewhere();
  // Two attempts of one turn: nobody can tell which of their tokens still waits, so whoever is alive takes another turn.
  if (wait.token !== undefined && wait.token !== token && seq <= (wait.armed ?? 0)) throw new Elsewhere();
  const armed: RunRecord = {
    ...record,
    status: 'running',
    seq: record.seq + 1,
    held: undefined,
    wait: { ...wait, token, armed: seq },
  };
  if ((await ports.runs.write(armed, record.seq)) === 'lost') return undefined;
  const waiting = await openPassage(armed, ports);
  const verdict = await awaitedHolds(waiting);
  // A lost write here means that a signal settled it, which answers the token that it found: this one.
  if (verdict.holds) return settleHappened(waiting, verdict);
  const look = await nextLook(waiting);
  if (look === undefined || look >= wakesAt(armed)!) return armed;
  // The token that waits would wake at the limit: the next turn's wakes in time.
  if (!(await planLook(waiting, look))) return undefined;
  throw new Elsewhere();
}
