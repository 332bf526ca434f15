/** The hour at which a contact looks: counted from what they opened, on their own clock, and never in their quiet hours. */
import { describe, expect, test } from 'vitest';
import { bestHour, type HoursOfDay, usualHour, windowOfHour } from '../../lib/language/best-hour.ts';
import type { JsonMap } from '../../lib/language/json.ts';
import { anEvent } from '../support/records.ts';

const opened = (at: string, message: string, more: JsonMap = {}) =>
  anEvent({
    family: 'message',
    name: 'opened',
    receivedAt: `2026-02-${at}:00.000Z`,
    data: { run: 'r1', step: message, template: message, ...more },
  });

describe('the best hour', () => {
  test('is the one in which most messages were opened, where the contact lives', () => {
    const answers = [opened('01T14:10', 'a'), opened('02T14:59', 'b'), opened('03T20:00', 'c')];
    expect(bestHour(answers, 'UTC')).toBe(14);
    expect(bestHour(answers, 'Asia/Tokyo')).toBe(23);
  });

  test('counts a message once an hour, however often it was opened', () => {
    const often = [opened('05T08:00', 'a'), opened('05T08:20', 'a'), opened('05T08:40', 'a')];
    expect(bestHour([...often, opened('01T14:00', 'b'), opened('02T14:00', 'c')], 'UTC')).toBe(14);
  });

  test('of another run or another step it is another message', () => {
    const again = [
      opened('01T08:00', 'a'),
      opened('01T08:10', 'a', { run: 'r2' }),
      opened('01T08:20', 'a', { step: 'b' }),
    ];
    expect(bestHour([...again, opened('02T14:00', 'c'), opened('03T14:00', 'd')], 'UTC')).toBe(8);
  });

  test('is never what a machine opened', () => {
    const byMachine = [1, 2, 3].map((day) => opened(`0${day}T03:00`, `m${day}`, { machine: true }));
    expect(bestHour(byMachine, 'UTC')).toBe(usualHour);
    expect(bestHour([...byMachine, opened('01T18:00', 'a', { machine: false })], 'UTC')).toBe(18);
  });

  test.each([
    ['08', '19'],
    ['19', '08'],
  ])('of two with as many answers is the one of the latest: %s', (latest, other) => {
    const answers = [
      opened(`09T${latest}:00`, 'a'),
      opened(`04T${other}:00`, 'b'),
      opened(`01T${latest}:00`, 'c'),
      opened(`05T${other}:00`, 'd'),
    ];
    for (const told of [answers, answers.toReversed()]) expect(bestHour(told, 'UTC')).toBe(Number(latest));
  });
});

describe('quiet hours', () => {
  const at = (hour: string) => [opened(`01T${hour}:30`, 'a')];
  const rows: [quiet: HoursOfDay, hour: string, best: number][] = [
    [{ from: '21:00', to: '08:00' }, '20', 20],
    [{ from: '21:00', to: '08:00' }, '21', usualHour],
    [{ from: '21:00', to: '08:00' }, '03', usualHour],
    [{ from: '21:00', to: '08:00' }, '07', usualHour],
    [{ from: '21:00', to: '08:00' }, '08', 8],
    [{ from: '21:30', to: '08:30' }, '21', usualHour],
    [{ from: '21:30', to: '08:30' }, '08', usualHour],
    [{ from: '13:00', to: '15:00' }, '12', 12],
    [{ from: '13:00', to: '15:00' }, '13', usualHour],
    [{ from: '13:00', to: '15:00' }, '14', usualHour],
    [{ from: '13:00', to: '15:00' }, '15', 15],
    [{ from: '13:00', to: '15:00' }, '20', 20],
  ];
  test.each(rows)('%j: who looks at %s is written to at %i', (quiet, hour, best) => {
    expect(bestHour(at(hour), 'UTC', quiet)).toBe(best);
  });

  test('push the usual hour to the next that is not quiet, and are given up where they never end', () => {
    expect(bestHour([], 'UTC', { from: '09:00', to: '12:00' })).toBe(12);
    expect(bestHour([], 'UTC', { from: '10:00', to: '09:30' })).toBe(usualHour);
  });
});

test('the window of an hour ends with the next, over midnight too', () => {
  expect(windowOfHour(9)).toEqual({ from: '09:00', to: '10:00' });
  expect(windowOfHour(23)).toEqual({ from: '23:00', to: '00:00' });
});
