/** Moves a moment on to the time of day and the days that the author finds fit for the contact. */
import { type Day, nextAllowedDay } from './days.ts';
import type { TimeOfDay } from './time-of-day.ts';
import { nextTimeOfDay } from './wall-time.ts';

export interface Suitable {
  at?: TimeOfDay;
  days?: readonly Day[];
}

/**
 * The first instant at or after `base` at this time of day and on these days. `notBefore`: earlier ones have been missed,
 * and the next is meant; without a time of day that has the wall time of `base`.
 */
export function firstSuitable(base: string, { at, days }: Suitable, zone: string, notBefore = base): string {
  const from = laterOf(base, notBefore);
  if (at !== undefined) return nextTimeOfDay(from, at, zone, days);
  return days ? nextAllowedDay(from, zone, days, base) : base;
}

/** Instants are text that sorts. */
export const laterOf = (one: string, other = one): string => (one < other ? other : one);
