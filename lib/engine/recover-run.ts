/** Reads where a run stands and says where its execution should go on: the way back from everything unusual. */
import { resultOf, tell } from './advance.ts';
import { failStep } from './fail-step.ts';
import { isFlowSignal } from './flow-signals.ts';
import { secondsBetween } from './look-ahead.ts';
import { wakesAt } from './look-sooner.ts';
import { reclaimRun } from './park-run.ts';
import { openPassage } from './passage.ts';
import type { EnginePorts } from './ports.ts';
import { type Result, type RunRecord, readExecutionName } from './run-record.ts';

const signals = new Set(['Held', 'Elsewhere', 'Stale']);

export async function recoverRun({ run, error }: { run: string; error: string }, ports: EnginePorts): Promise<Result> {
  let record = await ports.runs.get(readExecutionName(run).ref);
  if (record?.status === 'parked') record = await reclaimRun(record, run, ports);
  // The handler that ended the run may have died before it could tell.
  if (record?.owner === run && record.status === 'ended') await tell(record, ports);
  if (!record || record.owner !== run || record.status === 'ended') return nothingLeft(ports);
  if (!signals.has(error) && !isAsleep(record, ports.clock.now())) {
    await countFault(record, error, ports);
    record = (await ports.runs.get(readExecutionName(run).ref)) ?? record;
    if (record.owner !== run || record.status === 'ended') return nothingLeft(ports);
  }
  await tell(record, ports);
  const now = ports.clock.now();
  const { held } = record;
  if (held) {
    const limit = limitOf(record, held.until > now ? held.until : now);
    return { ...resultOf(record), at: held.step, due: held.until, limit };
  }
  // A wait goes on to its own instant; everything else goes on at once.
  return {
    ...resultOf(record),
    limit: limitOf(record, now),
    ...(record.wait ? { due: waitsAtOnce(record) ? now : record.wait.due } : { due: now }),
  };
}

/** The handler had finished, with a wait or a hold ahead: only its answer was lost, and what comes later has not failed. */
const isAsleep = (record: RunRecord, now: string): boolean => {
  const until = record.held?.until ?? (waitsAtOnce(record) ? undefined : record.wait?.due);
  return until !== undefined && until > now;
};

/** An event wait is armed again now, and lasts as long as is left of it. */
const waitsAtOnce = ({ wait }: RunRecord): boolean => (wait?.families.length ?? 0) > 0;

const limitOf = ({ wait }: RunRecord, now: string): number => (wait ? secondsBetween(now, wakesAt(wait)) : 1);

/** The handler died or threw something that nobody names: counted on the record, so that it cannot go on for ever. */
async function countFault(record: RunRecord, error: string, ports: EnginePorts): Promise<void> {
  const passage = await openPassage(record, ports);
  const fault = Object.assign(new Error('The handler failed.'), { name: error });
  try {
    await failStep(passage, { step: record.cursor.next, seq: record.seq }, fault);
  } catch (thrown) {
    if (!isFlowSignal(thrown)) throw thrown;
  }
}

const nothingLeft = (ports: EnginePorts): Result => ({ seq: 0, at: '', due: ports.clock.now(), limit: 1, facts: {} });
