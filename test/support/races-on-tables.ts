/** Races on a real table: an event against its limit, an exit against a send, a pause against a wake, two entries. */
import { afterAll, describe, expect, test } from 'vitest';
import { meetAtOnce } from './at-once.ts';
import type { Database } from './database.ts';
import {
  entries,
  entryAndExit,
  eventAtLimit,
  eventWhileArming,
  exitAndSend,
  firstEntry,
  moveAndEvent,
  moveAndLimit,
  pauseAndWake,
  secondEntry,
} from './meetings.ts';
import { itemAndEnd } from './meetings-of-digests.ts';
import { mergeAndSignal, mergeAndWake } from './meetings-of-merges.ts';
import { limit } from './scene.ts';

const scenes = {
  'an event and the wait that is being armed for it': eventWhileArming,
  'an event and the limit, on one instant': eventAtLimit(limit),
  'an exit and a send': exitAndSend,
  'a pause, a resume and a wake': pauseAndWake,
  'two entries, of which one may come in': entries([firstEntry, secondEntry], 'never'),
  'one entry that is delivered twice': entries([firstEntry, firstEntry], 'always'),
  'an entry and an exit': entryAndExit,
  'a digest and whoever comes to its end': itemAndEnd,
  'a merge and a wake': mergeAndWake,
  'a merge and what is done under the other name': mergeAndSignal,
  'a move to another version and the limit': moveAndLimit,
  'a move to another version and the event': moveAndEvent,
};

/** Side by side, so that the table is never idle. */
const ABREAST = 4;

export function racesOn(name: string, database: Database, { rounds, seed }: { rounds: number; seed: number }): void {
  let raced = 0;
  describe(`on ${name}`, () => {
    test.each(Object.entries(scenes))('%s: one branch, once', { timeout: 3_600_000 }, async (_title, scene) => {
      let round = 0;
      const lane = async () => {
        while (round < rounds) {
          await meetAtOnce(scene, database, seed * 100_000 + round++);
          raced += 1;
        }
      };
      await Promise.all(Array.from({ length: ABREAST }, lane));
      expect(round).toBe(rounds);
    });
  });
  afterAll(() => console.log(`${raced} races on ${name}: never a second branch.`));
}
