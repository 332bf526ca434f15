/** In every zone there is, at instants near and far from changes of the clocks: what a contact's own clock shows. */
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { type Day, dayNames } from '../../lib/language/days.ts';
import { duration, before as earlier, after as later } from '../../lib/language/durations.ts';
import { dailyInstants, insideHours, nextAllowedDay, nextTimeOfDay, nextWindow } from '../../lib/language/wall-time.ts';

const RUNS = process.env.WAYMARK_FULL === '1' ? 5_000 : 100;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const FROM = Date.parse('1990-01-01T00:00:00Z');
const TO = Date.parse('2040-01-01T00:00:00Z');
const zones = Intl.supportedValuesOf('timeZone');
const isoAt = (ms: number) => new Date(ms).toISOString();

// A second way to read a clock, so that the product's own is not its own judge.
const clocks = new Map<string, Intl.DateTimeFormat>();
function offsetAt(ms: number, zone: string): number {
  const clock = clocks.get(zone) ?? new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  clocks.set(zone, clock);
  const name = clock.formatToParts(ms).find(({ type }) => type === 'timeZoneName')!.value;
  const [, sign, hours = '0', minutes = '0', seconds = '0'] = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?/.exec(name)!;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
}

/** The clock as if it were UTC: only good for taking it apart. */
const wallMs = (ms: number, zone: string) => ms + offsetAt(ms, zone);
const dateOf = (ms: number, zone: string) => isoAt(wallMs(ms, zone)).slice(0, 10);
const timeOf = (ms: number, zone: string) => isoAt(wallMs(ms, zone)).slice(11, 16);
const midnightOf = (ms: number, zone: string) => Math.floor(wallMs(ms, zone) / DAY) * DAY;
const weekdayOf = (dateMs: number): Day => dayNames[(new Date(dateMs).getUTCDay() + 6) % 7]!;
const dayOf = (ms: number, zone: string): Day => weekdayOf(midnightOf(ms, zone));

/** The next one after a moment, or else the last one before it: to find all of a zone would take a hundred times as long. */
function changeNear(ms: number, zone: string): number {
  const moment = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
  const next = moment.getTimeZoneTransition('next')?.epochMilliseconds ?? TO;
  if (next < TO) return next;
  return Math.max(FROM, moment.getTimeZoneTransition('previous')?.epochMilliseconds ?? ms);
}

const anywhere = fc.record({ ms: fc.integer({ min: FROM, max: TO }), zone: fc.constantFrom(...zones) });
/** Within two days of a change of the clocks, where everything that is hard lies. */
const nearChange = fc
  .tuple(anywhere, fc.integer({ min: -2 * DAY, max: 2 * DAY }))
  .map(([{ ms, zone }, away]) => ({ zone, ms: changeNear(ms, zone) + away }));
const somewhere = fc.oneof(anywhere, nearChange).map(({ ms, zone }) => ({ ms, at: isoAt(ms), zone }));
const time = fc
  .tuple(fc.nat(23), fc.nat(59))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
/** Most gaps begin at midnight or in the small hours. */
const hardTime = fc.oneof(
  time,
  fc.constantFrom('00:00', '00:30', '02:00', '02:15', '02:30', '02:59', '23:30', '23:59'),
);
const allowed = fc.subarray([...dayNames], { minLength: 1 });

const holds = <Values extends [unknown, ...unknown[]]>(
  arbitraries: { [Key in keyof Values]: fc.Arbitrary<Values[Key]> },
  property: (...values: Values) => void,
) => fc.assert(fc.property(...arbitraries, property), { numRuns: RUNS });

/** `date` (as UTC ms) at `time`, if its clock ever shows that; else moved forward by the gap. By Intl alone. */
function expectedAt(dateMs: number, wall: string, zone: string): { ms: number; moved: number } {
  const asked = dateMs + Number(wall.slice(0, 2)) * HOUR + Number(wall.slice(3)) * 60_000;
  const offsets = [
    ...new Set([offsetAt(asked - 30 * HOUR, zone), offsetAt(asked + 30 * HOUR, zone), ...around(asked, zone)]),
  ];
  const exact = offsets.map((offset) => asked - offset).filter((ms) => wallMs(ms, zone) === asked);
  if (exact.length > 0) return { ms: Math.min(...exact), moved: 0 };
  // No clock shows it: the offset before the gap, and the gap is how far the clock is ahead then.
  const ms = Math.max(...offsets.map((offset) => asked - offset).filter((one) => wallMs(one, zone) > asked));
  return { ms, moved: wallMs(ms, zone) - asked };
}
/** The date whose time this was: for one that was moved past midnight, the day before. */
const namedDate = (ms: number, wall: string, zone: string): number =>
  [0, DAY].map((back) => midnightOf(ms, zone) - back).find((date) => expectedAt(date, wall, zone).ms === ms)!;
const around = (asked: number, zone: string) =>
  [-15, -3, 0, 3, 15].map((hours) => offsetAt(asked + hours * HOUR, zone));

describe(`in each of ${zones.length} zones (time zone data ${process.versions['tz']})`, () => {
  test('the next time of day is not before now, within two days, and what the clock shows, or moved on by the gap', () => {
    holds([somewhere, hardTime], ({ ms, at, zone }, wall) => {
      const next = Date.parse(nextTimeOfDay(at, wall, zone));
      expect(next).toBeGreaterThanOrEqual(ms);
      expect(next).toBeLessThan(ms + 3 * DAY);
      if (timeOf(next, zone) === wall) return;
      const { moved } = expectedAt(namedDate(next, wall, zone), wall, zone);
      expect(moved).toBeGreaterThan(0);
      // Seven hours, when a station in the Antarctic took another zone.
      expect(moved).toBeLessThan(DAY);
    });
  });

  test('none is left out: in the nights of March 2026 midnight and half past two come when they should', () => {
    const nights = [8, 22, 28].map((day) => Date.UTC(2026, 2, day, 1));
    const wrong = zones
      .flatMap((zone) => nights.map((ms) => ({ ms, zone })))
      .filter(({ ms, zone }) => {
        const today = midnightOf(ms, zone);
        return ['00:00', '02:30'].some((wall) => {
          const first = [0, 1, 2]
            .map((days) => expectedAt(today + days * DAY, wall, zone).ms)
            .find((one) => one >= ms)!;
          return nextTimeOfDay(isoAt(ms), wall, zone) !== isoAt(first);
        });
      });
    expect(wrong).toEqual([]);
  });

  test('it is the first such moment: nothing the clock showed before was passed over', () => {
    holds([somewhere, hardTime], ({ ms, at, zone }, wall) => {
      const next = Date.parse(nextTimeOfDay(at, wall, zone));
      const today = midnightOf(ms, zone);
      const candidates = [-1, 0, 1, 2].map((days) => expectedAt(today + days * DAY, wall, zone).ms);
      expect(next).toBe(Math.min(...candidates.filter((one) => one >= ms)));
    });
  });

  test('on given days: on the first of them, and never on another', () => {
    holds([somewhere, hardTime, allowed], ({ ms, at, zone }, wall, days) => {
      const next = Date.parse(nextTimeOfDay(at, wall, zone, days));
      expect(days).toContain(weekdayOf(namedDate(next, wall, zone)));
      // None that would have done was passed over; dates that a country skipped have no clock to show it.
      const today = midnightOf(ms, zone);
      const sooner = [-1, 0, 1, 2, 3, 4, 5, 6, 7]
        .map((later) => today + later * DAY)
        .filter((date) => days.includes(weekdayOf(date)))
        .map((date) => expectedAt(date, wall, zone))
        .filter((one) => one.ms >= ms && one.ms < next && one.moved < DAY);
      expect(sooner).toEqual([]);
    });
  });

  test('a daily series fires once for each date that there is, in order', () => {
    holds([somewhere, hardTime], ({ ms, zone }, wall) => {
      const series = dailyInstants(dateOf(ms, zone), wall, zone).take(6).toArray();
      const moments = series.map((one) => Date.parse(one));
      expect(new Set(series).size).toBe(6);
      expect(moments.toSorted((a, b) => a - b)).toEqual(moments);
      const dates = moments.map((one) => namedDate(one, wall, zone));
      expect(new Set(dates).size).toBe(6);
    });
  });

  test('a series lived from one firing to the next is that same series', () => {
    holds([somewhere, hardTime], ({ ms, zone }, wall) => {
      const [first, ...rest] = dailyInstants(dateOf(ms, zone), wall, zone).take(4).toArray();
      let last = first!;
      for (const expected of rest) {
        last = nextTimeOfDay(isoAt(Date.parse(last) + 1), wall, zone);
        expect(last).toBe(expected);
      }
    });
  });

  test('who waits for a window goes on inside it, on a day on which it opened', () => {
    holds([somewhere, hardTime, hardTime, allowed], ({ ms, at, zone }, from, to, days) => {
      fc.pre(from !== to);
      const next = nextWindow(at, { from, to }, zone, days);
      expect(Date.parse(next)).toBeGreaterThanOrEqual(ms);
      expect(insideHours(next, from, to, zone)).toBe(true);
      expect(nextWindow(next, { from, to }, zone, days)).toBe(next);
      const opened = [0, 4, 24, 28].map((hours) => dayOf(Date.parse(next) - hours * HOUR, zone));
      expect(opened.some((day) => days.includes(day))).toBe(true);
    });
  });

  test('away from changes of the clocks, being inside a window is what the clock says', () => {
    holds([anywhere, hardTime, hardTime], ({ ms, zone }, from, to) => {
      fc.pre(
        from !== to && [-30, -6, 6, 30].every((hours) => offsetAt(ms + hours * HOUR, zone) === offsetAt(ms, zone)),
      );
      const now = timeOf(ms, zone);
      const says = from < to ? from <= now && now < to : from <= now || now < to;
      expect(insideHours(isoAt(ms), from, to, zone)).toBe(says);
    });
  });

  test('the next allowed day is allowed, and the same moment where it is already', () => {
    holds([somewhere, allowed], ({ ms, at, zone }, days) => {
      const next = nextAllowedDay(at, zone, days);
      if (days.includes(dayOf(ms, zone))) expect(next).toBe(at);
      else expect(Date.parse(next)).toBeGreaterThan(ms);
      const near = [0, 4 * HOUR].map((back) => dayOf(Date.parse(next) - back, zone));
      expect(near.some((day) => days.includes(day))).toBe(true);
    });
  });

  test('a day keeps the wall time, or moves on by the gap; 24 hours do not', () => {
    holds([somewhere], ({ ms, at, zone }) => {
      expect(Date.parse(later(at, duration.parse('PT24H'), zone))).toBe(ms + DAY);
      const next = Date.parse(later(at, duration.parse('P1D'), zone));
      const asked = wallMs(ms, zone) + DAY;
      const { ms: expected } = atWall(asked, zone);
      expect(next).toBe(expected);
    });
  });

  test('months end where the month does, at the same time of day', () => {
    holds([somewhere, fc.integer({ min: 1, max: 30 })], ({ ms, at, zone }, months) => {
      const next = Date.parse(later(at, { text: '', months }, zone));
      const wall = new Date(wallMs(ms, zone));
      const lastDay = new Date(Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth() + months + 1, 0)).getUTCDate();
      const day = Math.min(wall.getUTCDate(), lastDay);
      const midnight = Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth() + months, day);
      expect(next).toBe(atWall(midnight + (wall.getTime() % DAY), zone).ms);
    });
  });

  test('so long before the moment so long after is the moment again, for hours; for days within a change of the clocks', () => {
    const units = fc.constantFrom('days', 'seconds', 'workingDays', 'officeHours');
    holds([somewhere, units, fc.integer({ min: 1, max: 40 })], ({ ms, at, zone }, unit, count) => {
      const length = { text: '', [unit]: count };
      const there = later(at, length, zone);
      expect(there > at).toBe(true);
      expect(earlier(at, length, zone) < at).toBe(true);
      const back = Date.parse(earlier(there, length, zone));
      if (unit === 'seconds') expect(back).toBe(ms);
      if (unit === 'days') expect(Math.abs(back - ms)).toBeLessThanOrEqual(24 * HOUR);
    });
  });
});

function atWall(wall: number, zone: string): { ms: number } {
  const date = Math.floor(wall / DAY) * DAY;
  const minute = Math.floor((wall - date) / 60_000);
  const text = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
  const found = expectedAt(date, text, zone);
  return { ms: found.ms + ((wall - date) % 60_000) };
}
