/** What a provider says of a message: it settles what nobody knew, keeps dead addresses out, and wakes whoever waits. */
import { describe, expect, test } from 'vitest';
import type { ProviderAnswer } from '../../lib/engine/ports.ts';
import { takeProviderEvent } from '../../lib/engine/provider-event.ts';
import { aWorld } from '../support/a-world.ts';
import { createBreaker, wrapPorts } from '../support/faulty-ports.ts';

const lost = (): ProviderAnswer => ({ answer: 'unknown', reason: 'timeout' });

describe('a message of which nobody knows whether it left', () => {
  test('is known to be sent once the provider says anything about it', async () => {
    const world = await aWorld('- send-email: hello', { answers: lost });
    await world.happens('thing.happened');
    expect(await world.told()).toEqual(['send-email-hello unknown timeout', 'ended finished finished']);

    expect(await world.provider('delivered', { providerId: 'ses-1' })).toBe('taken');
    expect((await world.rows()).find(({ kind }) => kind === 'message')).toMatchObject({
      outcome: 'sent',
      claim: { state: 'SENT', providerId: 'ses-1', answers: { delivered: world.clock.now() } },
    });
  });

  test('stays unknown when the provider says that it rejected it', async () => {
    const world = await aWorld('- send-email: hello', { answers: lost });
    await world.happens('thing.happened');
    await world.provider('rejected');
    expect((await world.told())[0]).toBe('send-email-hello unknown timeout');
  });

  test('is not sent again by a retry when the word of it comes before the retry', async () => {
    let answer: ProviderAnswer | undefined = { answer: 'nothing-sent', reason: 'throttled' };
    const world = await aWorld('- send-email: hello', { answers: () => answer });
    await world.happens('thing.happened');
    expect(world.sent).toHaveLength(1);
    // The provider had taken it all the same.
    await world.provider('delivered');
    answer = undefined;
    await world.later('1 day');
    expect(world.sent).toHaveLength(1);
    expect(await world.told()).toEqual(['send-email-hello sent', 'ended finished finished']);
  });
});

describe('a reference that is none of ours', () => {
  test.each([
    { case: 'nonsense', change: () => 'nonsense' },
    { case: 'another run', change: (effect: string) => effect.replace(/\.[^.]+\./, '.elsewhere.') },
    { case: 'another contact', change: (effect: string) => effect.replace('ann', 'bob') },
    { case: 'another step', change: (effect: string) => effect.replace(/[^.]+$/, 'f00') },
  ])('is ignored: $case', async ({ change }) => {
    const world = await aWorld('- send-email: hello', { answers: lost });
    await world.happens('thing.happened');
    const before = await world.rows();
    expect(await world.provider('complained', { effect: change(world.sent[0]!.effect) })).toBe('ignored');
    expect(await world.rows()).toEqual(before);
    expect(await world.ports.suppressions.find('email', 'ann@example.com')).toBeUndefined();
  });
});

describe('an address that is dead', () => {
  test.each([
    { word: 'bounced', isPermanent: true, next: 'skipped suppressed:bounced' },
    { word: 'bounced', isPermanent: false, next: 'sent' },
    { word: 'complained', isPermanent: undefined, next: 'skipped suppressed:complained' },
  ] as const)(
    'after $word (permanent: $isPermanent) the next message is $next',
    async ({ word, isPermanent, next }) => {
      const world = await aWorld('- send-email: hello\n- wait: 1 day\n- send-email: again');
      await world.happens('thing.happened');
      await world.provider(word, { isPermanent });
      await world.later('2 days');
      expect(await world.told()).toContain(`send-email-again ${next}`);
    },
  );

  test.each([
    { case: 'the provider says which it was', to: 'ann@example.com', closed: 'ann@example.com' },
    { case: 'the provider does not say, and nobody guesses', to: undefined, closed: undefined },
  ])('is the one that was written to, not the new one: $case', async ({ to, closed }) => {
    const world = await aWorld('- send-email: hello\n- wait: 1 day\n- send-email: again');
    await world.happens('thing.happened');
    await world.later('1 hour');
    await world.ports.contacts.set('ann', { email: 'ann@new.example' }, 'moved');
    await world.provider('bounced', { isPermanent: true, to });
    await world.later('2 days');
    expect(await world.told()).toContain('send-email-again sent');
    const found = await world.ports.suppressions.find('email', 'ann@example.com');
    expect(found && 'ann@example.com').toBe(closed);
    expect(await world.ports.suppressions.find('email', 'ann@new.example')).toBeUndefined();
  });

  test('stays closed to transactional messages too; a withdrawn consent does not', async () => {
    const steps = (word: string) => `- send-email: hello\n- wait: 1 day\n- send-email: ${word}\n  class: transactional`;
    const bounced = await aWorld(steps('receipt'));
    await bounced.happens('thing.happened');
    await bounced.provider('bounced', { isPermanent: true });
    await bounced.later('2 days');
    expect(bounced.sent).toHaveLength(1);

    const left = await aWorld(steps('receipt'));
    await left.happens('thing.happened');
    await left.provider('unsubscribed');
    await left.later('2 days');
    expect(left.sent).toHaveLength(2);
  });
});

describe('a click', () => {
  const steps =
    '- send-email: hello\n- wait-for: { clicked: hello }\n  up-to: 3 days\n  then:\n    - stop: clicked\n  else:\n    - stop: silent';

  test('wakes the run that waits for it, a machine that prefetches links does not', async () => {
    const world = await aWorld(steps);
    await world.happens('thing.happened');
    await world.provider('clicked', { isMachine: true });
    expect((await world.run()).status).toBe('running');
    await world.provider('clicked');
    expect((await world.run()).end).toMatchObject({ reason: 'clicked' });
  });

  test('counts once, however often the provider reports it and wherever its handler dies', async () => {
    for (let call = 0; ; call++) {
      const world = await aWorld(steps);
      await world.happens('thing.happened');
      const { channel, effect } = world.sent[0]!;
      const click = { id: 'p', channel, effect, word: 'clicked' as const, at: world.clock.now() };
      const breaker = createBreaker(call, 'dies');
      await breaker.run(world.ports, (ports) => takeProviderEvent(click, ports)).catch(() => undefined);
      await takeProviderEvent(click, world.ports);
      await world.settle();
      expect((await world.run()).end, breaker.broken()).toMatchObject({ reason: 'clicked' });
      expect(await world.ports.events.find('ann', { family: 'message', since: '', atMost: 9 })).toHaveLength(1);
      if (breaker.broken() === undefined) break;
    }
  });

  test('is kept beside a record that is being written at the same moment', async () => {
    const world = await aWorld(steps, { answers: lost });
    await world.happens('thing.happened');
    const { channel, effect } = world.sent[0]!;
    let isRaced = false;
    const raced = wrapPorts(world.ports, async (name, call) => {
      if (name === 'timeline.settle' && !isRaced) {
        isRaced = true;
        await takeProviderEvent({ id: 'd', channel, effect, word: 'delivered', at: world.clock.now() }, world.ports);
      }
      return call();
    });
    await takeProviderEvent({ id: 'c', channel, effect, word: 'clicked', at: world.clock.now() }, raced);
    const row = (await world.rows()).find(({ kind }) => kind === 'message');
    expect(Object.keys(row?.claim?.answers ?? {}).sort()).toEqual(['clicked', 'delivered']);
  });
});
