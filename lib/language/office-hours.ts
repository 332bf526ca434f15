/** When the team is at work, because "within 4 office hours" promises nothing for a Sunday. */
import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { type Day, days, isAllowedDay, weekdays } from './days.ts';
import { type Reading, shown, written } from './mistake.ts';
import { plainTime, timeOfDay } from './time-of-day.ts';
import { timeZone } from './zones.ts';

export interface OfficeHours {
  days: readonly Day[];
  /** `09:00`; an end that is not later than the start lies on the next day. */
  from: string;
  to: string;
  /** Where the office is; left out: the zone of whoever asks. */
  timeZone?: string;
  /** Calendar dates on which nobody works: `2026-12-25`. */
  closed: readonly string[];
}

export const usualOfficeHours: OfficeHours = { days: weekdays, from: '09:00', to: '17:00', closed: [] };

/** `2026-12-25`. */
export const calendarDate = written<string, string>({ type: 'string', format: 'date' }, readCalendarDate);

function readCalendarDate(input: unknown): Reading<string> {
  const isDate = typeof input === 'string' && /^\d{4}-\d\d-\d\d$/.test(input) && isRealDate(input);
  if (isDate) return { value: input };
  return { mistake: { code: 'WM118', message: `${shown(input)} is no date.`, hint: 'Write it like "2026-12-25".' } };
}

function isRealDate(text: string): boolean {
  try {
    Temporal.PlainDate.from(text);
    return true;
  } catch {
    return false;
  }
}

/** `office-hours:` of waymark.yaml. */
export const officeHours = z
  .strictObject({
    days: days.prefault('weekdays'),
    from: timeOfDay.prefault('09:00'),
    to: timeOfDay.prefault('17:00'),
    'time-zone': timeZone.optional(),
    closed: z.array(calendarDate).max(1000).prefault([]).describe('Dates on which nobody works.'),
  })
  .transform(
    ({ 'time-zone': timeZone, ...hours }): OfficeHours => ({ ...hours, ...(timeZone !== undefined && { timeZone }) }),
  );

/** Moves by days on which the office works (not closed), wall time kept; from a Saturday, one day on is Monday. */
export function countWorkingDays(
  from: Temporal.ZonedDateTime,
  count: number,
  office: OfficeHours,
): Temporal.ZonedDateTime {
  const step = Math.sign(count);
  let date = from.toPlainDate();
  for (let left = Math.abs(count); left > 0; ) {
    date = date.add({ days: step });
    if (worksOn(date, office)) left--;
  }
  return date.toZonedDateTime({ timeZone: from.timeZoneId, plainTime: from.toPlainTime() });
}

/** Moves by hours that pass only while the office is open; the last one may end at closing time. */
export function countOfficeHours(
  from: Temporal.ZonedDateTime,
  hours: number,
  office: OfficeHours,
): Temporal.ZonedDateTime {
  const zone = office.timeZone ?? from.timeZoneId;
  const step = Math.sign(hours);
  let leftMs = Math.abs(hours) * 3_600_000;
  let at = from.epochMilliseconds;
  let date = from.withTimeZone(zone).toPlainDate();
  // The hours of the day before may reach over midnight into this one.
  if (step > 0 && office.to <= office.from) date = date.subtract({ days: 1 });
  for (;;) {
    if (worksOn(date, office)) {
      const [opens, closes] = openOn(date, office, zone);
      const openMs = step > 0 ? closes - Math.max(at, opens) : Math.min(at, closes) - opens;
      if (openMs >= leftMs) {
        const ends = step > 0 ? Math.max(at, opens) + leftMs : Math.min(at, closes) - leftMs;
        return Temporal.Instant.fromEpochMilliseconds(ends).toZonedDateTimeISO(from.timeZoneId);
      }
      if (openMs > 0) {
        leftMs -= openMs;
        at = step > 0 ? closes : opens;
      }
    }
    date = date.add({ days: step });
  }
}

const worksOn = (date: Temporal.PlainDate, { days, closed }: OfficeHours): boolean =>
  isAllowedDay(date, days) && (closed.length === 0 || !closed.includes(date.toString()));

function openOn(date: Temporal.PlainDate, { from, to }: OfficeHours, zone: string): [number, number] {
  const lastDate = to > from ? date : date.add({ days: 1 });
  const at = (day: Temporal.PlainDate, time: string) =>
    day.toZonedDateTime({ timeZone: zone, plainTime: plainTime(time) }).epochMilliseconds;
  return [at(date, from), at(lastDate, to)];
}
