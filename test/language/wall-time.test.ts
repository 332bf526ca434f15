import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { after as later } from '../../lib/language/durations.ts';
import { mistakeOf } from '../../lib/language/mistake.ts';
import {
  days,
  insideHours,
  nextAllowedDay,
  nextTimeOfDay,
  nextWindow,
  timeOfDay,
  timeWindow,
} from '../../lib/language/wall-time.ts';
import { atInZone } from '../../lib/language/zones.ts';

const utc = (text: string): string => atInZone(text, 'UTC')!;
const paris = (text: string): string => atInZone(text, 'Europe/Paris')!;

describe('until a time of day', () => {
  test.each([
    ['later today', '2026-03-02 08:00', '2026-03-02 09:00'],
    ['right now', '2026-03-02 09:00', '2026-03-02 09:00'],
    ['a second too late: tomorrow', '2026-03-02 09:00:01', '2026-03-03 09:00'],
  ])('%s', (_, from, expected) => {
    expect(nextTimeOfDay(paris(from), '09:00', 'Europe/Paris')).toBe(paris(expected));
  });

  test('on given days only', () => {
    expect(nextTimeOfDay(paris('2026-03-06 10:00'), '09:00', 'Europe/Paris', days.parse('weekdays'))).toBe(
      paris('2026-03-09 09:00'),
    );
    expect(nextTimeOfDay(paris('2026-03-06 10:00'), '09:00', 'Europe/Paris', ['fri'])).toBe(paris('2026-03-13 09:00'));
  });

  test('the second 01:30 of the night the clocks go back is not fired', () => {
    expect(nextTimeOfDay('2026-11-01T05:30:00.000Z', '01:30', 'America/New_York')).toBe('2026-11-01T05:30:00.000Z');
    expect(nextTimeOfDay('2026-11-01T05:30:00.001Z', '01:30', 'America/New_York')).toBe('2026-11-02T06:30:00.000Z');
    expect(nextTimeOfDay('2026-11-01T06:30:00.000Z', '01:30', 'America/New_York')).toBe('2026-11-02T06:30:00.000Z');
  });

  test('a time that daylight saving moved past midnight is still to come after midnight', () => {
    // Nuuk, Saturday 23:30 does not exist: it is Sunday 00:30, and belongs to Saturday.
    expect(nextTimeOfDay('2026-03-29T01:10:00.000Z', '23:30', 'America/Nuuk')).toBe('2026-03-29T01:30:00.000Z');
    expect(nextTimeOfDay('2026-03-28T12:00:00.000Z', '23:30', 'America/Nuuk', ['sat'])).toBe(
      '2026-03-29T01:30:00.000Z',
    );
  });

  test('a Friday that a country skipped is no Friday', () => {
    // Apia went from Thursday 29 to Saturday 31 December 2011.
    expect(nextTimeOfDay('2011-12-29T20:00:00.000Z', '09:00', 'Pacific/Apia', ['fri'])).toBe(
      '2012-01-05T19:00:00.000Z',
    );
  });

  test('always comes within eight days, at that time, and stays once it is reached', () => {
    const zones = fc.constantFrom('America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'America/Nuuk', 'UTC');
    const times = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 })).map(clock);
    const allowed = fc.subarray(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const, { minLength: 1 });
    fc.assert(
      fc.property(instants, times, zones, allowed, (from, time, zone, chosen) => {
        const next = nextTimeOfDay(from, time, zone, chosen);
        expect(next >= from && next <= later(from, { text: '', days: 8 }, zone)).toBe(true);
        expect(nextTimeOfDay(next, time, zone, chosen)).toBe(next);
      }),
      { numRuns: 300 },
    );
  });
});

describe('until a window of hours', () => {
  const afternoon = { from: '14:00', to: '16:00' };

  test.each([
    ['B2 before it', '2025-01-01 12:00', undefined, '2025-01-01 14:00'],
    ['B2 inside it: at once', '2025-01-01 15:00', undefined, '2025-01-01 15:00'],
    ['B2 after it', '2025-01-01 17:00', undefined, '2025-01-02 14:00'],
    ['at its end, which is outside', '2025-01-01 16:00', undefined, '2025-01-02 14:00'],
    ['B3 weekdays only', '2025-01-04 17:00', days.parse('weekdays'), '2025-01-06 14:00'],
    ['B4 Mon Wed Fri', '2025-01-01 17:00', days.parse(['mon', 'wed', 'fri']), '2025-01-03 14:00'],
    ['inside it on the wrong day', '2025-01-02 15:00', days.parse(['fri']), '2025-01-03 14:00'],
  ] as const)('%s', (_, from, allowed, expected) => {
    expect(nextWindow(utc(from), afternoon, 'UTC', allowed)).toBe(utc(expected));
  });

  test.each([
    ['B7 22:00', '2026-03-02 22:00', '2026-03-02 23:00'],
    ['B7 00:30', '2026-03-02 00:30', '2026-03-02 00:30'],
    ['01:00, its end', '2026-03-02 01:00', '2026-03-02 23:00'],
  ])('across midnight, at %s', (_, from, expected) => {
    expect(nextWindow(paris(from), { from: '23:00', to: '01:00' }, 'Europe/Paris')).toBe(paris(expected));
  });

  test('across midnight with days, 00:30 belongs to the day on which the window opened', () => {
    const night = { from: '23:00', to: '01:00' };
    expect(nextWindow(paris('2026-03-07 00:30'), night, 'Europe/Paris', ['fri'])).toBe(paris('2026-03-07 00:30'));
    expect(nextWindow(paris('2026-03-07 00:30'), night, 'Europe/Paris', ['sat'])).toBe(paris('2026-03-07 23:00'));
  });

  test('a window over which the clocks jump moves as a whole instead of falling out', () => {
    const night = { from: '02:30', to: '03:15' };
    const opening = nextWindow('2026-03-08T05:00:00.000Z', night, 'America/New_York');
    expect(opening).toBe('2026-03-08T07:30:00.000Z');
    expect(nextWindow('2026-03-08T08:14:59.000Z', night, 'America/New_York')).toBe('2026-03-08T08:14:59.000Z');
    expect(nextWindow('2026-03-08T08:15:00.000Z', night, 'America/New_York')).toBe('2026-03-09T06:30:00.000Z');
  });

  test('what waits for a window is inside it when it wakes, so it never waits twice', () => {
    const zones = fc.constantFrom('America/New_York', 'Pacific/Apia', 'Australia/Lord_Howe', 'America/Nuuk', 'UTC');
    const times = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 })).map(clock);
    fc.assert(
      fc.property(instants, times, times, zones, (at, from, to, zone) => {
        fc.pre(from !== to);
        const next = nextWindow(at, { from, to }, zone);
        expect(next >= at).toBe(true);
        expect(insideHours(next, from, to, zone)).toBe(true);
        expect(nextWindow(next, { from, to }, zone)).toBe(next);
      }),
      { numRuns: 300 },
    );
  });
});

describe('on given days', () => {
  test('B10: the same time of day on the next allowed day', () => {
    expect(nextAllowedDay(utc('2018-10-21 08:00'), 'UTC', days.parse(['wed', 'fri']))).toBe(utc('2018-10-24 08:00'));
  });

  test('at once on an allowed day', () => {
    expect(nextAllowedDay(paris('2026-03-02 08:00'), 'Europe/Paris', days.parse('weekdays'))).toBe(
      paris('2026-03-02 08:00'),
    );
  });

  test('keeps the wall time over a change of the clocks', () => {
    expect(nextAllowedDay(paris('2026-03-28 08:00'), 'Europe/Paris', ['mon'])).toBe(paris('2026-03-30 08:00'));
  });
});

describe('what authors write', () => {
  test('times and windows are kept as they are written', () => {
    expect(timeOfDay.parse('09:00')).toBe('09:00');
    expect(timeWindow.parse('22:00..06:00')).toEqual({ from: '22:00', to: '06:00' });
  });

  test.each([
    ['9:00', '09:00'],
    ['9am', '09:00'],
    ['9 pm', '21:00'],
    ['12am', '00:00'],
    ['0930', '09:30'],
    ['24:00', '00:00'],
    [9, '09:00'],
    ['9.30', '09:30'],
  ])('%j is no time of day; "%s" was meant', (written, meant) => {
    expect(mistake(timeOfDay, written)).toMatchObject({ code: 'WM114', hint: `Did you mean "${meant}"?` });
  });

  test.each(['noon', '25:00', '09:60', '', null, {}, '09:00:00', ' 09:00 x'])('%j is no time of day', (written) => {
    expect(mistake(timeOfDay, written)).toMatchObject({ code: 'WM114', hint: 'Write it like "09:00" or "17:30".' });
  });

  test.each([
    ['14:00-16:00', '14:00..16:00'],
    ['14:00 – 16:00', '14:00..16:00'],
    ['2pm to 4pm', '14:00..16:00'],
    ['14:00..4pm', '14:00..16:00'],
    ['14:00...16:00', '14:00..16:00'],
  ])('%j is no window; "%s" was meant', (written, meant) => {
    expect(mistake(timeWindow, written)).toMatchObject({ code: 'WM115', hint: `Did you mean "${meant}"?` });
  });

  test('a window that ends where it begins is refused', () => {
    expect(mistake(timeWindow, '14:00..14:00').message).toContain('it ends where it begins');
  });
});

const mistake = (schema: typeof timeOfDay | typeof timeWindow, written: unknown) =>
  mistakeOf(schema.safeParse(written).error!.issues[0]!)!;

const instants = fc
  .integer({ min: 0, max: 1_300_000_000 })
  .map((seconds) => later('1994-01-01T00:00:00.000Z', { text: '', seconds: seconds + 1 }, 'UTC'));

const clock = ([hour, minute]: [number, number]) =>
  `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;

test('a window that is just the hour that daylight saving skips moves behind it as a whole', () => {
  const skipped = { from: '02:00', to: '03:00' };
  expect(nextWindow(paris('2026-03-29 01:00'), skipped, 'Europe/Paris')).toBe(paris('2026-03-29 03:00'));
  expect(nextWindow(paris('2026-03-29 03:30'), skipped, 'Europe/Paris')).toBe(paris('2026-03-29 03:30'));
  expect(nextWindow(paris('2026-03-29 04:00'), skipped, 'Europe/Paris')).toBe(paris('2026-03-30 02:00'));
});

test('on a day that is allowed, a moment is left as it is, whatever the time of day that was meant', () => {
  const weekdays = days.parse('weekdays');
  const nine = paris('2026-02-27 09:00');
  expect(nextAllowedDay(paris('2026-03-02 12:00'), 'Europe/Paris', weekdays, nine)).toBe(paris('2026-03-02 12:00'));
  expect(nextAllowedDay(paris('2026-03-01 12:00'), 'Europe/Paris', weekdays, nine)).toBe(paris('2026-03-02 09:00'));
});
