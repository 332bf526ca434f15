/** Reads where a run stands and says where its execution should go on: the way back from everything unusual. */
import { limitState } from '../language/graph.ts';
import { resultOf } from './advance.ts';
import { backOff, failStep } from './fail-step.ts';
import { isFlowSignal } from './flow-signals.ts';
import { withinDays } from './hand-over.ts';
import { lookBack } from './look-sooner.ts';
import { goOn, leaveEnded, nothingLeft, restOn } from './open-stretch.ts';
import { isPaused, parkRun, reclaimRun } from './park-run.ts';
import { openPassage } from './passage.ts';
import type { EnginePorts } from './ports.ts';
import { startIfNew } from './restart-run.ts';
import { goesOnAt, type Result, type RunRecord, readExecutionName, wakesAt } from './run-record.ts';
import { isAtRest, isDue, setTimer, settlesAt } from './stretch.ts';

/** `seq`: what the Task that failed had been given; machines of old do not tell. */
export interface Failed {
  run: string;
  seq?: number;
  error: string;
}

const signals = new Set(['Held', 'Elsewhere', 'Stale']);

export async function recoverRun(task: Failed, ports: EnginePorts): Promise<Result> {
  const { run } = task;
  let record = await ports.runs.get(readExecutionName(run).ref);
  if (record?.status === 'parked') record = await reclaimRun(record, run, ports);
  if (record?.owner === run && hasFailed(record, task, ports.clock.now())) {
    // In a pause nothing fails: it is frozen where it stands.
    if ((await isPaused(record, ports)) && (await parkRun(record, ports))) return nothingLeft(ports);
    await countFault(record, task.error, ports);
    record = (await ports.runs.get(readExecutionName(run).ref)) ?? record;
  }
  // At rest a run is anybody's: what this execution began in passing is finished by it.
  const isFree = record !== undefined && isAtRest(record) && task.error !== 'Stale';
  if (!record || (record.owner !== run && !isFree)) {
    if (record) await startIfNew(record, ports);
    return nothingLeft(ports);
  }
  if (record.status === 'ended') return leaveEnded(record, run, ports);
  const now = ports.clock.now();
  if (isAsleep(record, now) && !isAtRest(record)) {
    record = await lookBack(record, ports);
    if (record.status === 'ended') return leaveEnded(record, run, ports);
    if (record.owner !== run) return recoverRun(task, ports);
  }
  if (record.stretch) return wayOfStretch(record, task, ports);
  const { held, wait } = record;
  const until = (waitsAtOnce(record) && !held ? undefined : wakesAt(record)) ?? now;
  // What was decided on the way there has been decided, and may be no state of its own.
  const place = { ...resultOf(record), due: until, at: held?.step ?? record.cursor.next };
  const back =
    wait && waitsAtOnce(record)
      ? { ...place, ...untilSettled(record, until > now ? until : now) }
      : { ...place, limit: 1 };
  return withinDays(back, now, record);
}

/**
 * What is left of an event wait is waited for in whole seconds, as a Task's timeout is; the rest of a second passes before,
 * so that a run that is started anew comes to the limit at the same instant. Less than a second is not armed for.
 */
function untilSettled(record: RunRecord, from: string): Pick<Result, 'due' | 'limit'> & { at?: string } {
  const limitMs = Date.parse(settlesAt(record));
  const seconds = Math.floor((limitMs - Date.parse(from)) / 1000);
  if (seconds < 1)
    return { due: limitMs > Date.parse(from) ? settlesAt(record) : from, limit: 1, at: limitState(record.wait!.step) };
  return { due: new Date(limitMs - seconds * 1000).toISOString(), limit: seconds };
}

async function wayOfStretch(record: RunRecord, { seq }: Failed, ports: EnginePorts): Promise<Result> {
  if (record.stretch?.isOpen) return goOn(record, ports);
  if (record.seq === seq && isDue(record, ports.clock.now())) {
    // It could not even be opened: another execution tries, and not at once.
    await setTimer(record, backOff(ports.clock.now(), 1), ports);
    return nothingLeft(ports);
  }
  return restOn(record, record.stretch?.openedAt, ports);
}

/** No signal of ours, and not only the answer of a handler that had finished: what comes later has not failed. */
function hasFailed(record: RunRecord, { error, seq }: Failed, now: string): boolean {
  if (signals.has(error) || record.status === 'ended') return false;
  const hasFinished = seq !== undefined && (record.cursor.from === seq || record.stretch?.from === seq);
  return !hasFinished && !isAtRest(record) && !isAsleep(record, now);
}

/** A wait or a hold is ahead. */
const isAsleep = (record: RunRecord, now: string): boolean => {
  const until = waitsAtOnce(record) ? record.held?.until : goesOnAt(record);
  return until !== undefined && until > now;
};

/** An event wait is armed again now, and lasts as long as is left of it. */
const waitsAtOnce = ({ wait }: RunRecord): boolean => (wait?.families.length ?? 0) > 0;

/** The handler died or threw something that nobody names: counted on the record, so that it cannot go on for ever. */
export async function countFault(record: RunRecord, error: string, ports: EnginePorts): Promise<void> {
  const passage = await openPassage(record, ports);
  const fault = Object.assign(new Error('The handler failed.'), { name: error });
  try {
    await failStep(passage, { step: record.cursor.next, seq: record.seq }, fault);
  } catch (thrown) {
    if (!isFlowSignal(thrown)) throw thrown;
  }
}
