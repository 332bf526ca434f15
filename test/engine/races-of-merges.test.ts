/** Two contacts turn out to be one while their runs wake, hear and begin, in every order of the calls, and any may die. */
import { afterAll, test, vi } from 'vitest';
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

afterAll(() => console.log(`${orders} orders of calls and deaths tried.`));
