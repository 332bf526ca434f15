/** Exits and goals: they act at once, and a goal's window may outlive the run. */
import { describe, expect, test } from 'vitest';
import { enrollContact } from '../../lib/engine/enroll.ts';
import { ingest } from '../../lib/engine/ingest.ts';
import { signalContact } from '../../lib/engine/signal.ts';
import { aWorld, type SmallWorld } from '../support/a-world.ts';
import { createBreaker } from '../support/faulty-ports.ts';
import { at } from '../support/records.ts';

const head = (keys: string) => `when:\n  - event: thing.happened\nagain: always\n${keys}\n`;
const waits = '- wait: 7 days\n- send-email: hello';

describe('a goal', () => {
  const goals = head('goals:\n  bought: { event: paid, by: 14 days }');

  test('ends the run at once, whatever it waits for', async () => {
    const world = await aWorld(waits, { head: goals });
    await world.happens('thing.happened');
    await world.later('2 days');
    await world.happens('paid');
    expect((await world.run()).end).toMatchObject({ how: 'goal', reason: 'bought', at: at(2 * 86_400) });
    await world.later('30 days');
    expect(world.sent).toEqual([]);
  });

  test.each([
    { case: 'inside its window', after: '14 days', reached: true },
    { case: 'a minute behind its window', after: '14 days 1 minute', reached: false },
  ])('$case counts after the run has ended: $reached', async ({ after, reached }) => {
    const world = await aWorld('- send-email: hello', { head: goals });
    await world.happens('thing.happened');
    await world.later(after);
    await world.happens('paid');
    expect((await world.run()).goals).toEqual(reached ? { bought: at(14 * 86_400) } : {});
    expect((await world.run()).end).toMatchObject({ how: 'finished' });
  });

  test('counts when it was received in its window and heard of an hour later', async () => {
    const world = await aWorld('- send-email: hello', { head: goals });
    await world.happens('thing.happened');
    await world.later('14 days');
    const paid = {
      messageId: 'p',
      family: 'event',
      name: 'paid',
      identities: [{ kind: 'userId' as const, value: 'ann' }],
      data: {},
    };
    const { receivedAt } = await ingest(paid, world.ports);
    await world.clock.advanceTo(at(14 * 86_400 + 3_600));
    await signalContact({ contact: 'ann', families: ['event', 'event:paid'], receivedAt }, world.ports);
    expect(Object.keys((await world.run()).goals)).toEqual(['bought']);
  });

  test('that ends nothing lets the run go on, and hides no other goal that the same event reaches', async () => {
    const world = await aWorld(waits, {
      head: head(
        'goals:\n  looked: { event: paid, ends-run: false }\n  paid-twice: { event: paid, times: 2, ends-run: false }\n  paid-once: { event: paid, ends-run: false }',
      ),
    });
    await world.happens('thing.happened');
    await world.happens('paid');
    expect(Object.keys((await world.run()).goals)).toEqual(['looked', 'paid-once']);
    await world.later('8 days');
    expect(world.sent).toHaveLength(1);
  });
});

describe('an exit', () => {
  const exit = head('exit:\n  refunded: { event: returned }');

  test('that happened before the run was there is found by looking back', async () => {
    const world = await aWorld(waits, {
      head: exit,
      options: { around: async (call, carryOut) => (call.handler === 'enroll' ? undefined : carryOut()) },
    });
    await world.happens('thing.happened', { id: 'start' });
    await world.later('1 minute');
    await world.happens('returned');
    const [started] = await world.ports.events.find('ann', { family: 'event', since: at(0), atMost: 1 });
    await enrollContact(started!, world.ports);
    await world.settle();
    expect((await world.run()).end).toMatchObject({ how: 'exit', reason: 'refunded' });
    expect(world.executions.transitions()).toBe(0);
  });

  test('by the event that starts the journey would never let anybody in: it does not count', async () => {
    const world = await aWorld(waits, { head: head('exit:\n  again: { event: thing.happened }') });
    await world.happens('thing.happened');
    expect((await world.run()).status).toBe('running');
    await world.happens('thing.happened');
    expect((await world.runs())[0]!.end).toMatchObject({ how: 'exit', reason: 'again' });
  });
});

describe('a signal that dies on its way', () => {
  const cases: { case: string; steps: string; keys: string; told: string[] }[] = [
    { case: 'an exit', steps: waits, keys: 'exit:\n  bought: { event: paid }', told: ['ended exit bought'] },
    {
      case: 'a goal',
      steps: waits,
      keys: 'goals:\n  bought: { event: paid }',
      told: ['goal reached bought', 'ended goal bought'],
    },
    {
      case: 'an event wait',
      steps: '- wait-for: { event: paid }\n  up-to: 3 days\n  then:\n    - stop: bought\n  else:\n    - stop: gone',
      keys: '',
      told: ['wait-for happened', 'stop-bought ended', 'ended stop bought'],
    },
  ];

  test.each(cases)('is brought again and finishes $case at once', async ({ steps, keys, told }) => {
    for (let call = 0; ; call++) {
      const world: SmallWorld = await aWorld(steps, {
        head: head(keys),
        options: {
          around: async (called, carryOut) => (called.handler === 'signal' ? undefined : carryOut()),
        },
      });
      await world.happens('thing.happened');
      const breaker = createBreaker(call, 'dies');
      const signal = { contact: 'ann', families: ['event', 'event:paid'], receivedAt: world.clock.now() };
      await world.ports.events.put({
        id: 'p',
        family: 'event',
        name: 'paid',
        contact: 'ann',
        at: signal.receivedAt,
        receivedAt: signal.receivedAt,
        data: {},
      });
      await breaker.run(world.ports, (ports) => signalContact(signal, ports)).catch(() => undefined);
      await signalContact(signal, world.ports);
      await world.executions.settled();
      expect(await world.told(), `died in ${breaker.broken()}`).toEqual(told);
      expect(world.executions.open(), `died in ${breaker.broken()}`).toBeLessThanOrEqual(keys === '' ? 0 : 1);
      if (breaker.broken() === undefined) break;
    }
  });

  test('for one of two runs reaches the other all the same', async () => {
    const world = await aWorld('- wait-for: { event: paid }\n  up-to: 3 days\n  then:\n    - stop: bought', {
      head: 'when:\n  - event: thing.happened\nagain: always\nper: event.orderId\n',
      options: {
        redeliveries: 1,
        around: async (call, carryOut, ports) => {
          if (call.handler !== 'signal') return carryOut();
          return carryOut({
            ...ports,
            contacts: {
              ...ports.contacts,
              get: async (id) => (fails-- > 0 ? Promise.reject(new Error('gone')) : ports.contacts.get(id)),
            },
          });
        },
      },
    });
    let fails = 0;
    for (const orderId of ['A', 'B']) await world.happens('thing.happened', { data: { orderId } });
    fails = 1;
    await world.happens('paid');
    expect((await world.runs()).map(({ end }) => end?.reason)).toEqual(['bought', 'bought']);
  });
});

describe('an exit that time alone brings about', () => {
  const steps = '- wait: 10 days\n- send-email: hello';

  test.each([
    { case: 'a date', exit: '{ time: { from-date: "2026-03-05" } }' },
    { case: 'an age', exit: '{ field: since, older-than: 1 year }' },
    { case: "a segment's rule", exit: '{ segment: old-friends }' },
  ])('is asked before the next step, and nothing more is sent: $case', async ({ exit }) => {
    const world = await aWorld(steps, {
      head: head(`exit:\n  over: ${exit}`),
      files: { 'segments/old-friends.yaml': 'segment: old-friends\nif: { field: since, older-than: 1 year }\n' },
      contact: { fields: { since: '2025-03-05' } },
    });
    await world.happens('thing.happened');
    await world.later('30 days');
    expect(world.sent).toEqual([]);
    expect((await world.run()).end).toMatchObject({ how: 'exit', reason: 'over' });
    expect(world.executions.open()).toBe(0);
  });

  test('lets the run go on as long as it does not hold', async () => {
    const world = await aWorld(steps, { head: head('exit:\n  over: { time: { from-date: "2026-03-20" } }') });
    await world.happens('thing.happened');
    await world.later('30 days');
    expect(world.sent).toHaveLength(1);
    expect((await world.run()).end).toMatchObject({ how: 'finished' });
  });
});
