import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mistakeOf } from '../../lib/language/mistake.ts';
import { calendarDate, officeHours } from '../../lib/language/office-hours.ts';
import { atInZone, firstZone, inZoneText, readMoment, readZone, timeZone } from '../../lib/language/zones.ts';

describe('zones', () => {
  test.each([
    ['Europe/Paris', 'Europe/Paris'],
    ['europe/paris', 'Europe/Paris'],
    ['UTC', 'UTC'],
    ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['Etc/GMT+5', 'Etc/GMT+5'],
  ])('%s is readable', (text, zone) => {
    expect(readZone(text)).toBe(zone);
  });

  test.each([
    'Invalid/Zone',
    '+02:00',
    '',
    'Paris',
    '2026-01-01T00:00[Europe/Paris]',
    undefined,
    null,
    7,
    'x'.repeat(1e6),
  ])('%j is no zone', (text) => {
    expect(readZone(text)).toBeUndefined();
  });

  test('B6: contact, definition, project, UTC; an unreadable one counts as none', () => {
    expect(firstZone('Invalid/Zone', undefined, 'Europe/Berlin')).toBe('Europe/Berlin');
    expect(firstZone('Asia/Tokyo', 'Europe/Berlin')).toBe('Asia/Tokyo');
    expect(firstZone(undefined, '+01:00', '')).toBe('UTC');
    expect(firstZone()).toBe('UTC');
  });

  test('a misspelt zone in a definition comes with the right one', () => {
    expect(mistakeOf(timeZone.safeParse('Europe/Pariss').error!.issues[0]!)).toMatchObject({
      code: 'WM117',
      message: '"Europe/Pariss" is no time zone.',
      hint: 'Did you mean "Europe/Paris"?',
    });
    expect(timeZone.parse('Europe/Paris')).toBe('Europe/Paris');
  });

  test('no text makes reading a zone fail', () => {
    fc.assert(fc.property(fc.string(), (text) => readZone(text) === undefined || firstZone(text) !== ''));
  });
});

describe("a contact's date", () => {
  test('B16: with offset, without one and as unix time it is the same instant', () => {
    const instant = '2026-03-02T09:00:00.000Z';
    expect(readMoment('2026-03-02T10:00:00+01:00', 'Europe/Paris')).toBe(instant);
    expect(readMoment('2026-03-02T10:00:00', 'Europe/Paris')).toBe(instant);
    expect(readMoment(1_772_442_000, 'Europe/Paris')).toBe(instant);
    expect(readMoment('1772442000', 'Europe/Paris')).toBe(instant);
    expect(readMoment(1_772_442_000_000, 'Europe/Paris')).toBe(instant);
    expect(readMoment('1772442000000', 'Europe/Paris')).toBe(instant);
  });

  test.each([
    ['2026-03-02T09:00:00.123456Z', '2026-03-02T09:00:00.123Z'],
    ['2026-03-02 10:00', '2026-03-02T09:00:00.000Z'],
    ['2026-03-02', '2026-03-01T23:00:00.000Z'],
    [' 2026-03-02 ', '2026-03-01T23:00:00.000Z'],
    ['2026-03-02t10:00z', '2026-03-02T10:00:00.000Z'],
    [0, '1970-01-01T00:00:00.000Z'],
    [-86_400.5, '1969-12-30T23:59:59.500Z'],
  ])('%j is read as %s', (value, expected) => {
    expect(readMoment(value, 'Europe/Paris')).toBe(expected);
  });

  test.each([
    undefined,
    null,
    '',
    'tomorrow',
    '03/02/2026',
    '2026-02-30',
    '2026-13-01T00:00Z',
    '20260302',
    '2026-03-02T24:00',
    true,
    {},
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1e18,
    20_260_302_100_000_000,
    253_402_300_800_000, // in the year 10000
  ])('B19: %j is no date, so the run can stop with its reason', (value) => {
    expect(readMoment(value, 'Europe/Paris')).toBeUndefined();
  });

  test('whatever a field holds, the answer is an instant that sorts as text, or none', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.double(), fc.date().map(String), fc.string()), (value) => {
        const moment = readMoment(value, 'America/New_York');
        return moment === undefined || /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(moment);
      }),
    );
  });
});

describe('a moment in a scenario', () => {
  test('is read in the zone given, unless it names its own', () => {
    expect(atInZone('2026-03-02 10:00', 'Europe/Paris')).toBe('2026-03-02T09:00:00.000Z');
    expect(atInZone('2026-03-02', 'Europe/Paris')).toBe('2026-03-01T23:00:00.000Z');
    expect(atInZone('2026-03-02 10:00 Asia/Tokyo', 'Europe/Paris')).toBe('2026-03-02T01:00:00.000Z');
  });

  test.each(['10:00', '2026-03-02 10', '2026-02-30 10:00', '2026-03-02 10:00 Nowhere/Land', '', 'soon'])(
    '%j is none',
    (text) => {
      expect(atInZone(text, 'Europe/Paris')).toBeUndefined();
    },
  );

  test('is shown on the clock of the contact', () => {
    expect(inZoneText('2026-03-02T09:00:00.000Z', 'Europe/Paris')).toBe('Mon 2 Mar 10:00');
    expect(inZoneText('2026-03-02T09:00:00.000Z', 'Asia/Tokyo', { year: true })).toBe('Mon 2 Mar 2026 18:00');
    expect(inZoneText('2026-12-31T23:59:00.000Z', 'UTC')).toBe('Thu 31 Dec 23:59');
  });
});

describe('office hours of a project', () => {
  test('what is left out is Monday to Friday, nine to five', () => {
    expect(officeHours.parse({})).toEqual({
      days: ['mon', 'tue', 'wed', 'thu', 'fri'],
      from: '09:00',
      to: '17:00',
      closed: [],
    });
  });

  test('keep their own zone and closed dates', () => {
    const written = { days: ['sat' as const], from: '10:00', 'time-zone': 'Asia/Tokyo', closed: ['2026-12-25'] };
    expect(officeHours.parse(written)).toEqual({
      days: ['sat'],
      from: '10:00',
      to: '17:00',
      timeZone: 'Asia/Tokyo',
      closed: ['2026-12-25'],
    });
  });

  test.each(['2026-02-30', '25.12.2026', 20261225, '2026-12-25T00:00'])('%j is no date', (written) => {
    expect(mistakeOf(calendarDate.safeParse(written).error!.issues[0]!)).toMatchObject({ code: 'WM118' });
  });
});
