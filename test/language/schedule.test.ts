/** When a schedule comes round: on everybody's clock, over the change of the clocks, and never in silence otherwise than written. */
import { describe, expect, test } from 'vitest';
import { readSchedule } from '../../lib/language/schedule-text.ts';
import { nextOf, type ScheduleTimes } from '../../lib/language/schedule-times.ts';

const read = (text: unknown): ScheduleTimes => {
  const reading = readSchedule(text);
  if ('mistake' in reading) throw new Error(`${reading.mistake.message} ${reading.mistake.hint}`);
  return reading.value;
};

/** The next ones, to the minute. */
function next(text: string, from: string, count: number, zone = 'UTC'): string[] {
  const schedule = read(text);
  const found: string[] = [];
  for (let at = nextOf(schedule, from, zone); at !== undefined && found.length < count; at = nextOf(schedule, at, zone))
    found.push(at.slice(0, 16));
  return found;
}

const MONDAY = '2026-03-02T10:00:00.000Z';

describe('a schedule comes', () => {
  test.each([
    ['every day at 08:00', ['2026-03-03T08:00', '2026-03-04T08:00']],
    ['every day at 08:00 and 17:30', ['2026-03-02T17:30', '2026-03-03T08:00']],
    ['every Monday at 08:00', ['2026-03-09T08:00', '2026-03-16T08:00']],
    ['every Mon, Wed and Fri at 08:00', ['2026-03-04T08:00', '2026-03-06T08:00', '2026-03-09T08:00']],
    ['every weekday at 11:00', ['2026-03-02T11:00', '2026-03-03T11:00']],
    ['every weekend at 11:00', ['2026-03-07T11:00', '2026-03-08T11:00', '2026-03-14T11:00']],
    ['every month on the 1st at 08:00', ['2026-04-01T08:00', '2026-05-01T08:00']],
    ['every month on the 1st and 15th at 08:00', ['2026-03-15T08:00', '2026-04-01T08:00']],
    ['every month on the last day at 08:00', ['2026-03-31T08:00', '2026-04-30T08:00']],
    ['every month on the 31st at 08:00', ['2026-03-31T08:00', '2026-05-31T08:00']],
    ['every hour', ['2026-03-02T11:00', '2026-03-02T12:00']],
    ['every 8 hours', ['2026-03-02T16:00', '2026-03-03T00:00', '2026-03-03T08:00']],
    ['every 15 minutes', ['2026-03-02T10:15', '2026-03-02T10:30']],
    ['once on 2026-11-20 at 08:00', ['2026-11-20T08:00']],
    ['once on 2026-03-02 at 10:00', []],
    ['cron 30 8 * * MON-FRI', ['2026-03-03T08:30', '2026-03-04T08:30']],
    ['cron 0 */12 1 * *', ['2026-04-01T00:00', '2026-04-01T12:00', '2026-05-01T00:00']],
    ['cron 0 8 29 feb *', ['2028-02-29T08:00', '2032-02-29T08:00']],
    ['cron 5 4 * * 0,7', ['2026-03-08T04:05', '2026-03-15T04:05']],
    ['cron 0 9-17/4 * 6-7 sun', ['2026-06-07T09:00', '2026-06-07T13:00', '2026-06-07T17:00', '2026-06-14T09:00']],
  ])('%s', (text, wanted) => {
    expect(next(text, MONDAY, wanted.length || 1)).toEqual(wanted);
  });

  test('on the clock of its zone, before and after the change of the clocks', () => {
    expect(next('every Sunday at 08:00', '2026-03-16T00:00:00.000Z', 3, 'Europe/Berlin')).toEqual([
      '2026-03-22T07:00',
      '2026-03-29T06:00',
      '2026-04-05T06:00',
    ]);
  });

  test('a little later where the clocks jump over it, and once where they go through it twice', () => {
    expect(next('every day at 02:30', '2026-03-28T12:00:00.000Z', 2, 'Europe/Berlin')).toEqual([
      '2026-03-29T01:30',
      '2026-03-30T00:30',
    ]);
    expect(next('every day at 02:30', '2026-10-24T12:00:00.000Z', 2, 'Europe/Berlin')).toEqual([
      '2026-10-25T00:30',
      '2026-10-26T01:30',
    ]);
  });

  test('in order, where a jump carries one behind the next', () => {
    const instants = next('every 30 minutes', '2026-03-29T00:00:00.000Z', 6, 'Europe/Berlin');
    expect(instants).toEqual(instants.toSorted());
    expect(new Set(instants).size).toBe(6);
  });
});

describe('what is no schedule is refused', () => {
  test.each([
    ['mondays at 8am', 'every monday at 08:00'],
    ['daily at 9', 'every day at 09:00'],
    ['every 7 hours', '1, 2, 3, 4, 6, 8 or 12 hours'],
    ['every minute', 'every 5 minutes'],
    ['cron * * * * *', 'every 5 minutes'],
    ['cron 0 8 1 * mon', 'cron 30 8'],
    ['cron 0 8 * *', 'cron 30 8'],
    ['cron 0 25 * * *', 'cron 30 8'],
    ['cron 0 8 30 2 *', 'every month'],
    ['every month on the 32nd at 08:00', 'every day at 08:00'],
    ['once on 2026-02-30 at 08:00', 'every day at 08:00'],
    ['every day at 25:00', 'every day at 08:00'],
    ['', 'every day at 08:00'],
    [7, 'every day at 08:00'],
  ])('%s', (written, wayOut) => {
    const reading = readSchedule(written);
    expect('mistake' in reading && reading.mistake.code).toBe('WM123');
    expect('mistake' in reading && reading.mistake.hint).toContain(wayOut);
  });
});
