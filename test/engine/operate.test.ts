/** What operators do to one contact's run, to a journey and to everything: done at once, once, and told by name. */
import { describe, expect, test } from 'vitest';
import { operateContact, setDefinitionState, setEverything } from '../../lib/engine/operate.ts';
import { pauseRun, resumeRun } from '../../lib/engine/pause-run.ts';
import { refOf } from '../../lib/engine/run-record.ts';
import { stopRun } from '../../lib/engine/stop-run.ts';
import { aWorld, type SmallWorld } from '../support/a-world.ts';
import { createBreaker, wrapPorts } from '../support/faulty-ports.ts';
import { at } from '../support/records.ts';

const lee = { by: 'lee', reason: 'asked on the phone' };

/** Side by side. */
const many = { head: 'when:\n  - event: thing.happened\nagain: always\nper: event.order\n' };
const enters = (world: SmallWorld, order: string) => world.happens('thing.happened', { data: { order } });

const refOfRun = async (world: SmallWorld) => refOf(await world.run());

const waits = '- wait: 1 day\n- send-email: hello';
const awaits = '- wait-for: { event: paid }\n  up-to: 3 days\n  then:\n    - send-email: hello';

describe('a run that is stopped', () => {
  test.each([
    { case: 'in a wait', steps: waits },
    { case: 'while something is awaited', steps: awaits },
  ])('ends at once and sends nothing more: $case', async ({ steps }) => {
    const world = await aWorld(steps);
    await world.happens('thing.happened');
    await world.later('1 hour');
    expect(await stopRun(await refOfRun(world), lee, world.ports)).toBe('stopped');
    await world.happens('paid');
    await world.later('10 days');
    expect((await world.run()).end).toEqual({ how: 'operator', reason: lee.reason, at: at(3600), by: 'lee' });
    expect(await world.told()).toEqual([`ended operator ${lee.reason}`]);
    expect((await world.rows()).at(-1)).toMatchObject({ detail: 'lee' });
    expect(await stopRun(await refOfRun(world), lee, world.ports)).toBe('over');
  });

  test('between the claim and the call sends nothing', async () => {
    let ref = '';
    const world = await aWorld('- wait: 1 hour\n- send-email: hello', {
      options: {
        around: (_call, carryOut, ports) =>
          carryOut(
            wrapPorts(ports, async (name, ask) => {
              const answer = await ask();
              if (name === 'timeline.claim') await stopRun(ref, lee, ports);
              return answer;
            }),
          ),
      },
    });
    await world.happens('thing.happened');
    ref = await refOfRun(world);
    await world.later('2 hours');
    expect(world.sent).toEqual([]);
    expect((await world.run()).end?.how).toBe('operator');
  });

  test('ends once, wherever the one who stopped it died', async () => {
    for (let call = 0; ; call++) {
      const world = await aWorld(waits);
      await world.happens('thing.happened');
      const ref = await refOfRun(world);
      const breaker = createBreaker(call, 'dies');
      await breaker.run(world.ports, (ports) => stopRun(ref, lee, ports)).catch(() => undefined);
      await stopRun(ref, lee, world.ports);
      await world.later('2 days');
      expect(await world.told(), `died in ${breaker.broken()}`).toEqual([`ended operator ${lee.reason}`]);
      if (breaker.broken() === undefined) break;
    }
  });
});

describe('a run that is paused by itself', () => {
  test('stands still while the others go on, and runs what fell due at its resume', async () => {
    const world = await aWorld(waits, many);
    await enters(world, '1');
    await enters(world, '2');
    const [first, second] = await world.runs();
    await pauseRun(refOf(first!), lee, world.ports);
    await pauseRun(refOf(first!), { by: 'kim' }, world.ports);
    await world.later('2 days');
    expect(world.sent).toHaveLength(1);
    expect(await world.ports.runs.get(refOf(second!))).toMatchObject({ status: 'ended' });
    expect(await world.ports.runs.get(refOf(first!))).toMatchObject({ status: 'parked', paused: { by: 'lee' } });

    await world.operator('paused');
    await world.operator('live');
    expect(world.sent, 'a resume of the journey is none of the run').toHaveLength(1);

    await resumeRun(refOf(first!), { by: 'kim' }, world.ports);
    await world.settle();
    expect(world.sent).toHaveLength(2);
    const said = (await world.rows()).filter(({ kind }) => kind === 'operator');
    expect(said.map(({ outcome, detail }) => `${outcome} ${detail}`)).toEqual(['paused lee', 'resumed kim']);
  });

  test('hears what happens meanwhile, and goes that way at its resume', async () => {
    const world = await aWorld(awaits);
    await world.happens('thing.happened');
    await pauseRun(await refOfRun(world), lee, world.ports);
    await world.later('1 day');
    await world.happens('paid');
    await world.later('5 days');
    expect(world.sent).toEqual([]);
    await resumeRun(await refOfRun(world), lee, world.ports);
    await world.later('1 minute');
    expect(world.sent).toHaveLength(1);
  });

  test('does not go on before its journey does', async () => {
    const world = await aWorld(waits);
    await world.happens('thing.happened');
    await pauseRun(await refOfRun(world), lee, world.ports);
    await world.operator('paused');
    await world.later('2 days');
    await resumeRun(await refOfRun(world), lee, world.ports);
    await world.later('2 days');
    expect(world.sent).toEqual([]);
    await world.operator('live');
    expect(world.sent).toHaveLength(1);
  });

  test('waits longer by its pause where the journey says so, and no moment counts twice', async () => {
    const head = 'when:\n  - event: thing.happened\ndue: shift\n';
    const world = await aWorld(waits, { head });
    await world.happens('thing.happened');
    await pauseRun(await refOfRun(world), lee, world.ports);
    await world.later('5 hours');
    await world.operator('paused');
    await world.later('5 hours');
    await resumeRun(await refOfRun(world), lee, world.ports);
    await world.later('5 hours');
    await world.operator('live');
    expect((await world.run()).wait?.due).toBe(at((24 + 15) * 3600));
    await world.later('24 hours');
    expect(world.sent).toHaveLength(1);
  });

  test('goes on once, wherever the one who resumed it died', async () => {
    for (let call = 0; ; call++) {
      const world = await aWorld(waits);
      await world.happens('thing.happened');
      const ref = await refOfRun(world);
      await pauseRun(ref, lee, world.ports);
      await world.later('2 days');
      const breaker = createBreaker(call, 'dies');
      await breaker.run(world.ports, (ports) => resumeRun(ref, lee, ports)).catch(() => undefined);
      await resumeRun(ref, lee, world.ports);
      await world.later('10 minutes');
      expect(world.sent, `died in ${breaker.broken()}`).toHaveLength(1);
      if (breaker.broken() === undefined) break;
    }
  });
});

describe('a contact', () => {
  test('whose runs are paused, resumed and stopped, all or those of one journey', async () => {
    const world = await aWorld(waits, many);
    await enters(world, '1');
    await enters(world, '2');
    expect(await operateContact('pause', { contact: 'ann' }, lee, world.ports)).toHaveLength(2);
    await world.later('2 days');
    expect(world.sent).toEqual([]);
    expect(await operateContact('resume', { contact: 'ann', definition: 'other' }, lee, world.ports)).toEqual([]);
    const [first] = await world.runs();
    await stopRun(refOf(first!), lee, world.ports);
    expect(await operateContact('resume', { contact: 'ann', definition: 'example' }, lee, world.ports)).toHaveLength(1);
    await world.settle();
    expect(world.sent).toHaveLength(1);
    expect(await operateContact('stop', { contact: 'ann' }, lee, world.ports)).toEqual([]);
  });
});

describe('a journey that is stopped', () => {
  test('lets nobody in, ends everybody inside with the reason, and keeps their history', async () => {
    const world = await aWorld(waits, many);
    await enters(world, '1');
    await enters(world, '2');
    const done = await setDefinitionState('example', 'stopped', world.ports, lee);
    expect(done).toEqual({ restarted: 0, stopped: 2 });
    await enters(world, '3');
    await world.later('3 days');
    expect(world.sent).toEqual([]);
    expect((await world.runs()).map(({ end }) => end?.by)).toEqual(['lee', 'lee']);
    expect(await world.told()).toContain('not-entered refused disabled');
    expect(await setDefinitionState('example', 'stopped', world.ports, lee)).toEqual({ restarted: 0, stopped: 0 });
    await world.operator('live');
    await enters(world, '4');
    await world.later('3 days');
    expect(world.sent).toHaveLength(1);
  });

  test('ends at their next step those whom the sweep has missed, and goes on where it was short of time', async () => {
    const world = await aWorld(waits);
    await world.happens('thing.happened');
    const until = world.clock.now();
    const short = await setDefinitionState('example', 'stopped', world.ports, { ...lee, until });
    expect(short).toEqual({ restarted: 0, stopped: 0, more: true });
    await world.later('3 days');
    expect(world.sent).toEqual([]);
    expect((await world.run()).end).toMatchObject({ how: 'operator', reason: lee.reason, by: 'lee' });
  });
});

describe('everything', () => {
  test('stands still at one word, a paused journey stays so when the rest goes on', async () => {
    const world = await aWorld(waits, many);
    await enters(world, '1');
    await setEverything('paused', world.ports);
    await world.later('2 days');
    await enters(world, '2');
    expect(world.sent).toEqual([]);
    expect((await world.runs()).map(({ status }) => status)).toEqual(['parked', 'parked']);

    await world.operator('paused');
    await setEverything('live', world.ports);
    await world.settle();
    expect(world.sent).toEqual([]);
    await world.operator('live');
    expect(world.sent).toHaveLength(1);
    await world.later('1 day');
    expect(world.sent).toHaveLength(2);
  });
});
