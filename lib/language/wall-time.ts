/** Times of day as contacts live them: nine o'clock is nine o'clock, whatever the clocks did that night. */
import { Temporal } from 'temporal-polyfill';
import { type Day, dailyFrom } from './days.ts';
import { after, type Duration } from './durations.ts';
import type { TimeOfDay, TimeWindow } from './time-of-day.ts';
import { inZone, isoOf } from './zones.ts';

export { type Day, days, nextAllowedDay, type WrittenDays } from './days.ts';
export { isTimeOfDay, type TimeOfDay, type TimeWindow, timeOfDay, timeOrWindow, timeWindow } from './time-of-day.ts';

/**
 * The first instant at or after `fromIso` with this wall time in `zone`, on an allowed day.
 * A time skipped by daylight saving moves forward, a repeated one counts once, the first time.
 */
export function nextTimeOfDay(fromIso: string, time: TimeOfDay, zone: string, allowed?: readonly Day[]): string {
  const from = inZone(fromIso, zone);
  for (const { at } of dailyFrom(dayBefore(from), plain(time), zone, allowed)) {
    if (Temporal.ZonedDateTime.compare(at, from) >= 0) return isoOf(at);
  }
  throw endless();
}

/** A daily series from a local date (`2026-03-07`) on, without end: once per local date and once per instant. */
export function* dailyInstants(
  fromDate: string,
  time: TimeOfDay,
  zone: string,
  allowed?: readonly Day[],
): Generator<string, never> {
  let last = '';
  for (const { at } of dailyFrom(Temporal.PlainDate.from(fromDate), plain(time), zone, allowed)) {
    const instant = isoOf(at);
    if (instant > last) yield instant;
    last = instant;
  }
  throw endless();
}

/**
 * The instant itself inside the window, else the next opening. `allowed` is asked of the day on which the window opens,
 * so 00:30 in a Friday's 23:00..01:00 belongs to Friday.
 */
export function nextWindow(fromIso: string, window: TimeWindow, zone: string, allowed?: readonly Day[]): string {
  const from = inZone(fromIso, zone);
  for (const { date, at: opens } of dailyFrom(dayBefore(from), plain(window.from), zone, allowed)) {
    if (Temporal.ZonedDateTime.compare(opens, from) > 0) return isoOf(opens);
    if (Temporal.ZonedDateTime.compare(from, closing(date, opens, window)) < 0) return isoOf(from);
  }
  throw endless();
}

function closing(date: Temporal.PlainDate, opens: Temporal.ZonedDateTime, window: TimeWindow): Temporal.ZonedDateTime {
  const [from, to] = [plain(window.from), plain(window.to)];
  const lastDate = window.to > window.from ? date : date.add({ days: 1 });
  const closes = lastDate.toZonedDateTime({ timeZone: opens.timeZoneId, plainTime: to });
  // The clocks jumped from before its opening past its end: the window moves as a whole instead of falling out.
  return Temporal.ZonedDateTime.compare(opens, closes) < 0 ? closes : opens.add(from.until(to));
}

/** True within [from, to) on the clock of `zone`. The same reckoning as `nextWindow`, so the two never disagree. */
export function insideHours(atIso: string, from: TimeOfDay, to: TimeOfDay, zone: string): boolean {
  return nextWindow(atIso, { from, to }, zone) === isoOf(inZone(atIso, zone));
}

/** True if what fell due at `dueIso` may still happen at `nowIso`, instead of waiting for its next time of day. */
export function withinGrace(dueIso: string, nowIso: string, grace: Duration = halfAnHour, zone = 'UTC'): boolean {
  return isoOf(inZone(nowIso, zone)) <= after(dueIso, grace, zone);
}

const halfAnHour: Duration = { text: '30 minutes', seconds: 1800 };

const plain = (time: TimeOfDay) => Temporal.PlainTime.from(time);

// From the day before: a late time that daylight saving moved past midnight, or an overnight window, is still to come.
const dayBefore = (from: Temporal.ZonedDateTime) => from.toPlainDate().subtract({ days: 1 });

const endless = () => new RangeError('A series of days has no end.');
