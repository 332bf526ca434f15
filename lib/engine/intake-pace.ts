/** How many of a crowd may enter in one minute, so that a team can answer those who call back. */
import type { EntryRate } from '../language/entry-rate.ts';
import type { Intake, Lane } from './intake.ts';

/** One entry, in parts of which every rate has a whole number in a minute. */
const WHOLE = 24 * 60;
const minutesIn = { minute: 1, hour: 60, day: WHOLE };

export interface Pace {
  /** Parts of an entry that each minute brings. */
  gained: number;
}

export function paceOf(rate: EntryRate | undefined, { lanes }: Intake): Pace | undefined {
  if (!rate) return undefined;
  const perMinute = (rate.atMost * WHOLE) / minutesIn[rate.per];
  return { gained: Math.max(1, Math.floor(perMinute / lanes)) };
}

/** The first may enter at once, however slow the pace. */
const heldBy = ({ left }: Lane, { gained }: Pace): number => (left ?? Math.max(0, WHOLE - gained)) + gained;

/** How many more may enter in this minute. */
export function allowedNow(lane: Lane, pace: Pace | undefined): number {
  return pace ? Math.floor(heldBy(lane, pace) / WHOLE) - (lane.used ?? 0) : Number.POSITIVE_INFINITY;
}

/** The next minute in which anybody may enter; what was not used up in this one is not made up for later. */
export function nextMinute(lane: Lane, pace: Pace, now: string): Pick<Lane, 'left' | 'used' | 'due'> {
  const left = heldBy(lane, pace) % WHOLE;
  const minutes = Math.max(1, Math.ceil((WHOLE - left) / pace.gained));
  const from = lane.due > now ? lane.due : now;
  const due = new Date(Date.parse(from) + minutes * 60_000).toISOString();
  return { left: left + pace.gained * (minutes - 1), used: 0, due };
}
