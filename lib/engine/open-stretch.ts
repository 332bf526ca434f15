/** The first Task of a stretch: takes up a run whose time has come, and says where it goes on. */
import { IS_SHORT, SHORT_WAIT } from '../language/stretch.ts';
import { parkRun, saidOf } from './park-run.ts';
import type { EnginePorts } from './ports.ts';
import { rest, startNext } from './rest.ts';
import { executionName, type Result, type RunRecord, readExecutionName, refOf, type Stretch } from './run-record.ts';
import { stopRun } from './stop-run.ts';
import { clearTimer, isAtRest, isDue, isOld, restsUntil, stateOf } from './stretch.ts';

/** `execution`: its id, which two executions of one name do not share. */
export interface Opening {
  run: string;
  seq: number;
  execution: string;
}

/**
 * The record alone decides, never the `seq` that the stretch was started with: whichever execution comes first takes a
 * run that is due; comes it again, it gets the same answer; to all others it belongs to somebody else.
 */
export async function openStretch(task: Opening, ports: EnginePorts): Promise<Result> {
  const { run, execution } = task;
  const by = execution.slice(execution.lastIndexOf(':') + 1);
  for (;;) {
    const record = await ports.runs.get(readExecutionName(run).ref);
    if (!record?.stretch) return nothingLeft(ports);
    if (record.status === 'ended') return leaveEnded(record, run, ports);
    if (record.stretch.isOpen) {
      return record.stretch.by === by ? goOn(record, ports) : nothingLeft(ports);
    }
    const said = await saidOf(record, ports);
    if (said === 'stopped') {
      await stopRun(refOf(record), {}, ports);
      return nothingLeft(ports);
    }
    if (said === 'paused') {
      // Whoever resumes between the look and the parking may look for parked runs too early: hence another look.
      if (record.status !== 'parked') await parkRun(record, ports);
      else return nothingLeft(ports);
      continue;
    }
    const now = ports.clock.now();
    const isOpen = isDue(record, now);
    if (isAtRest(record) && !isOpen) return restOn(record, openedAt(record.stretch, by), ports);

    const seq = record.seq + 1;
    const opened: RunRecord = {
      ...record,
      status: 'running',
      seq,
      owner: run,
      stretch: { isOpen, openedAt: openedAt(record.stretch, by) ?? now, by, from: task.seq },
      // The Task at the limit of a wait is known as a repeat by what it is given now.
      wait: record.wait && { ...record.wait, from: seq },
    };
    if ((await ports.runs.write(opened, record.seq)) === 'lost') continue;
    return isOpen ? goOn(opened, ports) : restOn(opened, opened.stretch?.openedAt, ports);
  }
}

/** For an open stretch of this execution's own. */
export async function goOn(record: RunRecord, ports: EnginePorts): Promise<Result> {
  if (isOld(record.stretch?.openedAt, ports.clock.now())) return handOver(record, ports);
  return resultAt(record, stateOf(record), ports);
}

/** `sinceAt`: when this execution opened its stretch, if it has. A short wait is sat out, a long one is the timer's. */
export async function restOn(record: RunRecord, sinceAt: string | undefined, ports: EnginePorts): Promise<Result> {
  const { record: rested, goesOn } = await rest(record, ports);
  if (!goesOn) return nothingLeft(ports);
  if (!isOld(sinceAt, ports.clock.now())) return resultAt(rested, SHORT_WAIT, ports);
  await startNext(rested, ports);
  return nothingLeft(ports);
}

/** It has sat out a short wait, and is as old as it was. */
const openedAt = (stretch: Stretch, by: string): string | undefined =>
  stretch.by === by ? stretch.openedAt : undefined;

/** Express allows five minutes: the next execution takes over where this one stands. */
async function handOver(record: RunRecord, ports: EnginePorts): Promise<Result> {
  const closed = closedStretch(record);
  if ((await ports.runs.write(closed, record.seq)) === 'written') await startNext(closed, ports);
  return nothingLeft(ports);
}

/** The stretch is over, though nothing was finished in it: the next one goes on from there. */
export const closedStretch = (record: RunRecord): RunRecord => {
  const seq = record.seq + 1;
  return { ...record, seq, owner: executionName(record, seq), stretch: { isOpen: false } };
};

/** The handler that ended the run may have died before it cleared the timer. */
export async function leaveEnded(record: RunRecord, run: string, ports: EnginePorts): Promise<Result> {
  if (record.owner === run && record.stretch) await clearTimer(record, ports);
  return nothingLeft(ports);
}

const resultAt = (record: RunRecord, at: string, ports: EnginePorts): Result => ({
  seq: record.seq,
  at,
  due: restsUntil(record) ?? ports.clock.now(),
  limit: 1,
  facts: { ...record.cursor.facts, [IS_SHORT]: false },
});

/** An `at` that is no state's name: the machine runs out. */
export const nothingLeft = (ports: EnginePorts): Result => ({
  seq: 0,
  at: '',
  due: ports.clock.now(),
  limit: 1,
  facts: { [IS_SHORT]: false },
});
