/** Two contacts turn out to be one while their runs wake, hear and begin, in every order of the calls, and any may die. */
import { afterAll, expect, test, vi } from 'vitest';
import { mergeAndEntry, mergeAndSignal, mergeAndWake } from '../support/meetings-of-merges.ts';
import { type Scene, tryOrders } from '../support/scene.ts';
import type { Bound } from '../support/turns.ts';

const isFull = process.env.WAYMARK_FULL === '1';
const seed = Number(process.env.WAYMARK_SEED ?? 1);
const bound: Bound = { switches: isFull ? 4 : 3, deaths: 1, most: isFull ? 3_000 : 120, seed };

vi.setConfig({ testTimeout: 300_000 });

let orders = 0;
async function tryEveryOrder(scene: Scene): Promise<void> {
  orders += await tryOrders(scene, bound);
}

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

afterAll(() => console.log(`${orders} orders of calls and deaths tried.`));
