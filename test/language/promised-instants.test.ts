/** The table of instants in promises.md §6, row by row, to the second: what a contact's clock says is when they hear of us. */
import { describe, expect, test } from 'vitest';
import { sms } from '../../lib/language/channels/sms.ts';
import { duration, after as later } from '../../lib/language/durations.ts';
import { dailyInstants, insideHours, nextTimeOfDay } from '../../lib/language/wall-time.ts';
import { atInZone, firstZone, readMoment, readZone } from '../../lib/language/zones.ts';

// Rows with † depend on politics: they are asked of data that knows of them, and the title says which data that is.
const tz = process.versions['tz'] ?? 'unknown';
const knowsPolitics = tz >= '2025b';
const politics = knowsPolitics ? test : test.skip;

test(`the time zone data are those that the table was measured on, or later ones (${tz})`, () => {
  expect(tz).toMatch(/^20\d\d[a-z]$/);
  expect(tz >= '2025c').toBe(true);
});

describe('a wall time is the same instant everywhere in the product', () => {
  const instantsOfWallTimes: [number, string, string, string, string][] = [
    [1, 'America/New_York', '2026-03-08 02:30', 'gap 1 h', '2026-03-08T07:30:00.000Z'],
    [2, 'America/New_York', '2026-11-01 01:30', 'overlap', '2026-11-01T05:30:00.000Z'],
    [6, 'Australia/Lord_Howe', '2026-10-04 02:15', 'gap 30 min', '2026-10-03T15:45:00.000Z'],
    [7, 'Australia/Lord_Howe', '2027-04-04 01:45', 'overlap 30 min', '2027-04-03T14:45:00.000Z'],
    [9, 'Pacific/Apia', '2011-12-30 09:00', 'date skipped', '2011-12-30T19:00:00.000Z'],
    [11, 'Pacific/Kiritimati', '1994-12-31 09:00', 'date skipped', '1994-12-31T19:00:00.000Z'],
    [12, 'Asia/Kathmandu', '2026-07-01 09:00', '+05:45', '2026-07-01T03:15:00.000Z'],
    [13, 'Asia/Beirut', '2026-03-29 00:30', '† gap at midnight', '2026-03-28T22:30:00.000Z'],
    [14, 'Asia/Beirut', '2026-03-29', '† no 00:00', '2026-03-28T22:00:00.000Z'],
    [15, 'Asia/Beirut', '2026-10-24 23:30', '† overlap before midnight', '2026-10-24T20:30:00.000Z'],
    [16, 'Africa/Cairo', '2026-04-24', '† no 00:00', '2026-04-23T22:00:00.000Z'],
    [17, 'America/Nuuk', '2026-03-28 23:30', 'gap crosses the date', '2026-03-29T01:30:00.000Z'],
    [18, 'America/Nuuk', '2026-10-24 23:30', 'overlap', '2026-10-25T00:30:00.000Z'],
    [19, 'Africa/Casablanca', '2026-03-22 02:30', '† gap after Ramadan', '2026-03-22T02:30:00.000Z'],
    [20, 'Pacific/Chatham', '2026-09-27 02:50', 'gap, +12:45 → +13:45', '2026-09-26T14:05:00.000Z'],
    [21, 'Europe/Dublin', '2026-10-25 01:30', 'overlap, negative DST', '2026-10-25T00:30:00.000Z'],
    [22, 'Antarctica/Troll', '2026-03-29 01:30', 'gap 2 h', '2026-03-29T01:30:00.000Z'],
    [23, 'Asia/Pyongyang', '2018-05-04 23:45', 'gap 30 min over midnight', '2018-05-04T15:15:00.000Z'],
    [24, 'Asia/Almaty', '2024-02-29 23:30', 'zone change, overlap', '2024-02-29T17:30:00.000Z'],
  ];

  for (const [row, zone, wallText, why, expected] of instantsOfWallTimes) {
    const run = why.startsWith('†') ? politics : test;
    run(`row ${row}: ${zone} ${wallText} (${why})`, () => {
      expect(atInZone(wallText, zone)).toBe(expected);
      // A contact's date field without an offset is read by the same rule.
      expect(readMoment(wallText.replace(' ', 'T'), zone)).toBe(expected);
    });

    const [, time] = wallText.split(' ');
    if (time === undefined) continue;
    run(`row ${row}: who waits there for ${time} from the day before goes on at that instant`, () => {
      const from = later(expected, { text: '', seconds: -20 * 3600 }, zone);
      expect(nextTimeOfDay(from, time, zone)).toBe(expected);
    });
  }

  test.each([
    [2, 'America/New_York', '01:30', '2026-11-01T06:30:00.000Z'],
    [7, 'Australia/Lord_Howe', '01:45', '2027-04-03T15:15:00.000Z'],
    [15, 'Asia/Beirut', '23:30', '2026-10-24T21:30:00.000Z'],
    [18, 'America/Nuuk', '23:30', '2026-10-25T01:30:00.000Z'],
    [21, 'Europe/Dublin', '01:30', '2026-10-25T01:30:00.000Z'],
    [24, 'Asia/Almaty', '23:30', '2024-02-29T18:30:00.000Z'],
  ])('row %i: in %s the second %s of that night, %s, is not fired', (_, zone, time, second) => {
    const first = nextTimeOfDay(later(second, { text: '', seconds: -7200 }, zone), time, zone);
    expect(first < second).toBe(true);
    expect(nextTimeOfDay(later(first, { text: '', seconds: 1 }, zone), time, zone) > second).toBe(true);
  });

  test.each([
    [3, 'America/New_York', '2026-03-07', '02:30', ['2026-03-07T07:30', '2026-03-08T07:30', '2026-03-09T06:30']],
    [8, 'Australia/Lord_Howe', '2026-10-03', '02:15', ['2026-10-02T15:45', '2026-10-03T15:45', '2026-10-04T15:15']],
    [10, 'Pacific/Apia', '2011-12-29', '09:00', ['2011-12-29T19:00', '2011-12-30T19:00', '2011-12-31T19:00']],
  ])('row %i: daily in %s from %s %s, once per local date and once per instant', (_, zone, from, time, expected) => {
    const instants = expected.map((minute) => `${minute}:00.000Z`);
    expect(dailyInstants(from, time, zone).take(3).toArray()).toEqual(instants);
    // The same as a run lives it: on from each of them, a millisecond later.
    const lived = [nextTimeOfDay(instants[0]!, time, zone)];
    while (lived.length < 3) lived.push(nextTimeOfDay(lived.at(-1)!.replace('.000Z', '.001Z'), time, zone));
    expect(lived).toEqual(instants);
  });

  test.each([
    [4, '2026-03-07 12:00', '2026-03-08T16:00:00.000Z', '2026-03-08T17:00:00.000Z'],
    [5, '2026-10-31 12:00', '2026-11-01T17:00:00.000Z', '2026-11-01T16:00:00.000Z'],
  ])('row %i: a day and 24 hours from %s in New York differ', (_, from, aDay, a24Hours) => {
    const start = atInZone(from, 'America/New_York')!;
    expect(later(start, duration.parse('P1D'), 'America/New_York')).toBe(aDay);
    expect(later(start, duration.parse('PT24H'), 'America/New_York')).toBe(a24Hours);
  });

  test.each([
    [25, 'America/New_York', '2026-07-01T12:00:00.000Z', '2026-07-02T00:59:59.000Z', '2026-07-02T01:00:00.000Z'],
    [26, 'Asia/Kathmandu', '2026-07-01T02:15:00.000Z', '2026-07-01T15:14:59.000Z', '2026-07-01T15:15:00.000Z'],
  ])('row %i: an SMS in %s may go from 08:00 until just before 21:00', (_, zone, first, last, refused) => {
    expect(insideHours(first, '08:00', '21:00', zone)).toBe(true);
    expect(insideHours(last, '08:00', '21:00', zone)).toBe(true);
    expect(insideHours(refused, '08:00', '21:00', zone)).toBe(false);
    expect(insideHours(later(first, { text: '', seconds: 3600 }, zone), '08:00', '21:00', zone)).toBe(true);
    expect(insideHours(later(first, { text: '', seconds: -1 }, zone), '08:00', '21:00', zone)).toBe(false);
    // What we keep to is stricter by an hour.
    const { from, to } = sms.lawfulHours!;
    expect([from, to]).toEqual(['08:00', '20:00']);
    expect(insideHours(first, from, to, zone)).toBe(true);
    expect(insideHours(later(last, { text: '', seconds: -3600 }, zone), from, to, zone)).toBe(true);
    expect(insideHours(later(refused, { text: '', seconds: -3600 }, zone), from, to, zone)).toBe(false);
  });

  test.each([
    [27, '2027-01-31', 'P1M', '2027-02-28'],
    [27, '2028-02-29', 'P1Y', '2029-02-28'],
  ])('row %i: %s + %s clamps to %s in any zone', (_, from, length, expected) => {
    for (const zone of ['UTC', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia']) {
      expect(later(atInZone(from, zone)!, duration.parse(length), zone)).toBe(atInZone(expected, zone));
    }
  });

  test.each(['nowhere', 'Invalid/Zone', '+02:00', '', undefined])(
    'row 28: %j is no zone: an SMS is held for it, an email falls back by the order',
    (zone) => {
      // test/engine/hold.test.ts lives through both: reason `zone_unknown`.
      expect(readZone(zone)).toBeUndefined();
      expect(sms.holdsUnknownZone).toBe(true);
      expect(firstZone(zone, 'Europe/Berlin', 'Asia/Tokyo')).toBe('Europe/Berlin');
      expect(firstZone(zone, undefined, 'Asia/Tokyo')).toBe('Asia/Tokyo');
      expect(firstZone(zone)).toBe('UTC');
    },
  );
});
