/** The office as it is written in waymark.yaml: a date that does not exist would be a day on which somebody waits in vain. */
import { expect, test } from 'vitest';
import { mistakeOf } from '../../lib/language/mistake.ts';
import { calendarDate, officeHours, usualOfficeHours } from '../../lib/language/office-hours.ts';

test.each(['2026-12-25', '2028-02-29', '0001-01-01'])('%s is a date', (written) => {
  expect(calendarDate.parse(written)).toBe(written);
});

test.each([
  '2026-02-29',
  '2026-13-01',
  '2026-1-1',
  '2026-12-25T09:00',
  ' 2026-12-25',
  '20261225',
  '12-25',
  20261225,
  null,
])('%j is none', (written) => {
  expect(mistakeOf(calendarDate.safeParse(written).error!.issues[0]!)).toMatchObject({
    code: 'WM118',
    hint: 'Write it like "2026-12-25".',
  });
});

test('what is left out is as usual, and a zone is named only where one is written', () => {
  expect(officeHours.parse({})).toStrictEqual(usualOfficeHours);
  expect(officeHours.parse({ 'time-zone': 'Europe/Paris', from: '08:00' })).toStrictEqual({
    ...usualOfficeHours,
    from: '08:00',
    timeZone: 'Europe/Paris',
  });
});
