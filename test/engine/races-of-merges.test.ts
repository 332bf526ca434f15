/** Two contacts turn out to be one while their runs wake, hear and begin, in every order of the calls, and any may die. */
import { expect, test } from 'vitest';
import { createRaces } from '../support/every-order.ts';
import { mergeAndEntry, mergeAndSignal, mergeAndWake } from '../support/meetings-of-merges.ts';

const tryEveryOrder = createRaces();

test('a run that wakes writes once, to whoever they are by then', () => tryEveryOrder(mergeAndWake));

test('a wait hears what is done under the other name, at once and once', () => tryEveryOrder(mergeAndSignal));

test('of two entries, each under a name of their own, one goes on', () => tryEveryOrder(mergeAndEntry));

test('who is let in under both names after they are known to be one is written to once', () =>
  tryEveryOrder({
    ...mergeAndEntry,
    steps: '- send-email: hello',
    async after(world, order) {
      const calls = order.split(', ').map((call) => call.replace(/ \d+/, ''));
      const [merged, created] = [calls.indexOf('merge contacts.takeIn'), calls.indexOf('enroll runs.create')];
      await world.later('2 hours');
      const runs = [...(await world.runs('ann')), ...(await world.runs('anna'))];
      expect(
        runs.every(({ end }) => end),
        order,
      ).toBe(true);
      expect(
        runs.some(({ end }) => end?.reason === 'finished'),
        order,
      ).toBe(true);
      // Before that they were two people.
      if (merged < created) expect(world.sent.length, order).toBeLessThanOrEqual(1);
      expect(world.sent.length, order).toBeLessThanOrEqual(2);
    },
  }));
