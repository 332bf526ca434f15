/** Times of day as contacts live them: nine o'clock is nine o'clock, whatever the clocks did that night. */
import { Temporal } from 'temporal-polyfill';
import { type Day, dailyFrom } from './days.ts';
import { plainTime, type TimeOfDay, type TimeWindow } from './time-of-day.ts';
import { inZone, isoOf } from './zones.ts';

export { type Day, days, nextAllowedDay, type WrittenDays } from './days.ts';
export { isTimeOfDay, type TimeOfDay, type TimeWindow, timeOfDay, timeWindow } from './time-of-day.ts';

/**
 * The first instant at or after `fromIso` with this wall time in `zone`, on an allowed day.
 * A time skipped by daylight saving moves forward, a repeated one counts once, the first time.
 */
export function nextTimeOfDay(fromIso: string, time: TimeOfDay, zone: string, allowed?: readonly Day[]): string {
  const from = inZone(fromIso, zone);
  for (const { at } of dailyFrom(firstDate(from), plainTime(time), zone, allowed)) {
    if (at.epochMilliseconds >= from.epochMilliseconds) return isoOf(at);
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
  for (const { at } of dailyFrom(Temporal.PlainDate.from(fromDate), plainTime(time), zone, allowed)) yield isoOf(at);
  throw endless();
}

/**
 * The instant itself inside the window, else the next opening. `allowed` is asked of the day on which the window opens,
 * so 00:30 in a Friday's 23:00..01:00 belongs to Friday.
 */
export function nextWindow(fromIso: string, window: TimeWindow, zone: string, allowed?: readonly Day[]): string {
  const from = inZone(fromIso, zone);
  return isoOf(openingAt(from, window, allowed) ?? from);
}

/** True within [from, to) on the clock of `zone`. The same reckoning as `nextWindow`, so the two never disagree. */
export const insideHours = (atIso: string, from: TimeOfDay, to: TimeOfDay, zone: string): boolean =>
  openingAt(inZone(atIso, zone), { from, to }) === undefined;

/** When the window opens next, or `undefined` inside it. */
function openingAt(
  from: Temporal.ZonedDateTime,
  window: TimeWindow,
  allowed?: readonly Day[],
): Temporal.ZonedDateTime | undefined {
  const first = isOvernight(window) ? dayBefore(from) : firstDate(from);
  for (const { date, at: opens } of dailyFrom(first, plainTime(window.from), from.timeZoneId, allowed)) {
    if (opens.epochMilliseconds > from.epochMilliseconds) return opens;
    if (from.epochMilliseconds < closing(date, opens, window).epochMilliseconds) return undefined;
  }
  throw endless();
}

function closing(date: Temporal.PlainDate, opens: Temporal.ZonedDateTime, window: TimeWindow): Temporal.ZonedDateTime {
  const [from, to] = [plainTime(window.from), plainTime(window.to)];
  const lastDate = isOvernight(window) ? date.add({ days: 1 }) : date;
  const closes = lastDate.toZonedDateTime({ timeZone: opens.timeZoneId, plainTime: to });
  // The clocks jumped from before its opening past its end: the window moves as a whole instead of falling out.
  return opens.epochMilliseconds < closes.epochMilliseconds ? closes : opens.add(from.until(to));
}

const isOvernight = ({ from, to }: TimeWindow) => to <= from;

/**
 * The first date whose time can still be to come: in the small hours yesterday's, because daylight saving may have moved
 * a late time past midnight. No zone ever jumped further than this, but for those that skipped a whole date.
 */
const firstDate = (from: Temporal.ZonedDateTime) =>
  from.hour < longestGapHours ? dayBefore(from) : from.toPlainDate();
const longestGapHours = 4;

const dayBefore = (from: Temporal.ZonedDateTime) => from.toPlainDate().subtract({ days: 1 });

const endless = () => new RangeError('A series of days has no end.');
