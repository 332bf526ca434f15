/** Leaves a run that waits to its timer, once it is certain that what it waits for has not happened already. */
import { TerminalError } from '../language/errors.ts';
import { IS_SHORT } from '../language/stretch.ts';
import { resultOf } from './advance.ts';
import { Stale } from './flow-signals.ts';
import { lookBack, nextLook, planLook } from './look-sooner.ts';
import { openPassage, type Passage } from './passage.ts';
import type { EnginePorts } from './ports.ts';
import { type Result, type RunRecord, refOf, wakesAt } from './run-record.ts';
import { awaitedHolds, settleHappened } from './settle.ts';
import {
  awaitsEvent,
  clearTimer,
  deadlineOf,
  isAtRest,
  isDue,
  isSoon,
  restsUntil,
  setTimer,
  startStretch,
} from './stretch.ts';
import { judgeTimedEnds } from './timed-ends.ts';

export interface Rested {
  record: RunRecord;
  /** It goes on at once or within a minute: whoever asks sees to it. */
  goesOn: boolean;
}

/** Sets the timer, then looks back: an event that came before the wait was written must not be missed. */
export async function rest(first: RunRecord, ports: EnginePorts): Promise<Rested> {
  let record = first;
  let isMoved = false;
  for (;;) {
    const now = ports.clock.now();
    if (record.status === 'ended') {
      await clearTimer(record, ports);
      return { record, goesOn: false };
    }
    if (!isAtRest(record)) {
      // Somebody took it up while the timer was being set to another instant.
      if (isMoved) await setTimer(record, deadlineOf(record.stretch?.openedAt ?? now), ports);
      return { record, goesOn: false };
    }
    // While the timer still stands where it watches whoever does this.
    if (!isMoved && !isDue(record, now)) {
      const looked = await lookBack(record, ports);
      if (looked.seq !== record.seq) {
        record = looked;
        continue;
      }
    }
    const goesOn = isSoon(record, now);
    if (!goesOn || isMoved) {
      await setTimer(record, goesOn ? deadlineOf(now) : restsUntil(record)!, ports);
      isMoved = true;
    }
    // At its limit a wait is looked back upon by the Task that settles it.
    const newer = isDue(record, now) ? record : await lookBackOrComeAgain(record, ports);
    if (newer.seq === record.seq) return { record, goesOn };
    record = newer;
  }
}

/** Nobody else looks back upon this wait: where it cannot be done now, the timer comes again soon. */
async function lookBackOrComeAgain(record: RunRecord, ports: EnginePorts): Promise<RunRecord> {
  try {
    return await (awaitsEvent(record) ? findAwaited : lookBack)(record, ports);
  } catch (thrown) {
    await setTimer(record, deadlineOf(ports.clock.now()), ports);
    throw thrown;
  }
}

/** The record after what happened has been settled, by this or by another, or after it is to be looked at sooner. */
async function findAwaited(record: RunRecord, ports: EnginePorts): Promise<RunRecord> {
  const readAgain = async () => (await ports.runs.get(refOf(record))) ?? record;
  const newest = await ports.runs.get(refOf(record));
  if (newest && newest.seq !== record.seq) return newest;
  const passage = await openPassage(record, ports);
  if ((await judgeTimedEnds(passage)) !== 'goes-on') return readAgain();
  const verdict = await awaitedHolds(passage);
  if (verdict.holds) return (await settleHappened(passage, verdict)) ?? readAgain();
  const look = await nextLook(passage);
  if (look === undefined || look >= wakesAt(record)!) return record;
  return (await planLook(passage, look)) ?? readAgain();
}

/** After an event that has settled nothing, yet may have brought nearer the moment at which time alone does. */
export async function restSooner(passage: Passage): Promise<boolean> {
  const { record, ports } = passage;
  if (!isAtRest(record)) return true;
  const look = await nextLook(passage);
  // At the instant that is planned already, too: whoever planned it may have died before the timer was set.
  if (look !== undefined && look <= wakesAt(record)!) await bringOn(record, ports);
  return true;
}

/** Brings on a run that nobody is at work on: to its timer, or into its next stretch. Elsewhere it changes nothing. */
export async function bringOn(record: RunRecord, ports: EnginePorts): Promise<void> {
  if (!record.stretch || record.stretch.isOpen) return;
  const rested = await rest(record, ports);
  if (rested.goesOn) await startNext(rested.record, ports);
}

export async function startNext(record: RunRecord, ports: EnginePorts): Promise<void> {
  const machine = await ports.registry.machineOf(record.definition, record.version);
  if (!machine) throw new TerminalError('The machine of this run is gone.', { code: 'machine-missing' });
  await startStretch(record, machine, ports);
}

/** What a Task answers: the way on, and on `express`, at a wait, whether the stretch stays for it. */
export async function answerOf(record: RunRecord, ports: EnginePorts): Promise<Result> {
  if (!record.stretch) {
    const standing = await lookBack(record, ports);
    if (standing.status !== record.status || standing.owner !== record.owner) throw new Stale();
    return resultOf(standing.cursor.seq === record.cursor.seq ? standing : record);
  }
  const result = resultOf(record);
  const { record: rested, goesOn } = record.stretch.isOpen ? { record, goesOn: false } : await rest(record, ports);
  // The way to the wait is this advance's own, whatever has happened to the wait since.
  const due = restsUntil(rested) ?? ports.clock.now();
  return { ...result, due, facts: { ...result.facts, [IS_SHORT]: goesOn } };
}
