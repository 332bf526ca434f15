/** What a pause means for the people inside: nothing happens to them, and nothing is lost. */
import { describe, expect, test } from 'vitest';
import { setDefinitionState } from '../../lib/engine/operate.ts';
import { wakeRun } from '../../lib/engine/wake-run.ts';
import { aWorld } from '../support/a-world.ts';
import { createBreaker, wrapPorts } from '../support/faulty-ports.ts';
import { at } from '../support/records.ts';

const awaits = '- wait-for: { event: paid }\n  up-to: 3 days\n  then:\n    - stop: bought\n  else:\n    - stop: gone';

describe('a paused journey', () => {
  test('lets contacts in, freezes them at the first step, and goes on with each of them once when it resumes', async () => {
    const world = await aWorld('- send-email: hello');
    await world.operator('paused');
    await world.happens('thing.happened');
    await world.later('2 days');
    expect(await world.run()).toMatchObject({ status: 'parked', cursor: { next: 'send-email-hello' } });
    expect(world.sent).toEqual([]);

    await world.operator('live');
    await world.operator('live');
    expect(await world.told()).toEqual(['send-email-hello sent', 'ended finished finished']);
  });

  test('sends nothing that falls due meanwhile, and sends it once at the end', async () => {
    const world = await aWorld('- wait: 1 day\n- send-email: hello');
    await world.happens('thing.happened');
    await world.operator('paused');
    await world.later('5 days');
    expect(world.sent).toEqual([]);
    await world.operator('live');
    expect(world.sent).toHaveLength(1);
  });

  test('hears what a contact does while their run is frozen in front of a wait', async () => {
    const world = await aWorld(`- wait: 1 day\n${awaits}`);
    await world.happens('thing.happened');
    await world.operator('paused');
    await world.later('1 day');
    await world.operator('live');
    await world.operator('paused');
    // A run that has arrived at the wait and found the pause, before its token was stored.
    await world.later('3 days');
    await world.happens('paid');
    await world.operator('live');
    await world.later('1 hour');
    expect((await world.run()).end).toMatchObject({ how: 'stop' });
  });

  test.each([
    { case: 'the event was earlier', payAfter: '2 days', thenWait: '3 days', ends: 'bought' },
    { case: 'the limit was earlier', payAfter: '4 days', thenWait: '1 day', ends: 'gone' },
    { case: 'they fell on one instant', payAfter: '3 days', thenWait: '2 days', ends: 'bought' },
  ])('takes the earlier of event and limit when both fall into it: $case', async ({ payAfter, thenWait, ends }) => {
    const world = await aWorld(awaits);
    await world.happens('thing.happened');
    await world.operator('paused');
    await world.later(payAfter);
    await world.happens('paid');
    await world.later(thenWait);
    await world.operator('live');
    await world.later('1 minute');
    expect((await world.run()).end).toMatchObject({ how: 'stop', reason: ends });
  });

  test('holds what falls due; a disabled one has let it run on time', async () => {
    const world = await aWorld('- wait: 1 day\n- send-email: hello');
    await world.happens('thing.happened');
    await world.operator('disabled');
    await world.later('1 day');
    expect(await world.told()).toEqual(['send-email-hello sent', 'ended finished finished']);

    await world.happens('thing.happened');
    expect((await world.told()).at(-1)).toBe('not-entered refused disabled');
  });
});

describe('a resume', () => {
  test('that dies half-way is finished by the next one, wherever it died', async () => {
    for (let call = 0; ; call++) {
      const world = await aWorld('- send-email: hello');
      await world.operator('paused');
      await world.happens('thing.happened');
      const breaker = createBreaker(call, 'dies');
      await breaker.run(world.ports, (ports) => setDefinitionState('example', 'live', ports)).catch(() => undefined);
      await world.operator('live');
      expect(await world.told(), `died in ${breaker.broken()}`).toEqual([
        'send-email-hello sent',
        'ended finished finished',
      ]);
      if (breaker.broken() === undefined) break;
    }
  });

  test('finds the run that reads of the pause just before it, and parks just after it', async () => {
    let isRaced = false;
    const world = await aWorld('- send-email: hello', {
      options: {
        around(call, carryOut, ports) {
          if (call.handler !== 'task' || call.task.does === 'recover') return carryOut();
          const resumedBehind = wrapPorts(ports, async (name, ask) => {
            const answer = await ask();
            if (name !== 'registry.definition' || isRaced) return answer;
            isRaced = true;
            await setDefinitionState('example', 'live', ports);
            return answer;
          });
          return carryOut(resumedBehind);
        },
      },
    });
    await world.operator('paused');
    await world.happens('thing.happened');
    expect(isRaced).toBe(true);
    expect(await world.told()).toEqual(['send-email-hello sent', 'ended finished finished']);
  });

  test('starts failures anew: what went wrong before the pause does not count', async () => {
    let isBroken = true;
    const world = await aWorld('- send-email: hello', {
      options: {
        around: async (call, carryOut) => {
          if (isBroken && call.handler === 'task' && call.task.does === 'work') throw new Error('not today');
          return carryOut();
        },
      },
    });
    await world.happens('thing.happened');
    await world.later('3 minutes');
    expect((await world.run()).held).toMatchObject({ attempts: 2, until: at(6 * 60) });

    isBroken = false;
    await world.operator('paused');
    await world.later('1 hour');
    isBroken = true;
    await world.operator('live');
    expect((await world.run()).held).toMatchObject({ attempts: 1 });
  });
});

describe('a handler that dies in a pause', () => {
  test('is not held against the run: E12 failures count from zero when it goes on', async () => {
    let crashes = 3;
    const world = await aWorld('- send-email: hello', {
      options: {
        around: async (call, carryOut) => {
          if (crashes > 0 && call.handler === 'task' && call.task.does === 'work') {
            crashes -= 1;
            throw new Error('not today');
          }
          return carryOut();
        },
      },
    });
    await world.happens('thing.happened');
    await world.later('3 minutes');
    await world.operator('paused');
    await world.later('1 hour');
    expect(await world.run()).toMatchObject({ status: 'parked' });
    await world.operator('live');
    await world.later('1 hour');
    expect(world.sent).toHaveLength(1);
  });
});

describe('an execution that Step Functions has lost', () => {
  test('is replaced once, though the first attempt died between the record and the start', async () => {
    for (let call = 0; ; call++) {
      const world = await aWorld('- wait: 1 day\n- send-email: hello');
      await world.happens('thing.happened');
      const lost = (await world.run()).owner;
      world.executions.stop(lost);
      const breaker = createBreaker(call, 'dies');
      await breaker.run(world.ports, (ports) => wakeRun(lost, ports)).catch(() => undefined);
      await wakeRun(lost, world.ports);
      await world.later('2 days');
      expect(await world.told(), `died in ${breaker.broken()}`).toEqual([
        'send-email-hello sent',
        'ended finished finished',
      ]);
      if (breaker.broken() === undefined) break;
    }
  });
});
