/** A failed run is driven on at the very step: what was done before stays done, and what failed may be tried anew. */
import { describe, expect, test } from 'vitest';
import type { ProviderAnswer } from '../../lib/engine/ports.ts';
import { redriveRun } from '../../lib/engine/redrive.ts';
import { refOf } from '../../lib/engine/run-record.ts';
import { aWorld, type Given, type SmallWorld } from '../support/a-world.ts';
import { createBreaker } from '../support/faulty-ports.ts';

const lee = { by: 'lee' };

async function redrives(world: SmallWorld) {
  const said = await redriveRun(refOf(await world.run()), lee, world.ports);
  await world.settle();
  return said;
}

/** Breaks every Task at that step until it is told otherwise. */
function breaking(step: string) {
  const ailing = { isBroken: true };
  const options: Given['options'] = {
    around: async (call, carryOut) => {
      if (ailing.isBroken && call.handler === 'task' && 'step' in call.task && call.task.step === step)
        throw new Error('not today');
      return carryOut();
    },
  };
  return { ailing, options };
}

describe('a run that has failed', () => {
  test('goes on at the failed step, and nothing before it is sent again', async () => {
    const { ailing, options } = breaking('update-contact');
    const world = await aWorld('- send-email: hello\n- update: contact\n  set: { plan: gold }\n- send-email: more', {
      options,
    });
    await world.happens('thing.happened');
    await world.later('1 hour');
    expect((await world.run()).end).toMatchObject({ how: 'error', reason: 'error:update-contact' });
    ailing.isBroken = false;
    expect(await redrives(world)).toBe('redriven');
    expect(world.sent).toHaveLength(2);
    expect(await world.told()).toEqual([
      'send-email-hello sent',
      'update-contact failed Error',
      'ended error error:update-contact',
      'operator redriven',
      'update-contact updated',
      'send-email-more sent',
      'ended finished finished',
    ]);
    expect(await redrives(world)).toBe('over');
    const {
      ended,
      'ended:error': failed = 0,
      'failed:update-contact': given,
    } = await world.ports.counters.read('example');
    expect({ ended, failed, given }).toEqual({ ended: 1, failed: 0, given: 1 });
  });

  test('sends the message that was refused, and never the one that may have left', async () => {
    let answer: ProviderAnswer | undefined = { answer: 'refused', reason: 'not-verified' };
    const world = await aWorld('- send-email: hello', { answers: () => answer });
    await world.happens('thing.happened');
    expect((await world.run()).end).toMatchObject({ how: 'error' });
    answer = { answer: 'unknown', reason: 'ECONNRESET' };
    await world.later('1 hour');
    await redrives(world);
    expect(world.sent).toHaveLength(2);
    expect(await world.told()).toEqual([
      'ended error error:send-email-hello',
      'operator redriven',
      'send-email-hello unknown ECONNRESET',
      'ended finished finished',
    ]);
    expect(await redrives(world)).toBe('over');
  });

  test('fails again where nothing has changed, and can be driven on again', async () => {
    const { ailing, options } = breaking('update-contact');
    const world = await aWorld('- update: contact\n  set: { plan: gold }', { options });
    await world.happens('thing.happened');
    await world.later('1 hour');
    await redrives(world);
    await world.later('1 hour');
    expect((await world.run()).end).toMatchObject({ how: 'error' });
    ailing.isBroken = false;
    await redrives(world);
    expect((await world.run()).end).toMatchObject({ how: 'finished' });
  });

  test('waits anew where it could not wait', async () => {
    const world = await aWorld('- wait-until: contact.renewal\n- send-email: hello');
    await world.happens('thing.happened');
    expect((await world.run()).end).toMatchObject({ how: 'error', reason: 'missing-date' });
    await world.ports.contacts.set('ann', { renewal: '2026-03-04T09:00:00.000Z' }, 'by-hand');
    await redrives(world);
    await world.later('1 day');
    expect(world.sent).toEqual([]);
    await world.later('1 day');
    expect(world.sent).toHaveLength(1);
  });

  test('keeps its turn of a loop', async () => {
    const { ailing, options } = breaking('send-email-hello');
    const world = await aWorld('- repeat: 2 times\n  every: 1 day\n  steps:\n    - send-email: hello', { options });
    ailing.isBroken = false;
    await world.happens('thing.happened');
    ailing.isBroken = true;
    await world.later('2 days');
    expect((await world.run()).end).toMatchObject({ how: 'error' });
    ailing.isBroken = false;
    await redrives(world);
    await world.later('2 days');
    expect(world.sent).toHaveLength(2);
    expect((await world.run()).visits['send-email-hello']).toBe(2);
  });

  test('stands still in a pause, and goes on at the resume', async () => {
    const { ailing, options } = breaking('send-email-hello');
    const world = await aWorld('- send-email: hello', { options });
    await world.happens('thing.happened');
    await world.later('1 hour');
    ailing.isBroken = false;
    await world.operator('paused');
    await redrives(world);
    expect(world.sent).toEqual([]);
    await world.operator('live');
    expect(world.sent).toHaveLength(1);
  });

  test('is driven on once, wherever the one who did it died', async () => {
    for (let call = 0; ; call++) {
      const { ailing, options } = breaking('update-contact');
      const world = await aWorld('- update: contact\n  set: { plan: gold }\n- send-email: more', { options });
      await world.happens('thing.happened');
      await world.later('1 hour');
      ailing.isBroken = false;
      const ref = refOf(await world.run());
      const breaker = createBreaker(call, 'dies');
      await breaker.run(world.ports, (ports) => redriveRun(ref, lee, ports)).catch(() => undefined);
      await redriveRun(ref, lee, world.ports);
      await world.later('10 minutes');
      expect(world.sent, `died in ${breaker.broken()}`).toHaveLength(1);
      expect((await world.told()).at(-1)).toBe('ended finished finished');
      if (breaker.broken() === undefined) break;
    }
  });
});
