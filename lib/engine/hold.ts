/** Brings a step back later: quiet hours, back-off, somebody else's claim, a time of day that was missed. */
import { stepKind } from '../language/registry.ts';
import { type Passage, waitMoment } from './passage.ts';
import type { HeldStep, RunRecord } from './run-record.ts';

/** `failures`: of this step so far; left out, as many as before. `false` where another write came first. */
export async function holdRun(
  passage: Passage,
  { failures, ...hold }: Omit<HeldStep, 'attempts'> & { failures?: number },
): Promise<boolean> {
  const { record, ports } = passage;
  const held = { ...hold, attempts: failures ?? attemptsAt(passage, hold.step) };
  const wait = hold.reason === MISSED && record.wait ? { ...record.wait, due: hold.until } : record.wait;
  const written = { ...record, status: 'running' as const, seq: record.seq + 1, held, wait };
  return (await ports.runs.write(written, record.seq)) === 'written';
}

/** Two machines' clocks never quite agree. */
const MOST_SKEW_MS = 2_000;

/** A Task that comes again, or in a new execution, does not come sooner than the hold allows. */
export const isHeld = ({ held }: RunRecord, step: string, now: string): boolean =>
  held?.step === step && Date.parse(held.until) - Date.parse(now) > MOST_SKEW_MS;

export const MISSED = 'missed-its-time';

/** A time of day that was kept is behind the run: what holds up the step after it does not make it missed. */
export function keptTime(passage: Passage): Passage {
  const { record } = passage;
  return record.wait?.families.length === 0 ? { ...passage, record: { ...record, wait: undefined } } : passage;
}

/** How often the step has failed. */
export const attemptsAt = ({ record }: Passage, step: string): number =>
  record.held?.step === step ? record.held.attempts : 0;

/** The next time of day, where this one was missed by more than its grace. */
export function missedUntil(passage: Passage): string | undefined {
  const { record, version, now } = passage;
  const { wait } = record;
  if (wait?.graceSeconds === undefined) return undefined;
  if (Date.parse(now) - Date.parse(wait.due) <= wait.graceSeconds * 1000) return undefined;
  const step = version.graph.steps[wait.step]!;
  const due = stepKind(step.kind).due?.(step as never, waitMoment(passage));
  return due && 'at' in due && due.at > now ? due.at : undefined;
}
