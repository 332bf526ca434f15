/** Plays a meeting for real: everybody at once, on a table of its own, as whatever carries the calls lets them through. */
import { setTimeout as pause } from 'node:timers/promises';
import { aWorld } from './a-world.ts';
import type { Database } from './database.ts';
import { dice } from './disturbances.ts';
import type { Scene } from './scene.ts';
import { tableStore } from './table-store.ts';

/** About as long as a run takes through its own calls. */
const MOST_DELAY_MS = 12;

export async function meetAtOnce(scene: Scene, database: Database, seed: number): Promise<void> {
  const roll = dice(seed);
  const world = await aWorld(scene.steps, {
    ...scene.given,
    options: { redeliveries: 3, store: (await tableStore(database)).store },
  });
  await scene.before(world);
  await Promise.all(
    scene.meet(world, async (_actor, handle) => {
      await pause(roll() * MOST_DELAY_MS);
      const attempt = () => handle(world.ports);
      return attempt().catch(attempt).catch(attempt);
    }),
  );
  await world.settle();
  await scene.after(world, `seed ${seed}`);
}
