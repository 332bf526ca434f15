/** Times, pauses and places as the operator reads them. */
import { describe, expect, test } from 'vitest';
import { firstToShow } from '../../web/console/api/load-stack.ts';
import { oneAtATime } from '../../web/console/api/one-at-a-time.ts';
import { toneOfLine } from '../../web/console/contacts/timeline-tone.ts';
import { readRoute, writeRoute } from '../../web/console/use-route.ts';
import { sayClock, sayMoment } from '../../web/console/words/local-time.ts';
import { timeBetween } from '../../web/console/words/time-between.ts';
import { followUpView, trialView } from './stand-in/trial-activation.ts';

test("the clock says the contacts' local time", () => {
  expect(sayClock('2026-03-02T09:00:00.000Z', 'Europe/Paris')).toBe('Mon 2 Mar 2026 10:00');
  expect(sayClock('2026-09-14T23:05:00.000Z', 'Asia/Tokyo')).toBe('Tue 15 Sep 2026 08:05');
  expect(sayMoment('2026-03-05T23:00:00.000Z', 'Europe/Paris')).toBe('Fri 6 Mar 00:00');
});

test('the timeline says how long nothing happened to the contact', () => {
  expect(timeBetween('2026-03-02T09:00:00.000Z', '2026-03-05T09:00:00.000Z')).toBe('3 days later');
  expect(timeBetween('2026-03-02T09:00:00.000Z', '2026-03-02T10:00:00.000Z')).toBe('1 hour later');
  expect(timeBetween('2026-03-02T09:00:00.000Z', '2026-03-02T09:04:00.000Z')).toBeUndefined();
});

describe('the color of a line', () => {
  test.each([
    { case: 'a message that was sent', kind: 'message', outcome: 'sent', tone: 'message' },
    { case: 'a message passed over', kind: 'message', outcome: 'skipped', tone: 'passed-over' },
    { case: 'an answer that was lost', kind: 'message', outcome: 'unknown', tone: 'trouble' },
    { case: 'a consent, which is no message', kind: 'consent', outcome: 'in', tone: 'plain' },
    { case: 'an entry', kind: 'entered', outcome: undefined, tone: 'done' },
    { case: 'a word nobody thought of', kind: 'zzz', outcome: undefined, tone: 'plain' },
  ])('tells the operator what became of it: $case', ({ kind, outcome, tone }) => {
    expect(toneOfLine({ kind, outcome })).toBe(tone);
  });
});

test('a link to a contact leads the operator back to that contact', () => {
  const route = { tab: 'contacts', chosen: 'c/ann & co' } as const;
  expect(readRoute(writeRoute(route))).toEqual(route);
  expect(readRoute('')).toEqual({ tab: 'journey' });
  expect(readRoute('#/nonsense')).toEqual({ tab: 'journey' });
  expect(readRoute('#/contacts/%E0%A4%A')).toEqual({ tab: 'contacts', chosen: '%E0%A4%A' });
});

test("the shop's own journey is drawn first, else the first journey", () => {
  expect(firstToShow([followUpView, { ...trialView, name: 'other' }, trialView])?.name).toBe('trial-activation');
  expect(firstToShow([followUpView, { ...trialView, name: 'other' }])?.name).toBe('other');
  expect(firstToShow([followUpView])?.name).toBe('lead-follow-up');
  expect(firstToShow([])).toBeUndefined();
});

test('a burst of changes loads the page twice, and the last change is seen', async () => {
  const finish: (() => void)[] = [];
  let loads = 0;
  const load = oneAtATime(() => {
    loads += 1;
    return new Promise((done) => finish.push(done));
  });
  const all = [load(), load(), load(), load()];
  expect(loads).toBe(1);
  finish[0]?.();
  await Promise.resolve();
  await Promise.resolve();
  expect(loads).toBe(2);
  finish[1]?.();
  await Promise.all(all);
  expect(loads).toBe(2);
  void load();
  expect(loads).toBe(3);
});
