/** A run on `express` lives from one wait to the next; in between, only its record and its one timer know of it. */
import { limitState } from '../language/graph.ts';
import { OLD_STRETCH_MS, SHORT_WAIT_MS, STRETCH_DEADLINE_MS } from '../language/stretch.ts';
import { secondsBetween } from './look-ahead.ts';
import type { EnginePorts } from './ports.ts';
import { executionName, type RunRecord, refOf, wakesAt } from './run-record.ts';

/** Nobody works on it, and nobody froze it: its timer, or a signal, brings it on. */
export const isAtRest = ({ stretch, status }: RunRecord): boolean =>
  stretch?.isOpen === false && (status === 'created' || status === 'running');

/** When a run at rest wakes by itself; undefined where nothing holds it back. */
export const restsUntil = (record: RunRecord): string | undefined =>
  awaitsEvent(record) ? settlesAt(record) : wakesAt(record);

/** Of an event wait: in whole seconds since the arrival, and at least one, as a Task's timeout is: a contact sees no engine. */
export function settlesAt(record: RunRecord): string {
  const { since, due } = record.wait!;
  const until = wakesAt({ ...record, held: undefined }) ?? due;
  return laterBy(since, secondsBetween(since, until) * 1000);
}

export function isDue(record: RunRecord, now: string): boolean {
  const until = restsUntil(record);
  return until === undefined || until <= now;
}

/** Sooner than a schedule could be trusted with. */
export function isSoon(record: RunRecord, now: string): boolean {
  const until = restsUntil(record);
  return until === undefined || Date.parse(until) - Date.parse(now) <= SHORT_WAIT_MS;
}

/** An event wait, which is looked back upon. */
export const awaitsEvent = ({ wait, held, cursor }: RunRecord): boolean =>
  wait !== undefined && held === undefined && cursor.next === wait.step;

/** The state of the machine at which a stretch takes the run up. */
export function stateOf({ held, wait, cursor }: RunRecord): string {
  const step = held?.step ?? cursor.next;
  return wait?.step === step ? limitState(step) : step;
}

/** Whatever has not ended or come to rest by then is dead. */
export const deadlineOf = (openedAt: string): string => laterBy(openedAt, STRETCH_DEADLINE_MS);

/** Too old to begin anything more. */
export const isOld = (openedAt: string | undefined, now: string): boolean =>
  openedAt !== undefined && Date.parse(now) - Date.parse(openedAt) > OLD_STRETCH_MS;

const laterBy = (instant: string, ms: number): string => new Date(Date.parse(instant) + ms).toISOString();

export const setTimer = (record: RunRecord, at: string, ports: EnginePorts): Promise<void> =>
  ports.schedules.set(refOf(record), at, { run: refOf(record) });

export const clearTimer = (record: RunRecord, ports: EnginePorts): Promise<void> =>
  ports.schedules.clear(refOf(record));

/** Starts the next stretch, watched by the timer from before it begins; what the record says has been told. */
export async function startStretch(record: RunRecord, machine: string, ports: EnginePorts): Promise<void> {
  await setTimer(record, deadlineOf(ports.clock.now()), ports);
  await launchStretch(record, machine, ports);
}

/** Repeated, it starts another of the same name: one of them opens the run first, the others find that it is taken. */
export async function launchStretch(record: RunRecord, machine: string, ports: EnginePorts): Promise<void> {
  const name = executionName(record, record.seq);
  const r = { seq: record.seq, at: '', due: record.startedAt, limit: 1, facts: {} };
  await ports.executions.start({ name, machine, input: { run: name, r } });
}
