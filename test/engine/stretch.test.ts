/** A run on `express`: between two waits it is one short execution, and while it waits only its record and its timer. */
import { describe, expect, test } from 'vitest';
import { executionName, refOf } from '../../lib/engine/run-record.ts';
import { takeTimer } from '../../lib/engine/take-timer.ts';
import { STRETCH_DEADLINE_MS } from '../../lib/language/stretch.ts';
import { aWorld, type SmallWorld } from '../support/a-world.ts';
import { engine } from '../support/engine.ts';
import { at } from '../support/records.ts';

const ringsAt = async (world: SmallWorld) => world.ringsAt(refOf(await world.run()));

describe.runIf(engine === 'express')('a run that waits', () => {
  test('has no execution, and one timer, at the instant at which it goes on', async () => {
    const world = await aWorld('- wait: 1 day\n- wait-for: { event: paid }\n  up-to: 2 days\n- stop: done');
    await world.happens('thing.happened');
    expect(world.executions.open()).toBe(0);
    expect(await ringsAt(world)).toBe(at(86_400));
    await world.later('1 day');
    expect(world.executions.open()).toBe(0);
    expect(await ringsAt(world)).toBe(at(3 * 86_400));
  });

  test('leaves no timer behind when it ends, however it ends', async () => {
    const head = 'when:\n  - event: thing.happened\nagain: always\nexit:\n  left: { event: left }\n';
    const world = await aWorld('- wait: 1 day\n- stop: done', { head });
    await world.happens('thing.happened');
    await world.later('2 days');
    expect((await world.run()).end).toMatchObject({ how: 'stop' });
    expect(await ringsAt(world)).toBeUndefined();

    await world.happens('thing.happened');
    await world.happens('left');
    expect((await world.run()).end).toMatchObject({ how: 'exit' });
    expect(await ringsAt(world)).toBeUndefined();
  });

  test('sits out a wait of a minute inside its execution, to the instant, and leaves a longer one to the timer', async () => {
    const world = await aWorld('- wait: 1 minute\n- send-email: hello\n- wait: 61 seconds\n- send-sms: nudge');
    await world.happens('thing.happened');
    expect(world.executions.open()).toBe(1);
    await world.later('1 minute');
    expect(world.executions.open()).toBe(0);
    await world.later('2 minutes');
    const sent = (await world.rows()).filter(({ kind }) => kind === 'message').map((row) => row.at);
    expect(sent).toEqual([at(60), at(121)]);
  });

  test('hands over to another execution before five minutes are over, and is on time all the same', async () => {
    const waits = Array.from({ length: 9 }, (_, place) => `- { wait: 50 seconds, id: w${place} }`).join('\n');
    const world = await aWorld(`${waits}\n- send-email: hello`);
    await world.happens('thing.happened');
    const first = (await world.run()).owner;
    await world.later('10 minutes');
    expect((await world.run()).owner).not.toBe(first);
    expect((await world.rows()).find(({ kind }) => kind === 'message')).toMatchObject({ at: at(450), outcome: 'sent' });
  });
});

describe.runIf(engine === 'express')('a timer that rings', () => {
  const inWait = async () => {
    const world = await aWorld('- wait: 1 day\n- send-email: hello');
    await world.happens('thing.happened');
    return world;
  };

  test('too early is set again, for what the record says', async () => {
    const world = await inWait();
    const ref = refOf(await world.run());
    await world.ports.schedules.set(ref, at(60), { run: ref });
    await world.later('1 hour');
    expect(world.sent).toEqual([]);
    expect(await ringsAt(world)).toBe(at(86_400));
  });

  test('again and again sends nothing twice', async () => {
    const world = await inWait();
    const ref = refOf(await world.run());
    await world.later('23 hours 59 minutes');
    await world.later('1 minute');
    for (let ring = 0; ring < 5; ring++) await Promise.all([takeTimer(ref, world.ports), takeTimer(ref, world.ports)]);
    await world.settle();
    expect(world.sent).toHaveLength(1);
    expect(await ringsAt(world)).toBeUndefined();
  });

  test('for nobody is forgotten', async () => {
    const world = await inWait();
    await world.ports.schedules.set('ann.nobody', at(60), { run: 'ann.nobody' });
    await world.later('1 hour');
    expect(world.ringsAt('ann.nobody')).toBeUndefined();
  });
});

describe.runIf(engine === 'express')('a stretch that dies', () => {
  test('is missed by its timer, and its step is tried again after a while, as after any failure', async () => {
    const world = await aWorld('- update: contact\n  set: { plan: gold }');
    const { ports } = world;
    // What an execution leaves that was opened and then fell silent.
    await world.operator('paused');
    await world.happens('thing.happened');
    const parked = await world.run();
    const opened = {
      ...parked,
      seq: parked.seq + 1,
      status: 'running' as const,
      owner: executionName(parked, parked.seq),
      stretch: { isOpen: true, openedAt: at(0), by: 'somebody' },
    };
    await ports.runs.write(opened, parked.seq);
    await ports.schedules.set(refOf(opened), at(STRETCH_DEADLINE_MS / 1000), { run: refOf(opened) });
    await ports.registry.setState('example', 'live', at(0));

    await world.later('5 minutes');
    expect((await world.run()).stretch).toMatchObject({ isOpen: true });
    await world.later('1 minute');
    expect((await world.run()).held).toMatchObject({ attempts: 1, reason: 'States.Timeout', until: at(8 * 60) });
    await world.later('2 minutes');
    expect(await world.told()).toEqual(['update-contact updated', 'ended finished finished']);
  });
});
