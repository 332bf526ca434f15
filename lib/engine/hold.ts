/** Brings a step back later: quiet hours, back-off, somebody else's claim, a time of day that was missed. */
import { stepOf } from '../language/graph.ts';
import { withRoom } from './lines.ts';
import type { Passage } from './passage.ts';
import { remembering } from './passed.ts';
import type { HeldStep, RunRecord } from './run-record.ts';
import { dueOf } from './wait-due.ts';

/** `failures`: of this step so far; left out, as many as before. `false` where another write came first. */
export async function holdRun(
  passage: Passage,
  { failures, ...hold }: Omit<HeldStep, 'attempts'> & { failures?: number },
): Promise<boolean> {
  const { record, ports } = passage;
  const held = { ...hold, attempts: failures ?? attemptsAt(passage, hold.step) };
  const wait =
    hold.reason === MISSED && record.wait ? { ...record.wait, due: hold.until, isShifted: undefined } : record.wait;
  const stretch = record.stretch && { ...record.stretch, isOpen: false };
  const moved = { held, wait, stretch, looksAt: undefined };
  const standing = await withRoom(record, ports);
  const written = { ...standing, status: 'running' as const, seq: record.seq + 1, ...moved };
  return (await ports.runs.write(written, record.seq)) === 'written';
}

/** Two machines' clocks never quite agree. */
export const MOST_SKEW_MS = 2_000;

/** A Task that comes again, or in a new execution, does not come sooner than the hold allows. */
export const isHeld = ({ held }: RunRecord, step: string, now: string): boolean =>
  held?.step === step && Date.parse(held.until) - Date.parse(now) > MOST_SKEW_MS;

/**
 * The wait in front of the step is not over: a new execution begins where the machine does, and round a loop that may be
 * the very step behind the wait.
 */
export const isAhead = ({ wait }: RunRecord, now: string): boolean =>
  wait?.families.length === 0 && Date.parse(wait.due) - Date.parse(now) > MOST_SKEW_MS;

export const MISSED = 'missed-its-time';

/** A time of day that was kept is behind the run: what holds up the step after it does not make it missed. */
export function keptTime(passage: Passage): Passage {
  const { record, version } = passage;
  if (record.wait?.families.length !== 0) return passage;
  const { step, due } = record.wait;
  return { ...passage, record: remembering({ ...record, wait: undefined }, version, stepOf(step), 'waited', due) };
}

/** How often the step has failed. */
export const attemptsAt = ({ record }: Passage, step: string): number =>
  record.held?.step === step ? record.held.attempts : 0;

/**
 * When to come again, where the wait's time was missed by more than its grace, or has moved since: the contact lives in
 * another zone now, a country has changed its clocks, the date that was waited for is another one.
 */
export async function missedUntil(passage: Passage): Promise<string | undefined> {
  const { wait } = passage.record;
  if (wait?.graceSeconds === undefined) return undefined;
  const nowMs = Date.parse(passage.now);
  const notBefore = new Date(nowMs - wait.graceSeconds * 1000).toISOString();
  if (wait.isShifted && wait.due >= notBefore) return undefined;
  const due = await dueOf(passage, wait.step, { arrivedAt: wait.isShifted ? undefined : wait.since, notBefore });
  return 'at' in due && Date.parse(due.at) - nowMs > MOST_SKEW_MS ? due.at : undefined;
}
