/** When a schedule comes round: every Monday at 08:00, on the first of the month, once; on the clock of one zone, for everybody alike. */
import type { Temporal } from 'temporal-polyfill';
import { type Day, isAllowedDay } from './days.ts';
import { plainTime, type TimeOfDay } from './time-of-day.ts';
import { atInZone, inZone, isoOf } from './zones.ts';

/** As written, and what it means; all of what is named must hold. */
export interface ScheduleTimes {
  text: string;
  /** `2026-11-20 08:00`, and never again. */
  once?: string;
  times: TimeOfDay[];
  days?: Day[];
  /** Of the month; 0 is its last day. */
  dates?: number[];
  months?: number[];
}

/** February 29 on a Monday comes every 28 years, and once after 40. */
const MOST_DAYS = 41 * 366;

/**
 * The first instant behind `afterIso`; `undefined` if none comes.
 * A time of day that the clocks skip moves forward, one that they repeat counts once, the first time.
 */
export function nextOf(schedule: ScheduleTimes, afterIso: string, zone: string): string | undefined {
  if (schedule.once !== undefined) {
    const at = atInZone(schedule.once, zone);
    return at !== undefined && at > afterIso ? at : undefined;
  }
  // The day before, too: its last times may have been moved past midnight.
  let date = inZone(afterIso, zone).toPlainDate().subtract({ days: 1 });
  for (let day = 0; day < MOST_DAYS; day++, date = date.add({ days: 1 })) {
    const first = firstOn(date, schedule, afterIso, zone);
    if (first === undefined) continue;
    const onNext = firstOn(date.add({ days: 1 }), schedule, afterIso, zone);
    return onNext !== undefined && onNext < first ? onNext : first;
  }
  return undefined;
}

function firstOn(date: Temporal.PlainDate, schedule: ScheduleTimes, afterIso: string, zone: string) {
  if (!isMeant(date, schedule)) return undefined;
  const instants = schedule.times.map((time) =>
    isoOf(date.toZonedDateTime({ timeZone: zone, plainTime: plainTime(time) })),
  );
  return instants.filter((at) => at > afterIso).sort()[0];
}

function isMeant(date: Temporal.PlainDate, { days, dates, months }: ScheduleTimes): boolean {
  if (months && !months.includes(date.month)) return false;
  const isLast = date.day === date.daysInMonth;
  if (dates && !dates.includes(date.day) && !(isLast && dates.includes(0))) return false;
  return isAllowedDay(date, days);
}

/** Whether such a day ever comes: there is no February 30. */
export const everComes = (schedule: ScheduleTimes): boolean =>
  schedule.once !== undefined || nextOf(schedule, '2024-01-01T00:00:00.000Z', 'UTC') !== undefined;
