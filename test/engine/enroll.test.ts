/** Who gets in, who does not, and that an event which comes again finds the same answer. */
import { describe, expect, test } from 'vitest';
import { enrollContact } from '../../lib/engine/enroll.ts';
import { signalContact } from '../../lib/engine/signal.ts';
import { startByHand } from '../../lib/engine/start-by-hand.ts';
import { type ContactEvent, familiesOf } from '../../lib/language/event.ts';
import { aWorld, type SmallWorld } from '../support/a-world.ts';
import { createBreaker, wrapPorts } from '../support/faulty-ports.ts';

const head = (keys: string) => `when:\n  - event: thing.happened\n${keys}\n`;
const steps = '- wait: 1 day\n- send-email: hello';

/** The bus brings an event again that it has brought before. */
async function again(world: SmallWorld, id: string) {
  const [event] = await world.ports.events.find('ann', {
    family: 'event',
    since: '1970-01-01T00:00:00.000Z',
    atMost: 1,
    keeps: (one) => one.id === id,
  });
  const [enrollment] = await enrollContact(event!, world.ports);
  await world.settle();
  return enrollment!.verdict;
}

describe('a contact who was inside before', () => {
  test.each([
    { again: 'never', days: [0, 2, 100], entries: 1 },
    { again: 'always', days: [0, 2, 100], entries: 3 },
    { again: 'after 90 days', days: [0, 89, 90, 179], entries: 2 },
  ])('may enter again: $again', async ({ again: said, days, entries }) => {
    const world = await aWorld(steps, { head: head(`again: ${said}`) });
    let day = 0;
    for (const next of days) {
      if (next > day) await world.later(`${(next - day) * 24} hours`);
      day = next;
      await world.happens('thing.happened');
    }
    expect(await world.runs()).toHaveLength(entries);
  });

  test('does not enter a second time while still inside', async () => {
    const world = await aWorld(steps);
    await world.happens('thing.happened');
    await world.happens('thing.happened');
    expect(await world.told()).toEqual(['not-entered refused already-inside']);
  });
});

describe('an event that is heard late', () => {
  const inside = [{ definition: 'example', verdict: { outcome: 'refused', reason: 'already-inside' } }];
  const received = async (world: SmallWorld, receivedAt: string): Promise<ContactEvent> => {
    const happened = { contact: 'ann', family: 'event', name: 'thing.happened', data: {} };
    const event: ContactEvent = { id: 'late', ...happened, at: receivedAt, receivedAt };
    await world.ports.events.put(event);
    return event;
  };

  test('was received while the contact was inside, and begins no other run when that one has ended', async () => {
    const world = await aWorld(steps, { head: head('again: always') });
    await world.happens('thing.happened');
    await world.later('3 days');
    const { end } = await world.run();
    const event = await received(world, new Date(Date.parse(end!.at) - 1).toISOString());
    expect(await enrollContact(event, world.ports)).toEqual(inside);
  });

  test('has ended the run, and begins no other', async () => {
    const world = await aWorld(steps, { head: head('again: always\nexit:\n  twice: { event: thing.happened }') });
    await world.happens('thing.happened');
    await world.later('1 hour');
    const event = await received(world, world.clock.now());
    await signalContact({ ...event, families: familiesOf(event) }, world.ports);
    expect((await world.run()).end).toMatchObject({ reason: 'twice' });
    expect(await enrollContact(event, world.ports)).toEqual(inside);
  });
});

describe('one run per order', () => {
  const perOrder = () => aWorld(steps, { head: head('again: never\nper: event.orderId') });

  test('two orders run side by side; the same order comes once', async () => {
    const world = await perOrder();
    for (const orderId of ['A', 'B', 'A']) await world.happens('thing.happened', { data: { orderId } });
    expect((await world.runs()).map(({ key }) => key)).toEqual(['A', 'B']);
  });

  test('the number 1 and the text "1" are one order', async () => {
    const world = await perOrder();
    for (const orderId of [1, '1']) await world.happens('thing.happened', { data: { orderId } });
    expect(await world.runs()).toHaveLength(1);
  });

  test('an event without the key is counted for the contact', async () => {
    const world = await perOrder();
    for (const data of [{}, { orderId: null }, { orderId: 'A' }]) await world.happens('thing.happened', { data });
    expect((await world.runs()).map(({ key }) => key)).toEqual([undefined, 'A']);
  });
});

describe('an event that comes again', () => {
  test('is one run, and the producer is told that it was taken', async () => {
    const world = await aWorld(steps, { head: head('again: always') });
    await world.happens('thing.happened', { id: 'same' });
    await world.happens('thing.happened', { id: 'same' });
    await world.later('2 days');
    await world.happens('thing.happened', { id: 'same' });
    expect(await again(world, 'same')).toMatchObject({ outcome: 'started' });
    expect(await world.runs()).toHaveLength(1);
    expect(world.sent).toHaveLength(1);
  });

  test('does not make the contact stay who they were: one that has left the audience meanwhile did enter', async () => {
    const world = await aWorld(steps, {
      head: head('again: never\nif: { field: plan, is: trial }'),
      contact: { fields: { plan: 'trial' } },
    });
    await world.happens('thing.happened', { id: 'same' });
    await world.ports.contacts.set('ann', { plan: 'pro' }, 'upgrade');
    expect(await again(world, 'same')).toMatchObject({ outcome: 'started' });
    expect(await world.told()).toEqual([]);
  });

  test.each([
    {
      case: 'the journey was disabled then and is live now',
      keys: 'again: always',
      before: (world: SmallWorld) => world.operator('disabled'),
      after: (world: SmallWorld) => world.operator('live'),
      reason: 'disabled',
    },
    {
      case: 'the contact was no part of the audience then and is now',
      keys: 'again: always\nif: { field: plan, is: trial }',
      before: async () => {},
      after: (world: SmallWorld) => world.ports.contacts.set('ann', { plan: 'trial' }, 'downgrade'),
      reason: 'not-in-audience',
    },
    {
      case: 'the contact was inside then and is out now',
      keys: 'again: always',
      before: (world: SmallWorld) => world.happens('thing.happened'),
      after: (world: SmallWorld) => world.later('3 days'),
      reason: 'already-inside',
    },
  ])('stays refused, though $case', async ({ keys, before, after, reason }) => {
    const world = await aWorld(steps, { head: head(keys) });
    await before(world);
    await world.happens('late', { id: 'unrelated' });
    await world.happens('thing.happened', { id: 'refused' });
    const inside = (await world.runs()).length;
    await after(world);
    expect(await again(world, 'refused')).toMatchObject({ outcome: 'refused', reason });
    expect(await world.runs()).toHaveLength(inside);
  });

  test('after a newer entry does not let a third event in beside it', async () => {
    const world = await aWorld(steps, { head: head('again: always') });
    await world.happens('thing.happened', { id: 'first' });
    await world.later('2 days');
    await world.happens('thing.happened', { id: 'second' });
    await again(world, 'first');
    await world.happens('thing.happened', { id: 'third' });
    expect(await world.runs()).toHaveLength(2);
  });

  test('enters whoever its first attempt left between two writes, though they are no part of the audience any more', async () => {
    for (const lost of ['entries.put', 'runs.create', 'executions.start']) {
      const world = await aWorld(steps, {
        head: head('again: never\nif: { field: plan, is: trial }'),
        contact: { fields: { plan: 'trial' } },
        options: { around: async (call, carryOut) => (call.handler === 'enroll' ? undefined : carryOut()) },
      });
      await world.happens('thing.happened', { id: 'same' });
      const dying = wrapPorts(world.ports, async (name, call) => {
        const answer = await call();
        if (name === lost) throw Object.assign(new Error('gone'), { name: 'Lambda.Unknown' });
        return answer;
      });
      const [event] = await world.ports.events.find('ann', {
        family: 'event',
        since: '1970-01-01T00:00:00.000Z',
        atMost: 1,
      });
      await expect(enrollContact(event!, dying), lost).rejects.toThrow('gone');
      await world.ports.contacts.set('ann', { plan: 'pro' }, 'upgrade');
      expect(await again(world, 'same'), lost).toMatchObject({ outcome: 'started' });
      await world.later('2 days');
      expect(await world.told(), lost).toEqual(['send-email-hello sent', 'ended finished finished']);
    }
  });
});

describe('definitions that the same event starts', () => {
  const second =
    'journey: second\npurpose: Example\nowner: owner@example.com\nwhen:\n  - event: thing.happened\nagain: always\nsteps:\n  - stop: done\n';

  test('a fault of one keeps nobody out of the other', async () => {
    const world = await aWorld(steps, {
      files: { 'journeys/second.yaml': second },
      options: { around: async (call, carryOut) => (call.handler === 'enroll' ? undefined : carryOut()) },
    });
    await world.happens('thing.happened');
    const faulty = wrapPorts(world.ports, async (name, call, [definition]) => {
      if (name === 'registry.version' && definition === 'example') throw new Error('no such version');
      return call();
    });
    const [event] = await world.ports.events.find('ann', {
      family: 'event',
      since: '1970-01-01T00:00:00.000Z',
      atMost: 1,
    });
    await expect(enrollContact(event!, faulty)).rejects.toThrow('no such version');
    await world.settle();
    expect((await world.runs()).map(({ definition }) => definition)).toEqual(['second']);
  });
});

describe('a start by hand', () => {
  const ask = (world: SmallWorld, requestId: string) =>
    startByHand({ definition: 'example', contact: 'ann', input: {}, requestId }, world.ports);

  test('asked for twice, the answer to the first being lost, is one run', async () => {
    for (let call = 0; ; call++) {
      const world = await aWorld(steps);
      const breaker = createBreaker(call, 'answer-lost');
      await breaker
        .run(world.ports, (ports) =>
          startByHand({ definition: 'example', contact: 'ann', input: {}, requestId: 'r' }, ports),
        )
        .catch(() => undefined);
      expect(await ask(world, 'r'), breaker.broken()).toMatchObject({ outcome: 'started' });
      await world.later('2 days');
      expect(await world.told(), breaker.broken()).toEqual(['send-email-hello sent', 'ended finished finished']);
      if (breaker.broken() === undefined) break;
    }
  });

  test('is refused while the journey is disabled, and for somebody unknown', async () => {
    const world = await aWorld(steps);
    expect(
      await startByHand({ definition: 'example', contact: 'bob', input: {}, requestId: 'r' }, world.ports),
    ).toEqual({ outcome: 'refused', reason: 'contact-unknown' });
    await world.operator('disabled');
    expect(await ask(world, 'r')).toEqual({ outcome: 'refused', reason: 'disabled' });
  });
});
