/** The laptop's timers: what was set is on disk, and rings after a restart, once somebody could take it. */
import { afterAll, expect, test } from 'vitest';
import type { StackTime } from '../../lib/local/time/stack-time.ts';
import { createTimers } from '../../lib/local/time/timers.ts';
import { createClock } from '../../lib/simulator/clock.ts';
import { schedulesContract } from '../contract/schedules.ts';
import { openDatabase } from '../support/dynalite.ts';
import { at, monday } from '../support/records.ts';

const database = await openDatabase();
afterAll(database.close);

const virtual = (startAt = monday): StackTime => {
  const clock = createClock(startAt);
  return { ...clock, kind: 'virtual', moveTo: clock.advanceTo, close() {} };
};

let tables = 0;
const aTable = () => `timers-${++tables}`;

/** One life of the stack; `ring` may refuse. */
async function live(tableName: string, time: StackTime, ring: (name: string) => Promise<void> = async () => {}) {
  const rung: { at: string; payload: unknown }[] = [];
  const timers = createTimers({
    client: database.connect(),
    tableName,
    time,
    async ring(name, payload) {
      await ring(name);
      rung.push({ at: time.now(), payload });
    },
  });
  await timers.open();
  return { timers, rung };
}

schedulesContract({
  name: 'on a laptop',
  lacks: { faults: 'skipped: a call in this process has no answer to lose' },
  async make() {
    const time = virtual();
    const { timers, rung } = await live(aTable(), time);
    const rings = async () => {
      for (let due = time.nextDue(); due !== undefined; due = time.nextDue()) await time.moveTo(due);
      return rung;
    };
    return { port: { schedules: timers, rings } };
  },
});

test('what was set rings after a restart; what was moved or cleared before it does not ring as it was', async () => {
  const table = aTable();
  const { timers } = await live(table, virtual());
  for (const run of ['a.1', 'b.1', 'c.1']) await timers.set(run, at(60), { run });
  await timers.set('b.1', at(90), { run: 'b.1' });
  await timers.clear('c.1');

  const time = virtual(at(30));
  const { rung } = await live(table, time);
  await time.moveTo(at(3_600));
  expect(rung).toEqual([
    { at: at(60), payload: { run: 'a.1' } },
    { at: at(90), payload: { run: 'b.1' } },
  ]);
});

test('what fell due while nothing ran rings at the start, and what has rung is gone from the disk', async () => {
  const table = aTable();
  const first = await live(table, virtual());
  await first.timers.set('a.1', at(60), { run: 'a.1' });

  const later = virtual(at(3_600));
  const second = await live(table, later);
  await later.moveTo(at(3_600));
  expect(second.rung).toEqual([{ at: at(3_600), payload: { run: 'a.1' } }]);

  const third = virtual(at(3_600));
  expect((await live(table, third)).rung).toEqual([]);
  expect(third.nextDue()).toBeUndefined();
});

test('a ring that nobody could take comes again a minute later', async () => {
  const time = virtual();
  let refusals = 2;
  const { timers, rung } = await live(aTable(), time, async () => {
    if (refusals-- > 0) throw new Error('not now');
  });
  await timers.set('a.1', at(60), { run: 'a.1' });
  await time.moveTo(at(3_600));
  expect(rung).toEqual([{ at: at(180), payload: { run: 'a.1' } }]);
});

test('set again while it rings, it stays', async () => {
  const table = aTable();
  const time = virtual();
  const { timers, rung } = await live(table, time, async (run) => {
    if (time.now() === at(60)) await timers.set(run, at(120), { run, again: true });
  });
  await timers.set('a.1', at(60), { run: 'a.1' });
  await time.moveTo(at(60));

  const next = virtual(at(60));
  const restarted = await live(table, next);
  await next.moveTo(at(3_600));
  expect([...rung, ...restarted.rung].at(-1)).toEqual({ at: at(120), payload: { run: 'a.1', again: true } });
});
