/** Rings where time alone may bring something about for a contact whom no run waits for. */
import type { EnginePorts } from './ports.ts';

/** What a schedule carries; only the record says what is due. */
export interface WatchRing {
  watch: string;
  at: string;
}

/** A schedule for an instant that is over by the time it is made would never ring. */
const LEAST_AHEAD_MS = 2_000;

/** The instant, or the soonest one that still rings. */
export function ahead(at: string, now: string): string {
  const soonest = new Date(Date.parse(now) + LEAST_AHEAD_MS).toISOString();
  return at < soonest ? soonest : at;
}

/** One for each instant: set twice it is one, and none puts another one off. */
export const watchTimerName = ({ watch, at }: WatchRing): string => `watch.${watch}.${Date.parse(at)}`;

export async function setWatchTimer(contact: string, at: string, { schedules, clock }: EnginePorts): Promise<void> {
  const ring = { watch: contact, at };
  await schedules.set(watchTimerName(ring), ahead(at, clock.now()), { ...ring });
}
