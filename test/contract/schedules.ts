/** Holds: a run has one alarm clock: set again it moves, cleared it is gone, and it never rings early. */
import { expect } from 'vitest';
import type { Schedules } from '../../lib/engine/ports.ts';
import { RetryableError } from '../../lib/language/errors.ts';
import { at } from '../support/records.ts';
import { contract, type Half } from './contract.ts';

export interface SchedulesWorld {
  schedules: Schedules;
  /** What rings, and when, if time goes on from here. */
  rings(): Promise<{ at: string; payload: unknown }[]>;
  weather?(weather: 'lose-first'): void;
}

export function schedulesContract(half: Half<SchedulesWorld>): void {
  contract('schedules', half, (promise) => {
    promise('set again it moves, with what it carries', async ({ port: { schedules, rings } }) => {
      await schedules.set('ann.r1', at(60), { run: 'ann.r1', seq: 1 });
      await schedules.set('ann.r1', at(30), { run: 'ann.r1', seq: 2 });
      await schedules.set('bob.r1', at(90), { run: 'bob.r1', seq: 1 });
      expect(await rings()).toEqual([
        { at: at(30), payload: { run: 'ann.r1', seq: 2 } },
        { at: at(90), payload: { run: 'bob.r1', seq: 1 } },
      ]);
    });

    promise('cleared it is gone, however often', async ({ port: { schedules, rings } }) => {
      await schedules.set('ann.r1', at(60), {});
      await schedules.clear('ann.r1');
      await schedules.clear('ann.r1');
      expect(await rings()).toEqual([]);
    });

    promise('cleared before it was set, or since, it can be set again', async ({ port: { schedules, rings } }) => {
      await schedules.clear('ann.r1');
      await schedules.set('ann.r1', at(60), {});
      await schedules.clear('ann.r1');
      await schedules.set('ann.r1', at(61), {});
      expect(await rings()).toEqual([{ at: at(61), payload: {} }]);
    });

    promise('it never rings early: a fraction of a second is not cut off', async ({ port: { schedules, rings } }) => {
      await schedules.set('ann.r1', at(60.001), {});
      const [ring] = await rings();
      expect(ring!.at >= at(60.001)).toBe(true);
    });

    promise('all that are set can be named, many of them too', async ({ port: { schedules } }) => {
      for (const name of ['ann.r1', 'ann.r2', 'bob.r1']) await schedules.set(name, at(60), {});
      await schedules.clear('ann.r2');
      const names = [];
      for await (const name of schedules.names()) names.push(name);
      expect(names.sort()).toEqual(['ann.r1', 'bob.r1']);
    });

    promise('names longer than a schedule may have stay apart', async ({ port: { schedules, rings } }) => {
      const name = 'a'.repeat(70);
      await schedules.set(`${name}1`, at(60), { n: 1 });
      await schedules.set(`${name}2`, at(61), { n: 2 });
      await schedules.clear(`${name}1`);
      expect(await rings()).toEqual([{ at: at(61), payload: { n: 2 } }]);
    });

    promise.underFault(
      'a change whose answer was lost is made, once',
      async ({ port: { schedules, rings, weather } }) => {
        weather!('lose-first');
        await expect(schedules.set('ann.r1', at(60), {})).rejects.toThrow(RetryableError);
        await schedules.set('ann.r1', at(60), {});
        expect(await rings()).toEqual([{ at: at(60), payload: {} }]);
      },
    );
  });
}
