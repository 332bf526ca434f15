/** Holds: what says when an answer turns never says it too late, for a wait sleeps until then. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Ages, agesHold, ageWords, nextTurn } from '../../lib/language/ages.ts';
import { dayNames, days as readDays } from '../../lib/language/days.ts';
import { readDuration } from '../../lib/language/durations.ts';
import { nextTurnOfTime, type TimeSpan, timeHolds } from '../../lib/language/time-span.ts';
import { inZone, isoOf } from '../../lib/language/zones.ts';

const zones = fc.constantFrom('UTC', 'Europe/Paris', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe');
/** Around the spring nights of both hemispheres. */
const instants = fc
  .integer({ min: 0, max: 60 * 24 * 60 })
  .map((minutes) => isoOf(inZone('2026-03-01T00:00:00.000Z', 'UTC').add({ minutes })));
const later = (iso: string, minutes: number) => isoOf(inZone(iso, 'UTC').add({ minutes }));

const time = fc.integer({ min: 0, max: 24 * 4 - 1 }).map((quarter) => {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${two(Math.floor(quarter / 4))}:${two((quarter % 4) * 15)}`;
});
const span: fc.Arbitrary<TimeSpan> = fc.record(
  {
    from: time,
    to: time,
    days: fc.subarray([...dayNames], { minLength: 1 }),
    'from-date': fc.constantFrom('2026-03-10', '2026-03-28'),
    'to-date': fc.constantFrom('2026-03-29', '2026-04-02'),
  },
  { requiredKeys: [] },
);

describe('hours, days and dates', () => {
  test('until the next turn the answer stays what it is', () => {
    fc.assert(
      fc.property(span, instants, zones, (asked, now, zone) => {
        const holds = timeHolds(asked, now, zone);
        const turn = nextTurnOfTime(asked, now, zone);
        for (let minutes = 5; minutes <= 3 * 24 * 60; minutes += 35) {
          const then = later(now, minutes);
          if (turn !== undefined && then >= turn) break;
          expect(timeHolds(asked, then, zone), `${then} of ${turn}`).toBe(holds);
        }
        if (turn !== undefined) expect(turn > now).toBe(true);
      }),
    );
  });

  const friday = readDays.parse(['fri']);
  const rows: [what: string, asked: TimeSpan, now: string, holds: boolean][] = [
    ['inside', { from: '09:00', to: '17:00' }, '2026-03-02T09:00:00.000Z', true],
    ['its end is outside', { from: '09:00', to: '17:00' }, '2026-03-02T17:00:00.000Z', false],
    ['R2: across midnight, before', { from: '23:00', to: '01:00' }, '2026-03-02T23:30:00.000Z', true],
    ['R2: across midnight, after', { from: '23:00', to: '01:00' }, '2026-03-02T00:30:00.000Z', true],
    ['R2: across midnight, at noon', { from: '23:00', to: '01:00' }, '2026-03-02T12:00:00.000Z', false],
    [
      'R14: Saturday 00:30 is Friday night',
      { from: '23:00', to: '01:00', days: friday },
      '2026-03-07T00:30:00.000Z',
      true,
    ],
    [
      'R14: Friday 00:30 is Thursday night',
      { from: '23:00', to: '01:00', days: friday },
      '2026-03-06T00:30:00.000Z',
      false,
    ],
    ['days alone are whole days', { days: friday }, '2026-03-06T23:59:00.000Z', true],
    ['the last date is one of them', { 'to-date': '2026-03-06' }, '2026-03-06T23:59:00.000Z', true],
    ['the day after is not', { 'to-date': '2026-03-06' }, '2026-03-07T00:00:00.000Z', false],
    ['the first date is one of them', { 'from-date': '2026-03-06' }, '2026-03-06T00:00:00.000Z', true],
    ['from alone lasts to midnight', { from: '20:00' }, '2026-03-06T23:59:00.000Z', true],
    ['to alone begins at midnight', { to: '08:00' }, '2026-03-06T00:00:00.000Z', true],
  ];
  test.each(rows)('%s', (_what, asked, now, holds) => {
    expect(timeHolds(asked, now, 'UTC')).toBe(holds);
  });

  test('is read on the clock of the contact', () => {
    expect(timeHolds({ from: '09:00', to: '10:00' }, '2026-03-02T14:30:00.000Z', 'America/New_York')).toBe(true);
    expect(timeHolds({ from: '09:00', to: '10:00' }, '2026-03-02T14:30:00.000Z', 'Europe/Paris')).toBe(false);
  });
});

describe('ages', () => {
  const length = (text: string) => (readDuration(text) as { value: never }).value;
  const age = fc.constantFrom('1 hour', '1 day', '3 days', '1 month', '2 working days').map(length);
  const date = fc.oneof(
    instants,
    instants.map((iso) => iso.slice(0, 10)),
  );

  test('until the next turn the answer stays what it is', () => {
    fc.assert(
      fc.property(date, fc.constantFrom(...ageWords), age, instants, zones, (found, word, than, now, zone) => {
        const wanted: Ages = { [word]: than };
        const holds = agesHold(found, wanted, { now, zone });
        const turn = nextTurn(found, wanted, { now, zone });
        for (let minutes = 7; minutes <= 40 * 24 * 60; minutes += 501) {
          const then = later(now, minutes);
          if (turn !== undefined && then >= turn) break;
          expect(agesHold(found, wanted, { now: then, zone }), `${then} of ${turn}`).toBe(holds);
        }
      }),
    );
  });
});
