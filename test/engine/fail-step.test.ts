/** A step that does not work: later again while time may heal it, then the way its author chose. */
import { describe, expect, test } from 'vitest';
import type { HandlerCall } from '../../lib/simulator/world.ts';
import { aWorld } from '../support/a-world.ts';
import { at } from '../support/records.ts';

/** Fails the first so many attempts at a step; counts all of them. */
function failing(step: string, times = Number.POSITIVE_INFINITY) {
  const tried: string[] = [];
  const around = async (
    call: HandlerCall,
    carryOut: () => Promise<unknown>,
    { clock }: { clock: { now(): string } },
  ) => {
    if (call.handler === 'task' && call.task.does === 'work' && call.task.step === step) {
      tried.push(clock.now());
      if (tried.length <= times) throw new Error('not today');
    }
    return carryOut();
  };
  return { tried, options: { around } };
}

describe('a step that keeps failing', () => {
  test('is tried again after 2 and 4 minutes, then fails for good, with the last error and an end', async () => {
    const { tried, options } = failing('update-contact');
    const world = await aWorld('- update: contact\n  set: { plan: gold }\n- send-email: hello', { options });
    await world.happens('thing.happened');
    await world.later('1 day');
    expect(tried).toEqual([at(0), at(120), at(360)]);
    expect(await world.told()).toEqual(['update-contact failed Error', 'ended error error:update-contact']);
    expect(world.executions.open()).toBe(0);
  });

  test('goes on as if nothing had been once an attempt succeeds', async () => {
    const { options } = failing('update-contact', 2);
    const world = await aWorld('- update: contact\n  set: { plan: gold }\n- send-email: hello', { options });
    await world.happens('thing.happened');
    await world.later('1 day');
    expect(await world.told()).toEqual(['update-contact updated', 'send-email-hello sent', 'ended finished finished']);
  });

  test.each([
    {
      policy: 'stop',
      told: ['update-contact failed Error', 'ended error error:update-contact'],
    },
    {
      policy: 'continue',
      told: ['update-contact failed Error', 'send-email-hello sent', 'ended finished finished'],
    },
    {
      policy: 'go-to sorry',
      told: ['update-contact failed Error', 'sorry ended', 'ended stop excused'],
    },
  ])('follows its on-error: $policy', async ({ policy, told }) => {
    const { options } = failing('update-contact');
    const steps = `- update: contact\n  set: { plan: gold }\n  on-error: ${policy}\n- send-email: hello\n- if: { field: email, known: false }\n  then:\n    - stop: excused\n      id: sorry`;
    const world = await aWorld(steps, { options });
    await world.happens('thing.happened');
    await world.later('1 day');
    expect(await world.told()).toEqual(policy === 'continue' ? [told[0], told[1], 'if else', told[2]] : told);
  });

  test('is named as its author named it, also where a handler only looked at it', async () => {
    const around = async (call: HandlerCall, carryOut: () => Promise<unknown>) => {
      if (call.handler === 'task' && call.task.does === 'look') throw new Error('not today');
      return carryOut();
    };
    const world = await aWorld('- wait: 1 hour\n- send-email: hello', { options: { around } });
    await world.happens('thing.happened');
    await world.later('1 day');
    expect(await world.told()).toEqual(['wait-1-hour failed Error', 'ended error error:wait-1-hour']);
  });

  test('follows the file where the step says nothing', async () => {
    const { options } = failing('update-contact');
    const head = 'when:\n  - event: thing.happened\nagain: always\non-error: continue\n';
    const world = await aWorld('- update: contact\n  set: { plan: gold }\n- send-email: hello', { options, head });
    await world.happens('thing.happened');
    await world.later('1 day');
    expect(world.sent).toHaveLength(1);
  });

  test('stops trying when the contact leaves meanwhile', async () => {
    const { tried, options } = failing('update-contact');
    const head = 'when:\n  - event: thing.happened\nagain: always\nexit:\n  left: { event: left }\n';
    const world = await aWorld('- update: contact\n  set: { plan: gold }', { options, head });
    await world.happens('thing.happened');
    await world.later('3 minutes');
    await world.happens('left');
    await world.later('1 day');
    expect(tried).toHaveLength(2);
    expect(await world.told()).toEqual(['ended exit left']);
  });
});

describe('a message that fails', () => {
  test('says so once, in its own line, when the provider refuses it', async () => {
    const world = await aWorld('- send-email: hello', { answers: () => ({ answer: 'refused', reason: 'rejected' }) });
    await world.happens('thing.happened');
    expect(await world.told()).toEqual(['send-email-hello failed rejected', 'ended error error:send-email-hello']);
  });

  test('says so as well when it never got as far as the provider', async () => {
    const { options } = failing('send-email-hello');
    const world = await aWorld('- send-email: hello', { options });
    await world.happens('thing.happened');
    await world.later('1 day');
    expect(await world.told()).toEqual(['send-email-hello failed Error', 'ended error error:send-email-hello']);
  });

  test('is given up in the end by a provider that is always too busy, and was never sent', async () => {
    const world = await aWorld('- send-email: hello', {
      answers: () => ({ answer: 'nothing-sent', reason: 'throttled' }),
    });
    await world.happens('thing.happened');
    await world.later('1 day');
    expect((await world.run()).end).toMatchObject({ how: 'error', reason: 'error:send-email-hello' });
    expect(await world.told()).toEqual([
      'send-email-hello held throttled',
      'send-email-hello failed throttled',
      'ended error error:send-email-hello',
    ]);
  });

  test("says the provider's word too while it is tried again, and at the next attempt the next word", async () => {
    const words = ['throttled', 'no-credentials'];
    const world = await aWorld('- send-email: hello', {
      answers: () => ({ answer: 'nothing-sent', reason: words[0]! }),
    });
    await world.happens('thing.happened');
    await world.later('3 minutes');
    expect((await world.run()).held?.reason).toBe('throttled');
    words.shift();
    await world.later('1 day');
    expect(await world.told()).toContain('send-email-hello failed no-credentials');
  });

  test.each(['continue', 'go-to bye'])('lets the run go on by its on-error: %s', async (policy) => {
    const world = await aWorld(`- send-email: hello\n  on-error: ${policy}\n- stop: done\n  id: bye`, {
      answers: () => ({ answer: 'refused', reason: 'rejected' }),
    });
    await world.happens('thing.happened');
    expect((await world.told()).at(-1)).toBe('ended stop done');
  });
});
