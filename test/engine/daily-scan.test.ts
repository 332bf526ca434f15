/** Whoever stands still for no reason is found within a day, goes on once, and somebody can read what was found. */
import { describe, expect, test } from 'vitest';
import { dailyScan, lastScan } from '../../lib/engine/daily-scan.ts';
import { effectOf } from '../../lib/engine/passage.ts';
import { pauseRun } from '../../lib/engine/pause-run.ts';
import { executionName, refOf } from '../../lib/engine/run-record.ts';
import { aWorld, type SmallWorld } from '../support/a-world.ts';
import { engine } from '../support/engine.ts';
import { createBreaker } from '../support/faulty-ports.ts';

const waits = '- wait: 1 day\n- send-email: hello';

async function scans(world: SmallWorld) {
  const { scan } = await dailyScan(world.ports);
  await world.settle();
  return scan;
}

/** As if execution and timer had been lost, and nobody told of it. */
async function forgotten(world: SmallWorld): Promise<void> {
  const record = await world.run();
  await world.ports.schedules.clear(refOf(record));
  await world.ports.runs.write({ ...record, seq: record.seq + 1, owner: executionName(record, 999) }, record.seq);
}

describe('the daily scan', () => {
  test('finds who waits for a wake-up that nobody will send, and sends the message once', async () => {
    const world = await aWorld(waits);
    await world.happens('thing.happened');
    await forgotten(world);
    expect(await scans(world)).toMatchObject({ looked: 1, restarted: 0, finishedAt: world.clock.now() });
    await world.later('1 day');
    expect(world.sent).toEqual([]);
    await world.later('2 hours');
    expect(await scans(world)).toMatchObject({ day: '2026-03-03', looked: 1, restarted: 1 });
    await world.later('1 hour');
    expect(world.sent).toHaveLength(1);
    expect(await scans(world), 'once a day').toMatchObject({ restarted: 1 });
    expect(await lastScan(world.ports)).toMatchObject({ day: '2026-03-03', restarted: 1 });
  });

  test('starts who was let in and never started', async () => {
    const world = await aWorld(waits, {
      options: {
        around: async (call, carryOut, ports) => {
          if (call.handler !== 'enroll') return carryOut();
          const breaker = createBreaker();
          const lost = { ...ports, executions: { ...ports.executions, start: async () => 'started' as const } };
          return breaker.run(lost, carryOut);
        },
      },
    });
    await world.happens('thing.happened');
    await world.ports.schedules.clear(refOf(await world.run()));
    await world.later('25 hours');
    expect((await world.run()).status).toBe('created');
    expect(await scans(world)).toMatchObject({ restarted: 1 });
    await world.later('2 days');
    expect(world.sent).toHaveLength(1);
  });

  test('frees whom a resume has left frozen, and nobody else', async () => {
    const world = await aWorld(waits);
    await world.happens('thing.happened');
    await world.operator('paused');
    await world.later('2 days');
    expect(await scans(world)).toMatchObject({ looked: 1, restarted: 0 });
    // A resume that died behind its first write.
    await world.ports.registry.setState('example', 'live', world.clock.now());
    await world.later('1 day');
    expect(await scans(world)).toMatchObject({ restarted: 1 });
    expect(world.sent).toHaveLength(1);
  });

  test('leaves in peace whom an operator has paused', async () => {
    const world = await aWorld(waits);
    await world.happens('thing.happened');
    await pauseRun(refOf(await world.run()), {}, world.ports);
    await world.later('3 days');
    expect(await scans(world)).toMatchObject({ looked: 1, restarted: 0 });
    expect(world.sent).toEqual([]);
  });

  test('ends who was inside when everybody was told to end', async () => {
    const world = await aWorld(waits);
    await world.happens('thing.happened');
    await forgotten(world);
    await world.ports.registry.setState('example', 'stopped', world.clock.now(), { by: 'lee' });
    await world.later('2 days');
    expect(await scans(world)).toMatchObject({ stopped: 1 });
    expect((await world.run()).end).toMatchObject({ how: 'operator', by: 'lee' });
  });

  test('calls unknown what was claimed and never told, and does not send it again', async () => {
    const world = await aWorld('- send-email: hello');
    await world.operator('paused');
    await world.happens('thing.happened');
    const record = await world.run();
    const key = effectOf(record, 'send-email-hello', 'email');
    const claim = { state: 'CLAIMED' as const, attempt: 'a', deadline: world.clock.now() };
    const row = { contact: 'ann', key, at: world.clock.now(), run: record.run, definition: 'example', kind: 'message' };
    await world.ports.timeline.write({ ...row, claim });
    await world.later('1 day');
    expect(await scans(world)).toMatchObject({ unknown: 1 });
    expect((await world.ports.timeline.get('ann', key))?.claim?.state).toBe('UNKNOWN');
    const listed = [];
    for await (const one of world.ports.timeline.unknown('example')) listed.push(one.reason);
    expect(listed).toEqual(['claim-expired']);
  });

  test.runIf(engine === 'express')('clears the schedules of those who are through, and leaves the others', async () => {
    const world = await aWorld(waits);
    await world.happens('thing.happened');
    await world.later('2 days');
    const over = refOf(await world.run());
    await world.ports.schedules.set(over, '2026-04-01T00:00:00.000Z', { run: over });
    await world.ports.schedules.set('watch.ann.1', '2026-04-01T00:00:00.000Z', {});
    await world.happens('thing.happened');
    expect(await scans(world)).toMatchObject({ cleared: 1 });
    const names = [];
    for await (const name of world.ports.schedules.names()) names.push(name);
    expect(names.sort()).toEqual([refOf(await world.run()), 'watch.ann.1'].sort());
  });

  test('short of time, goes on where it was left; killed, does so too', async () => {
    const world = await aWorld(waits);
    await world.happens('thing.happened');
    const until = world.clock.now();
    expect(await dailyScan(world.ports, { until })).toMatchObject({ isDone: false, scan: { parts: 0 } });
    for (let call = 0; call < 40; call += 3) {
      const breaker = createBreaker(call, 'dies');
      await breaker.run(world.ports, (ports) => dailyScan(ports)).catch(() => undefined);
    }
    expect(await dailyScan(world.ports)).toMatchObject({ isDone: true, scan: { looked: 1, parts: 16 } });
  });
});
