/** Opens a Task of a machine: asks the record whether there is something to do, and does it once. */
import { resultOf } from './advance.ts';
import { armWait } from './arm-wait.ts';
import { doWork } from './do-work.ts';
import { Elsewhere, Held, Stale } from './flow-signals.ts';
import { isWornOut } from './hand-over.ts';
import { holdRun, isAhead, isHeld, keptTime, MISSED, missedUntil } from './hold.ts';
import { lookAgain } from './look-again.ts';
import { lookBack } from './look-sooner.ts';
import { openStretch } from './open-stretch.ts';
import { parkRun, saidOf, unparkRun } from './park-run.ts';
import { openPassage, type Passage } from './passage.ts';
import type { EnginePorts } from './ports.ts';
import { recoverRun } from './recover-run.ts';
import { answerOf } from './rest.ts';
import { restartRun, startIfNew } from './restart-run.ts';
import { type Result, type RunRecord, readExecutionName, refOf } from './run-record.ts';
import { settleAtLimit } from './settle.ts';
import { stopRun } from './stop-run.ts';
import { isOld } from './stretch.ts';
import { judgeTimedEnds } from './timed-ends.ts';

/** A Task's payload, as the compiler wrote it; `step` is what `cursor.next` says when its turn has come. */
export type Task =
  | { does: 'work' | 'look' | 'limit'; run: string; seq: number; step: string; more?: string[] }
  | { does: 'arm'; run: string; seq: number; step: string; token: string }
  | { does: 'open'; run: string; seq: number; execution: string }
  | { does: 'recover'; run: string; seq?: number; error: string };

export type OpenTask = Exclude<Task, { does: 'recover' | 'open' }>;

/** How often a Task reads the record anew after losing a write: each loss means that somebody else got on. */
const MOST_TURNS = 20;

/** Each gives the record as written, or undefined where another write came first. */
const doers = {
  work: doWork,
  look: lookAgain,
  arm: armWait,
  limit: settleAtLimit,
} satisfies Record<OpenTask['does'], (passage: Passage, task: never) => Promise<RunRecord | undefined>>;

/** Returns the five fields, or throws one of the flow signals. */
export async function runTask(task: Task, ports: EnginePorts): Promise<Result> {
  if (task.does === 'recover') return recoverRun(task, ports);
  if (task.does === 'open') return openStretch(task, ports);
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const record = await openRecord(task, turn, ports);
    if (!record) continue;
    if (isRepeat(record, task)) return await repeatResult(record, task, ports);
    const step = record.cursor.next;
    if (!isAbout(task, step) || isOfEarlierTurn(record, task)) throw new Elsewhere();
    const now = ports.clock.now();
    // Later, the hold is a double's, which found this Task at work: whoever did the work writes it down.
    const isTooEarly = (turn === 0 && isHeld(record, step, now)) || isAhead(record, now);
    if (isTooEarly && record.looksAt !== undefined && record.looksAt <= now) await lookBack(record, ports);
    if (isTooEarly) throw record.held ? new Held() : new Elsewhere();

    const passage = await openPassage(record, ports);
    const ends = await judgeTimedEnds(passage);
    if (ends === 'ended') throw new Stale();
    if (ends !== 'goes-on') continue;
    const later = await missedUntil(passage);
    if (later) {
      await holdRun(passage, { step, until: later, reason: MISSED });
      throw new Held();
    }
    // A step in the middle of its Task was held, or failed, with those before it done.
    const does = step === task.step ? task.does : 'work';
    const written = await doers[does](keptTime(passage), { ...task, step } as never);
    if (!written) continue;
    const answer = await answerOf(written, ports);
    if (isCutShort(written)) throw new Stale();
    // Looked back upon, it is to wake sooner than the token that waits now.
    if (does === 'arm' && written.wait && answer.due < resultOf(written).due) throw new Elsewhere();
    return answer;
  }
  throw new Elsewhere();
}

/** Not the owner, or the run has ended: stale. Paused: parked, and stale. Undefined where another write came first. */
async function openRecord(task: OpenTask, turn: number, ports: EnginePorts): Promise<RunRecord | undefined> {
  const record = await ports.runs.get(readExecutionName(task.run).ref);
  if (!record) throw new Stale();
  if (record.owner !== task.run) {
    await startIfNew(record, ports);
    throw new Stale();
  }
  if (record.status === 'ended') {
    if (isRepeat(record, task) && !isCutShort(record)) return record;
    throw new Stale();
  }
  if (record.stretch && isRepeat(record, task)) return record;
  // A double found this Task at work, and holds the step until then: whoever did the work writes it down.
  const isAtWork = turn > 0 && isAbout(task, record.held?.step);
  if (record.stretch && !record.stretch.isOpen) {
    if (!isAtWork) throw new Elsewhere();
    return { ...record, stretch: { ...record.stretch, isOpen: true } };
  }
  // Too old to begin anything: the way back hands over.
  if (turn === 0 && isOld(record.stretch?.openedAt, ports.clock.now())) throw new Elsewhere();
  const said = await saidOf(record, ports);
  if (said === 'stopped') {
    await stopRun(refOf(record), {}, ports);
    throw new Stale();
  }
  if (said === 'paused') {
    if (await parkRun(record, ports)) throw new Stale();
    return undefined;
  }
  if (turn === 0 && isWornOut(record, ports.clock.now())) {
    await restartRun(refOf(record), ports);
    throw new Stale();
  }
  return record.status === 'parked' ? unparkRun(record, ports) : record;
}

/** The same Task with the same `seq` as the one that finished: its work is done, its answer stored. */
const isRepeat = ({ cursor }: RunRecord, task: OpenTask): boolean =>
  isAbout(task, cursor.step) && cursor.from === task.seq;

/** Its own step, or one that it carries out besides. */
const isAbout = (task: OpenTask, step: string | undefined): boolean =>
  step === task.step || (step !== undefined && 'more' in task && task.more?.includes(step) === true);

/** A double that comes late finds the loop at the same step again, and must not take it for its own turn. */
const isOfEarlierTurn = ({ cursor }: RunRecord, task: OpenTask): boolean => task.seq < (cursor.seq ?? 0);

async function repeatResult(record: RunRecord, task: OpenTask, ports: EnginePorts): Promise<Result> {
  const { way, next } = record.cursor;
  // A failure inside has led to another step of this Task.
  if (isAbout(task, next)) throw new Elsewhere();
  if ((task.does === 'limit' && way === 'happened') || (task.does === 'arm' && way === 'limit')) throw new Elsewhere();
  const result = await answerOf(record, ports);
  // Settled before it was armed: the token that waits is this one.
  if (task.does === 'arm') await ports.executions.succeed(task.token, { ...result });
  return result;
}

/** At a stop or behind the last step the machine runs out by itself; any other end leaves it in the middle. */
const isCutShort = ({ status, end }: RunRecord): boolean =>
  status === 'ended' && end?.how !== 'stop' && end?.how !== 'finished';
