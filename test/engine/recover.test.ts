/** How a run gets back on its way when a handler dies, whatever it had done by then. */
import { describe, expect, test } from 'vitest';
import { restartAll } from '../../lib/engine/restart-run.ts';
import type { Task } from '../../lib/engine/run-task.ts';
import { aWorld } from '../support/a-world.ts';
import { at } from '../support/records.ts';

/** The handler of a step does its work and dies before it can say so. */
function diesAfter(step: string, times = 1) {
  let left = times;
  return {
    around: async (call: { handler: string; task?: Task }, carryOut: () => Promise<unknown>) => {
      const answer = await carryOut();
      const { task } = call;
      if (task && 'step' in task && task.step === step && left-- > 0)
        throw Object.assign(new Error('gone'), { name: 'Lambda.Unknown' });
      return answer;
    },
  };
}

describe('a handler that dies after its work', () => {
  test('does not cut short the wait that follows', async () => {
    const world = await aWorld('- send-email: hello\n- wait: 3 days\n- send-email: again', {
      options: diesAfter('send-email-hello'),
    });
    await world.happens('thing.happened');
    await world.later('2 days 23 hours');
    expect(world.sent).toHaveLength(1);

    await world.later('2 hours');
    expect((await world.rows()).find(({ step }) => step === 'send-email-again')).toMatchObject({
      at: at(3 * 86_400),
      outcome: 'sent',
    });
  });

  test('does not bring forward a message that quiet hours hold', async () => {
    const world = await aWorld('- send-email: hello', {
      settings: { quietHours: { from: '08:00', to: '20:00' } },
      options: {
        around: async (call, carryOut) => {
          if (call.handler !== 'task' || call.task.does !== 'work') return carryOut();
          await carryOut().catch(() => undefined);
          throw Object.assign(new Error('gone'), { name: 'Lambda.Unknown' });
        },
      },
    });
    await world.happens('thing.happened');
    await world.later('10 minutes');
    expect((await world.run()).held).toMatchObject({ until: at(11 * 3_600), reason: 'quiet-hours' });
  });

  test('leaves the limit of an event wait where it was', async () => {
    const world = await aWorld('- wait-for: { event: paid }\n  up-to: 1 hour\n- stop: done', {
      options: diesAfter('wait-for'),
    });
    await world.happens('thing.happened');
    await world.later('2 hours');
    expect((await world.run()).end).toMatchObject({ reason: 'done', at: at(3_600) });
  });
});

describe('a run that is started anew while it waits', () => {
  const nudges = '- send-email: nudge\n- wait: 3 days\n- go-to: send-email-nudge';

  test('waits on, also where the step behind the wait is the first of the machine', async () => {
    const world = await aWorld(nudges);
    await world.happens('thing.happened');
    await world.later('1 day');

    await restartAll('running', world.ports, 'example');
    await world.settle();
    expect(world.sent).toHaveLength(1);

    await world.later('2 days');
    expect(world.sent).toHaveLength(2);
    expect((await world.run()).wait).toMatchObject({ due: at(6 * 86_400) });
  });

  test('waits as much longer as it was paused, where a pause moves what falls due', async () => {
    const world = await aWorld(nudges, { head: 'when:\n  - event: thing.happened\nagain: always\ndue: shift\n' });
    await world.happens('thing.happened');
    await world.operator('paused');
    await world.later('1 day');
    await world.operator('live');
    expect(world.sent).toHaveLength(1);

    await world.later('3 days');
    expect(world.sent).toHaveLength(2);
  });
});

describe('a run that is started anew behind a decision', () => {
  const silver = '- update: contact\n  set: { plan: gold }\n  only-if: { field: plan, is: silver }';

  test.each([
    ['waits on', '- wait: 1 day', 86_400],
    ['waits on for what it waited for', '- wait-for: { event: paid }\n  up-to: 1 day', 86_400],
    ['comes to the message that is held', '- send-email: hello', 36_000],
  ])('%s', async (_what, then, endsAfter) => {
    const settings = { quietHours: { from: '08:00', to: '19:00' } };
    const world = await aWorld(`${silver}\n${then}`, { settings });
    await world.happens('thing.happened');
    await world.later('1 hour');

    await restartAll('running', world.ports, 'example');
    await world.settle();
    await world.later('2 days');
    expect((await world.run()).end).toMatchObject({ how: 'finished', at: at(endsAfter) });
  });
});

describe('an event wait that is armed anew', () => {
  test.each([0.3, 1_799.999, 3_599.2])('after %d seconds comes to its limit at the same instant', async (seconds) => {
    const world = await aWorld('- wait-for: { event: paid }\n  up-to: 1 hour\n- stop: done');
    await world.happens('thing.happened');
    await world.advanceTo(at(seconds));

    await restartAll('running', world.ports, 'example');
    await world.settle();
    await world.later('2 hours');
    expect((await world.run()).end).toMatchObject({ reason: 'done', at: at(3_600) });
  });
});
