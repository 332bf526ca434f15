/** How far the tests of races go: so many switches between those who meet, one death, and more of all that in a full run. */
import { afterAll, vi } from 'vitest';
import { type Scene, tryOrders } from './scene.ts';
import type { Bound } from './turns.ts';

export const isFull = process.env.WAYMARK_FULL === '1';
const seed = Number(process.env.WAYMARK_SEED ?? 1);

/** `most`: so many orders of a scene every day. */
export const boundOf = (most = 120): Bound => ({
  switches: isFull ? 4 : 3,
  deaths: 1,
  most: isFull ? 3_000 : most,
  seed,
});

/** For a file of races: plays a scene in every order, and says at the end how many there were. */
export function createRaces(): (scene: Scene) => Promise<void> {
  vi.setConfig({ testTimeout: 300_000 });
  let orders = 0;
  afterAll(() => console.log(`${orders} orders of calls and deaths tried.`));
  return async (scene) => {
    orders += await tryOrders(scene, boundOf());
  };
}
