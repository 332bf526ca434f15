/** What a contact is held until: each form of `wait-until` and `wait`, as the step itself reckons it. */
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import type { WaitMoment } from '../../lib/language/define-step.ts';
import { duration } from '../../lib/language/durations.ts';
import { mistakeOf } from '../../lib/language/mistake.ts';
import { type OfficeHours, usualOfficeHours } from '../../lib/language/office-hours.ts';
import { readPath } from '../../lib/language/paths.ts';
import { wait } from '../../lib/language/steps/wait.ts';
import { waitUntil } from '../../lib/language/steps/wait-until.ts';
import { datePathsOf, until } from '../../lib/language/until.ts';
import { atInZone, firstZone } from '../../lib/language/zones.ts';

type Said = Partial<Omit<WaitMoment, 'value'>> & { contact?: object; event?: object };

const paris = (text: string): string => atInZone(text, 'Europe/Paris')!;
const NOON = '2026-03-02 12:00';

function moment({ contact = {}, event = {}, ...said }: Said): WaitMoment {
  const now = said.now ?? paris(NOON);
  return {
    runStartedAt: now,
    zone: 'Europe/Paris',
    ...said,
    now,
    value: (path) => readPath({ contact, event }, path),
  };
}

function due(written: Record<string, unknown>, said: Said = {}) {
  const kind = 'wait' in written ? wait : waitUntil;
  const { [kind.kind]: head, ...options } = written;
  const step = { kind: kind.kind, id: 's', head: kind.head.parse(head), ...kind.options.parse(options) };
  return kind.due!(step as never, moment(said));
}

const mistake = (written: unknown) => mistakeOf(until.safeParse(written).error!.issues[0]!)!;

describe('what authors write', () => {
  test.each(['09:00', 'start', 'best-time', 'contact.renewalDate', 'event.appointment.startsAt', 'call-back.promised'])(
    '%s is kept as it is',
    (written) => expect(until.parse(written)).toBe(written),
  );

  test('a window becomes its ends, a list stays one', () => {
    expect(until.parse('22:00..06:00')).toEqual({ from: '22:00', to: '06:00' });
    expect(until.parse(['contact.trialEnds', 'contact.renewalDate'])).toEqual([
      'contact.trialEnds',
      'contact.renewalDate',
    ]);
  });

  test.each([
    ['9am', 'WM114', 'Did you mean "09:00"?'],
    [9, 'WM114', 'Did you mean "09:00"?'],
    ['14:00-16:00', 'WM115', 'Did you mean "14:00..16:00"?'],
    ['2pm to 4pm', 'WM115', 'Did you mean "14:00..16:00"?'],
    ['14:00..14:00', 'WM115', 'Write it like "14:00..16:00".'],
    ['besttime', 'WM119', 'Did you mean `best-time`?'],
    ['renewalDate', 'WM119', expect.stringContaining('`contact.renewalDate`')],
    ['2026-12-24', 'WM119', expect.stringContaining('`09:00`')],
    ['', 'WM119', expect.stringContaining('`start`')],
    [[], 'WM119', expect.stringContaining('[contact.trialEnds, contact.renewalDate]')],
    [{ from: 'contact.renewalDate' }, 'WM119', expect.stringContaining('`contact.renewalDate`')],
    [null, 'WM119', expect.anything()],
  ])('%j is refused with a way out', (written, code, hint) => {
    expect(mistake(written)).toMatchObject({ code, hint });
  });

  test('a wrong entry of a list is pointed at', () => {
    expect(mistake(['contact.a', '09:00'])).toMatchObject({ code: 'WM119', path: [1] });
  });

  test('editors know its forms', () => {
    const { anyOf } = z.toJSONSchema(until, { io: 'input' }) as { anyOf: { pattern?: string; enum?: string[] }[] };
    expect(anyOf).toHaveLength(5);
    expect(anyOf.some(({ pattern = '^$' }) => new RegExp(pattern).test('contact.renewalDate'))).toBe(true);
    expect(anyOf.flatMap((one) => one.enum ?? [])).toEqual(['start', 'best-time']);
  });
});

describe('until a date', () => {
  const renewal = (renewalDate: unknown) => ({ contact: { renewalDate } });

  test.each([
    ['ISO with offset', '2026-05-10T15:00:00+09:00', '2026-05-10T06:00:00.000Z'],
    ['ISO without, on the clock of the contact', '2026-05-10T08:00:00', '2026-05-10T06:00:00.000Z'],
    ['unix seconds', 1_778_392_800, '2026-05-10T06:00:00.000Z'],
    ['unix milliseconds', 1_778_392_800_000, '2026-05-10T06:00:00.000Z'],
    ['a date alone: the start of that day', '2026-05-10', '2026-05-09T22:00:00.000Z'],
  ])('B16 %s', (_, written, at) => {
    expect(due({ 'wait-until': 'contact.renewalDate' }, renewal(written))).toEqual({ at });
  });

  test.each([
    ['contact', ['Asia/Tokyo', 'Europe/Paris', 'America/New_York'], '2026-05-09T15:00:00.000Z'],
    ['definition', ['nowhere', 'Europe/Paris', 'America/New_York'], '2026-05-09T22:00:00.000Z'],
    ['project', [undefined, undefined, 'America/New_York'], '2026-05-10T04:00:00.000Z'],
    ['UTC', [], '2026-05-10T00:00:00.000Z'],
  ])('B16 without an offset it is read in a declared zone: %s', (_, zones, at) => {
    const said = { ...renewal('2026-05-10'), zone: firstZone(...zones) };
    expect(due({ 'wait-until': 'contact.renewalDate' }, said)).toEqual({ at });
  });

  test.each([
    ['30 days', '2026-05-10', '2026-04-10'],
    ['1 month', '2026-03-31', '2026-03-02 12:00'], // February 28 has gone by: at once
    ['1 month', '2026-05-31', '2026-04-30'],
    ['2 weeks', '2026-04-05', '2026-03-22'], // over the change to summer time
    ['2 working days', '2026-05-11', '2026-05-07'],
  ])('%s before %s, by the calendar', (before, written, expected) => {
    expect(due({ 'wait-until': 'contact.renewalDate', before }, renewal(written))).toEqual({ at: paris(expected) });
  });

  test.each([
    ['the date itself', {}, '2026-05-10'],
    ['at nine', { at: '09:00' }, '2026-05-10 09:00'],
    ['at nine on a weekday', { at: '09:00', days: 'weekdays' }, '2026-05-11 09:00'],
    ['30 days before, at nine, on a weekday', { before: '36 days', at: '09:00', days: 'weekdays' }, '2026-04-06 09:00'],
    ['on a weekday, at its own hour', { after: '10 hours', days: 'weekdays' }, '2026-05-11 10:00'],
    ['a day later', { after: '1 day', at: '23:30' }, '2026-05-11 23:30'],
  ])('%s', (_, options, expected) => {
    const said = renewal('2026-05-10'); // a Sunday
    expect(due({ 'wait-until': 'contact.renewalDate', ...options }, said)).toEqual({ at: paris(expected) });
  });

  test.each([
    ['a date already past', '2026-03-01', {}],
    ['made past by its offset', '2026-03-20', { before: '30 days' }],
    ['past by its hour of the day', '2026-03-02', { at: '09:00' }],
    ['long past, on a day that would not suit', '2019-01-01', { at: '09:00', days: ['fri'] }],
  ])('B18 %s: on at once', (_, written, options) => {
    const at = paris(NOON);
    expect(due({ 'wait-until': 'contact.renewalDate', ...options }, renewal(written))).toEqual({ at });
    // Picked up late, it is not put off to a next time.
    const late = { ...renewal(written), notBefore: paris('2026-03-04 12:00') };
    expect(due({ 'wait-until': 'contact.renewalDate', ...options }, late)).toEqual({ at });
  });

  test.each([undefined, null, '', '  ', 'soon', '2026-02-30', '03/02/2026', true, {}, [], Number.NaN])(
    'B19 %j is no date: the run stops, or goes on at once where the step says so',
    (written) => {
      expect(due({ 'wait-until': 'contact.renewalDate' }, renewal(written))).toEqual({ missing: 'missing-date' });
      expect(due({ 'wait-until': 'contact.renewalDate', 'on-missing': 'stop' }, renewal(written))).toEqual({
        missing: 'missing-date',
      });
      expect(
        due({ 'wait-until': 'contact.renewalDate', 'on-missing': 'continue', at: '09:00' }, renewal(written)),
      ).toEqual({ at: paris(NOON) });
    },
  );

  test('a date that only an offset takes out of the calendar is none', () => {
    expect(due({ 'wait-until': 'contact.renewalDate', after: '1 year' }, renewal('9999-12-31'))).toEqual({
      missing: 'missing-date',
    });
  });

  test.each([
    [{ b: '2026-05-10' }, '2026-05-10'],
    [{ a: '', b: '2026-05-10' }, '2026-05-10'],
    [{ a: '2026-06-01', b: '2026-05-10' }, '2026-06-01'],
  ])('B20 of %j the first that is set counts', (contact, expected) => {
    expect(due({ 'wait-until': ['contact.a', 'contact.b'] }, { contact })).toEqual({ at: paris(expected) });
  });

  test('B20 with none of them set there is no date, and one that is set but unreadable is not passed over', () => {
    expect(due({ 'wait-until': ['contact.a', 'contact.b'] })).toEqual({ missing: 'missing-date' });
    const contact = { a: 'soon', b: '2026-05-10' };
    expect(due({ 'wait-until': ['contact.a', 'contact.b'] }, { contact })).toEqual({ missing: 'missing-date' });
  });
});

describe('the clock of a service promise', () => {
  const closed: OfficeHours = { ...usualOfficeHours, timeZone: 'Europe/Paris', closed: ['2026-03-03'] };
  const ticket = (createdAt: string) => ({ event: { createdAt: paris(createdAt) }, officeHours: closed });

  test.each([
    ['2026-03-02 10:00', '2 office hours', '2026-03-02 14:00', '2026-03-02 12:00'],
    ['2026-03-02 16:00', '2 office hours', '2026-03-02 16:05', '2026-03-04 10:00'], // Tuesday is closed
    ['2026-03-06 16:30', '4 office hours', '2026-03-06 16:30', '2026-03-09 12:30'], // over the weekend
    ['2026-03-02 10:00', '1 working day', '2026-03-02 10:00', '2026-03-04 10:00'],
  ])('a ticket of %s: %s later (asked at %s) is %s', (createdAt, after, now, expected) => {
    const found = due({ 'wait-until': 'event.createdAt', after }, { ...ticket(createdAt), now: paris(now) });
    expect(found).toEqual({ at: expected < now ? paris(now) : paris(expected) });
  });

  test('runs on the days and the clock of the office, wherever the contact is', () => {
    const officeHours: OfficeHours = {
      days: ['sun', 'mon', 'tue', 'wed', 'thu'],
      from: '08:00',
      to: '16:00',
      timeZone: 'Asia/Dubai',
      closed: [],
    };
    const said = { event: { createdAt: '2026-03-05T11:00:00Z' }, officeHours, now: '2026-03-05T11:00:00.000Z' };
    // Thursday 15:00 in Dubai; Friday and Saturday are the weekend there.
    expect(due({ 'wait-until': 'event.createdAt', after: '4 office hours' }, said)).toEqual({
      at: '2026-03-08T07:00:00.000Z',
    });
    expect(due({ 'wait-until': 'event.createdAt', after: '1 working day' }, said)).toEqual({
      at: '2026-03-08T11:00:00.000Z',
    });
  });
});

describe('since the start of the run', () => {
  const now = paris('2026-03-02 18:00');
  const started = { runStartedAt: paris('2026-03-01 12:00'), now };

  test.each([
    ['two days after it', { after: '2 days' }, '2026-03-03 12:00'],
    ['two days after it, at nine', { after: '2 days', at: '09:00' }, '2026-03-04 09:00'],
    ['on a Friday', { days: ['fri'] }, '2026-03-06 12:00'],
    ['what has passed meanwhile: at once', { after: '1 day' }, '2026-03-02 18:00'],
  ])('%s', (_, options, expected) => {
    expect(due({ 'wait-until': 'start', ...options }, started)).toEqual({ at: paris(expected) });
  });
});

describe('at the best time', () => {
  test.each([
    ['the hour in which they open most', '2026-03-02 12:00', 18, '2026-03-02 18:00'],
    ['inside it at once', '2026-03-02 18:40', 18, '2026-03-02 18:40'],
    ['after it tomorrow', '2026-03-02 19:00', 18, '2026-03-03 18:00'],
    ['the last hour of the day', '2026-03-02 23:10', 23, '2026-03-02 23:10'],
    ['of somebody unknown: ten', '2026-03-02 12:00', undefined, '2026-03-03 10:00'],
  ])('%s', (_, now, bestHour, expected) => {
    expect(due({ 'wait-until': 'best-time' }, { now: paris(now), bestHour })).toEqual({ at: paris(expected) });
  });

  test('on given days only', () => {
    const said = { now: paris('2026-03-06 19:00'), bestHour: 18 };
    expect(due({ 'wait-until': 'best-time', days: 'weekdays' }, said)).toEqual({ at: paris('2026-03-09 18:00') });
  });
});

describe('a length of time, and then a time of day', () => {
  test.each([
    [{ wait: '3 days' }, '2026-03-05 12:00'],
    [{ wait: 'PT25H' }, '2026-03-03 13:00'],
    [{ wait: '3 days', at: '09:00' }, '2026-03-06 09:00'],
    [{ wait: '3 days', at: '12:00' }, '2026-03-05 12:00'],
    [{ wait: '3 days', at: '15:00' }, '2026-03-05 15:00'],
    [{ wait: '3 hours', at: '09:00', days: ['sat'] }, '2026-03-07 09:00'],
    [{ wait: '5 days', days: 'weekdays' }, '2026-03-09 12:00'],
    [{ wait: '2 working days', at: '09:00' }, '2026-03-05 09:00'],
    [{ wait: '6 office hours', days: 'weekend' }, '2026-03-07 10:00'],
  ])('%j ends at %s', (written, expected) => {
    expect(due(written)).toEqual({ at: paris(expected) });
  });

  test('B10 on Wednesdays and Fridays the wall time is kept', () => {
    const now = '2018-10-21T08:00:00.000Z';
    expect(due({ wait: '1 minute', days: ['wed', 'fri'] }, { now, zone: 'UTC' })).toEqual({
      at: '2018-10-24T08:01:00.000Z',
    });
  });

  test.each(['25 hours', '31 days', '168 hours', '400 days'])('B21 %s is waited in full', (text) => {
    const seconds = duration.parse(text).seconds ?? duration.parse(text).days! * 86_400;
    const now = '2026-03-02T12:00:00.000Z';
    expect(due({ wait: text }, { now, zone: 'UTC' })).toEqual({
      at: new Date(Date.parse(now) + seconds * 1000).toISOString(),
    });
  });

  test('B15 nine is nine in the default zone for whoever has none of their own', () => {
    const zone = firstZone(undefined, undefined, 'America/New_York');
    expect(due({ 'wait-until': '09:00' }, { now: '2026-03-02T12:00:00.000Z', zone })).toEqual({
      at: '2026-03-02T14:00:00.000Z',
    });
  });
});

describe('asked again on waking', () => {
  const late = (woke: string, written: Record<string, unknown>, said: Said = {}, graceMinutes = 30) => {
    const notBefore = new Date(Date.parse(paris(woke)) - graceMinutes * 60_000).toISOString();
    const found = due(written, { now: paris('2026-03-02 08:00'), notBefore, ...said });
    return 'at' in found && found.at <= paris(woke) ? 'goes' : found;
  };

  test.each([
    ['09:00', { 'wait-until': '09:00' }],
    ['a day on which it may go', { wait: '1 hour', days: ['mon'] }],
    ['nine after a delay', { wait: '30 minutes', at: '09:00' }],
    ['a date at nine', { 'wait-until': 'contact.on', at: '09:00' }],
  ])('B24 R15 %s: ten minutes late it still goes the same day', (_, written) => {
    expect(late('2026-03-02 09:10', written, { contact: { on: '2026-03-02' } })).toBe('goes');
    expect(late('2026-03-02 09:30', written, { contact: { on: '2026-03-02' } })).toBe('goes');
  });

  test.each([
    ['09:00', '2026-03-02 09:45', { 'wait-until': '09:00' }, '2026-03-03 09:00'],
    ['09:00 on Mondays', '2026-03-02 09:45', { 'wait-until': '09:00', days: ['mon'] }, '2026-03-09 09:00'],
    ['nine after a delay', '2026-03-02 09:31', { wait: '30 minutes', at: '09:00' }, '2026-03-03 09:00'],
    ['a date at nine', '2026-03-02 09:45', { 'wait-until': 'contact.on', at: '09:00' }, '2026-03-03 09:00'],
    ['a Monday', '2026-03-03 02:00', { wait: '1 hour', days: ['mon'] }, '2026-03-09 09:00'],
    ['a window', '2026-03-02 16:40', { 'wait-until': '14:00..16:00' }, '2026-03-03 14:00'],
  ])('B24 R15 %s, picked up at %s: at its next time', (_, woke, written, expected) => {
    expect(late(woke, written, { contact: { on: '2026-03-02' } })).toEqual({ at: paris(expected) });
  });

  test.each([
    ['inside a window it goes, however long after its opening', '2026-03-02 15:59', { 'wait-until': '14:00..16:00' }],
    ['a length of time that is over is over', '2026-03-09 09:45', { wait: '30 minutes' }],
    ['a date without an hour cannot be missed', '2026-03-04 17:00', { 'wait-until': 'contact.on', after: '10 hours' }],
  ])('%s', (_, woke, written) => {
    expect(late(woke, written, { contact: { on: '2026-03-02' } })).toBe('goes');
  });

  test('whoever has moved to another zone is written to at nine there', () => {
    // Armed for 09:00 in Paris, and woken then: it is 03:00 in New York.
    expect(late('2026-03-02 09:00', { 'wait-until': '09:00' }, { zone: 'America/New_York' })).toEqual({
      at: '2026-03-02T14:00:00.000Z',
    });
    // In Tokyo it is 17:00.
    expect(late('2026-03-02 09:00', { 'wait-until': '09:00' }, { zone: 'Asia/Tokyo' })).toEqual({
      at: '2026-03-03T00:00:00.000Z',
    });
  });

  test('a date that was moved meanwhile is waited for', () => {
    expect(late('2026-03-02 09:00', { 'wait-until': 'contact.on' }, { contact: { on: '2026-04-01' } })).toEqual({
      at: paris('2026-04-01'),
    });
  });
});

test('a length of time that is over is over, a time of day or a day can be missed', () => {
  const missable = (written: Record<string, unknown>) =>
    wait.missable!({ kind: 'wait', id: 's', head: wait.head.parse('1 day'), ...wait.options.parse(written) } as never);
  expect([{}, { at: '09:00' }, { days: 'weekdays' }].map(missable)).toEqual([false, true, true]);
});

test('only a date names paths, and only the best time asks for the hour', () => {
  const written = ['09:00', '14:00..16:00', 'start', 'best-time', 'contact.renewalDate', ['contact.a', 'contact.b']];
  const heads = written.map((one) => until.parse(one));
  expect(heads.map(datePathsOf)).toEqual([[], [], [], [], ['contact.renewalDate'], ['contact.a', 'contact.b']]);
  expect(heads.map((head) => waitUntil.wantsBestHour!({ head } as never))).toEqual([
    false,
    false,
    false,
    true,
    false,
    false,
  ]);
});

test('a list is refused for any of its paths, the first too', () => {
  expect(mistake(['renewalDate', 'contact.a'])).toMatchObject({ code: 'WM119', path: [0] });
  expect(mistake(['contact.a', 'renewalDate'])).toMatchObject({ code: 'WM119', path: [1] });
});

test('what was missed before the wait is over makes it no shorter', () => {
  const written = { wait: '2 days', at: '13:00' };
  expect(due(written, { notBefore: paris('2026-03-02 12:00') })).toEqual({ at: paris('2026-03-04 13:00') });
  expect(due(written, { notBefore: paris('2026-03-04 13:30') })).toEqual({ at: paris('2026-03-05 13:00') });
});
