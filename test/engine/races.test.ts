/** Two handlers meet at one run, in every order of their calls, and either may die: the contact goes one way, and goes on. */
import { afterAll, describe, expect, test } from 'vitest';
import { enrollContact } from '../../lib/engine/enroll.ts';
import { setDefinitionState } from '../../lib/engine/operate.ts';
import type { EnginePorts } from '../../lib/engine/ports.ts';
import { signalContact } from '../../lib/engine/signal.ts';
import type { ContactEvent } from '../../lib/language/event.ts';
import type { CarryOut, HandlerCall } from '../../lib/simulator/world.ts';
import { aWorld, type Given, type SmallWorld } from '../support/a-world.ts';
import { wrapPorts } from '../support/faulty-ports.ts';
import { anEvent, at } from '../support/records.ts';
import { type Bound, type Choice, createTurns, everyOrder, type Step, takeTurns } from '../support/turns.ts';

const isFull = process.env.WAYMARK_FULL === '1';
const seed = Number(process.env.WAYMARK_SEED ?? 1);
const bound: Bound = { switches: isFull ? 4 : 3, deaths: 1, most: isFull ? 3_000 : 120, seed };

interface Scene {
  steps: string;
  given?: Given;
  /** Between the platform and a handler that waits for its turns. */
  around?(call: HandlerCall, carryOut: CarryOut): Promise<unknown>;
  /** Up to the moment before the race, nobody disturbed. */
  before(world: SmallWorld): Promise<unknown>;
  /** What meets. Each is tried again, as its platform would, when it dies. */
  meet(
    world: SmallWorld,
    once: (actor: string, handle: (ports: EnginePorts) => Promise<unknown>) => Promise<unknown>,
  ): Promise<unknown>[];
  after(world: SmallWorld, order: string): Promise<void>;
  /** Between a handler and its ports, for a rule switched off. */
  handicap?(ports: EnginePorts): EnginePorts;
}

async function play(scene: Scene, choices: Choice[]): Promise<Step[]> {
  const turns = createTurns();
  let isRacing = false;
  let invocations = 0;
  const handicap = scene.handicap ?? ((ports) => ports);
  const world = await aWorld(scene.steps, {
    ...scene.given,
    options: {
      redeliveries: 3,
      around(call, carryOut, ports) {
        if (!isRacing) return carryOut(handicap(ports));
        const name = call.handler === 'task' ? call.task.does : call.handler;
        const inTurns = () => turns.act(`${name} ${++invocations}`, ports, (gated) => carryOut(handicap(gated)));
        return scene.around ? scene.around(call, inTurns) : inTurns();
      },
    },
  });
  await scene.before(world);
  isRacing = true;
  const once = async (actor: string, handle: (ports: EnginePorts) => Promise<unknown>): Promise<unknown> => {
    const attempt = () => turns.act(`${actor} ${++invocations}`, world.ports, (gated) => handle(handicap(gated)));
    return attempt().catch(attempt).catch(attempt);
  };
  let left = 0;
  for (const one of scene.meet(world, once)) {
    left += 1;
    void one.then(() => (left -= 1));
  }
  const steps = await takeTurns(turns, () => left === 0, choices);
  isRacing = false;
  await world.settle();
  await scene.after(world, steps.map(({ call, dies }) => `${call}${dies ? ' †' : ''}`).join(', '));
  return steps;
}

let orders = 0;
async function tryEveryOrder(scene: Scene): Promise<void> {
  orders += await everyOrder(bound, (choices) => play(scene, choices));
}

const paidAt = (receivedAt: string): ContactEvent => anEvent({ id: 'paid', name: 'paid', receivedAt });
const signalOf = ({ receivedAt }: ContactEvent) => ({ contact: 'ann', families: ['event', 'event:paid'], receivedAt });

/** Work stands behind both branches: a run whose execution hears nothing does not get there. */
const awaits = `- wait-for: { event: paid }
  up-to: 1 hour
  then:
    - update: contact
      id: thank
      set: { plan: gold }
    - stop: bought
  else:
    - update: contact
      id: regret
      set: { plan: none }
    - stop: gone`;
const limit = at(3_600);

/** The run took this branch, once, and has not been left standing. */
async function took(world: SmallWorld, order: string, way: 'bought' | 'gone'): Promise<void> {
  const branch = {
    bought: ['wait-for happened', 'thank updated', 'stop-bought ended', 'ended stop bought'],
    gone: ['wait-for limit', 'regret updated', 'stop-gone ended', 'ended stop gone'],
  };
  expect(await world.told(), order).toEqual(branch[way]);
  expect(world.executions.open(), order).toBe(0);
}

type Once = Parameters<Scene['meet']>[1];

/** The event is stored and signaled while the run is on its way to the wait. */
const paysNow = (once: Once) =>
  once('signal', async (ports) => {
    const paid = paidAt(ports.clock.now());
    await ports.events.put(paid);
    await signalContact(signalOf(paid), ports);
  });

const eventWhileArming: Scene = {
  steps: `- wait: 1 hour\n${awaits}`,
  before: (world) => world.happens('thing.happened'),
  meet: (world, once) => [world.clock.advanceTo(limit), paysNow(once)],
  async after(world, order) {
    // Heard at once, and not at the limit.
    await world.later('30 minutes');
    await took(world, order, 'bought');
  },
};

const eventAtLimit = (receivedAt: string): Scene => ({
  steps: awaits,
  async before(world) {
    await world.happens('thing.happened');
    await world.ports.events.put(paidAt(receivedAt));
  },
  meet: (world, once) => [
    world.clock.advanceTo(limit),
    once('signal', (ports) => signalContact(signalOf(paidAt(receivedAt)), ports)),
  ],
  async after(world, order) {
    await world.later('5 minutes');
    await took(world, order, receivedAt <= limit ? 'bought' : 'gone');
  },
});

describe('an event and the wait for it', () => {
  test('the event comes while the wait is being armed', () => tryEveryOrder(eventWhileArming));

  test.each([
    { case: 'a millisecond before the limit', receivedAt: at(3_599.999) },
    { case: 'on its very instant', receivedAt: limit },
    { case: 'a millisecond after it', receivedAt: at(3_600.001) },
  ])('the event was received $case', ({ receivedAt }) => tryEveryOrder(eventAtLimit(receivedAt)));

  test('its signal comes twice, side by side', () =>
    tryEveryOrder({
      ...eventAtLimit(at(600)),
      async before(world) {
        await world.happens('thing.happened');
        await world.clock.advanceTo(at(600));
        await world.ports.events.put(paidAt(at(600)));
      },
      meet: (_world, once) => {
        const signal = (ports: EnginePorts) => signalContact(signalOf(paidAt(at(600))), ports);
        return [once('signal', signal), once('double', signal)];
      },
    }));

  test('one attempt at arming lives on while the machine makes another', () => {
    let isFirst = true;
    return tryEveryOrder({
      ...eventWhileArming,
      async before(world) {
        isFirst = true;
        await world.happens('thing.happened');
      },
      async around(call, carryOut) {
        if (call.handler !== 'task' || call.task.does !== 'arm' || !isFirst) return carryOut();
        isFirst = false;
        void carryOut().catch(() => undefined);
        throw Object.assign(new Error('nobody answered'), { name: 'Lambda.ServiceException' });
      },
      meet: (world, once) => [world.clock.advanceTo(at(3_610)), paysNow(once)],
    });
  });
});

const hello = ['send-email-hello sent', 'ended finished finished'];

describe('a send', () => {
  const head = 'when:\n  - event: thing.happened\nagain: always\nexit:\n  paid: { event: paid }\n';

  test('and an exit: nobody who has left is sent anything, nobody is sent anything twice', () =>
    tryEveryOrder({
      steps: '- wait: 1 hour\n- send-email: hello\n- wait: 1 day\n- send-email: hello\n  id: second',
      given: { head },
      async before(world) {
        await world.happens('thing.happened');
        await world.ports.events.put(paidAt(limit));
      },
      meet: (world, once) => [
        world.clock.advanceTo(limit),
        once('signal', (ports) => signalContact(signalOf(paidAt(limit)), ports)),
      ],
      async after(world, order) {
        await world.later('3 days');
        expect((await world.run()).end, order).toMatchObject({ how: 'exit', reason: 'paid', at: limit });
        expect(world.sent.length, order).toBeLessThanOrEqual(1);
        expect(await world.told(), order).toContain('ended exit paid');
      },
    }));

  test('and its double, of which only one is heard', () =>
    tryEveryOrder({
      steps: '- wait: 1 hour\n- send-email: hello',
      before: (world) => world.happens('thing.happened'),
      meet: (world) => [world.clock.advanceTo(limit)],
      async around(call, carryOut) {
        if (call.handler !== 'task' || call.task.does !== 'work') return carryOut();
        const double = carryOut().catch(() => undefined);
        return carryOut().finally(() => double);
      },
      async after(world, order) {
        await world.later('1 day');
        expect(world.sent.length, order).toBeLessThanOrEqual(1);
        const told = await world.told();
        expect(told, order).toHaveLength(2);
        expect(told[0], order).toMatch(/^send-email-hello (sent|unknown claim-expired)$/);
        expect(told[1], order).toBe('ended finished finished');
      },
    }));

  test('and a withdrawal of consent: acknowledged before the check, it stops the message', () =>
    tryEveryOrder({
      steps: '- wait: 1 hour\n- send-email: hello',
      before: (world) => world.happens('thing.happened'),
      meet: (world, once) => [
        world.clock.advanceTo(limit),
        once('leave', (ports) =>
          ports.contacts.setConsent('ann', 'news', 'email', { state: 'out', at: limit, source: 'one-click' }),
        ),
      ],
      async after(world, order) {
        const calls = order.split(', ').map((call) => call.replace(/ \d+/, ''));
        const acknowledged = calls.indexOf('leave contacts.setConsent');
        const checked = calls.indexOf('work contacts.get', calls.indexOf('work timeline.claim'));
        await world.later('1 day');
        if (acknowledged < checked) expect(world.sent, order).toEqual([]);
        expect(world.sent.length, order).toBeLessThanOrEqual(1);
        expect((await world.run()).status, order).toBe('ended');
      },
    }));
});

describe('a pause', () => {
  const steps = '- wait: 1 hour\n- send-email: hello';

  test('and a resume, while the run wakes: it goes on once, whichever it saw', () =>
    tryEveryOrder({
      steps,
      before: (world) => world.happens('thing.happened'),
      meet: (world, once) => [
        world.clock.advanceTo(limit),
        once('pause', (ports) => setDefinitionState('example', 'paused', ports)).then(() =>
          once('resume', (ports) => setDefinitionState('example', 'live', ports)),
        ),
      ],
      async after(world, order) {
        await world.later('1 hour');
        const told = await world.told();
        expect(told[0]?.replace('unknown claim-expired', 'sent'), order).toBe(hello[0]);
        expect(told.slice(1), order).toEqual(hello.slice(1));
        expect(world.sent.length, order).toBeLessThanOrEqual(1);
      },
    }));

  test('ends in two resumes at once: parked runs go on once', () =>
    tryEveryOrder({
      steps,
      async before(world) {
        await world.happens('thing.happened');
        await world.operator('paused');
        await world.later('2 hours');
      },
      meet: (_world, once) =>
        ['resume', 'double'].map((actor) => once(actor, (ports) => setDefinitionState('example', 'live', ports))),
      async after(world, order) {
        await world.later('1 hour');
        expect((await world.run()).end, order).toMatchObject({ how: 'finished' });
        expect(world.sent.length, order).toBeLessThanOrEqual(1);
      },
    }));

  test('ends while the awaited event comes: heard, and heard once', () =>
    tryEveryOrder({
      steps: awaits.replace('1 hour', '3 hours'),
      async before(world) {
        await world.operator('paused');
        await world.happens('thing.happened');
        await world.later('1 hour');
        await world.ports.events.put(paidAt(limit));
      },
      meet: (_world, once) => [
        once('resume', (ports) => setDefinitionState('example', 'live', ports)),
        once('signal', (ports) => signalContact(signalOf(paidAt(limit)), ports)),
      ],
      async after(world, order) {
        await world.later('30 minutes');
        await took(world, order, 'bought');
      },
    }));
});

describe('an entry', () => {
  const first = anEvent({ id: 'first', name: 'thing.happened', receivedAt: at(0) });
  const second = anEvent({ id: 'second', name: 'thing.happened', receivedAt: at(0) });
  const enters = (events: ContactEvent[], again: string): Scene => ({
    steps: '- wait: 1 hour\n- send-email: hello',
    given: { head: `when:\n  - event: thing.happened\nagain: ${again}\n` },
    async before(world) {
      for (const event of new Set(events)) await world.ports.events.put(event);
    },
    meet: (_world, once) => events.map((event) => once('enroll', (ports) => enrollContact(event, ports))),
    async after(world, order) {
      await world.later('2 hours');
      expect(await world.runs(), order).toHaveLength(1);
      expect(world.sent.length, order).toBeLessThanOrEqual(1);
      expect((await world.run()).end, order).toMatchObject({ how: 'finished' });
    },
  });

  test('by one event that is delivered twice is one run', () => tryEveryOrder(enters([first, first], 'always')));

  test.each(['never', 'always'])('by two events at once is one run: again %s', (again) =>
    tryEveryOrder(enters([first, second], again)),
  );

  test('meets the exit it should look back at, or hears it: nobody stays inside', () =>
    tryEveryOrder({
      ...enters([first], 'always'),
      given: { head: 'when:\n  - event: thing.happened\nagain: always\nexit:\n  paid: { event: paid }\n' },
      meet: (_world, once) => [once('enroll', (ports) => enrollContact(first, ports)), paysNow(once)],
      async after(world, order) {
        await world.later('30 minutes');
        expect((await world.run()).end, order).toMatchObject({ how: 'exit', reason: 'paid' });
      },
    }));
});

describe('without the rule that the loser finishes the winner’s work', () => {
  /** Only whoever wrote the outcome may send it: a repeated signal and a late arm keep silent. */
  const silentLosers = (ports: EnginePorts): EnginePorts => {
    let hasWritten = false;
    return wrapPorts(ports, async (name, carryOut) => {
      if (name === 'executions.succeed' && !hasWritten) return 'gone';
      const answer = await carryOut();
      hasWritten ||= name === 'runs.write' && answer === 'written';
      return answer;
    });
  };

  test('contacts are left waiting, which these tests would notice', async () => {
    let [left, tried] = [0, 0];
    tried = await everyOrder({ ...bound, most: isFull ? 1_000 : 250 }, (choices) =>
      play(
        {
          ...eventWhileArming,
          handicap: silentLosers,
          async after(world) {
            await world.later('30 minutes');
            if ((await world.run()).status !== 'ended') left += 1;
          },
        },
        choices,
      ),
    );
    console.log(`Without the rule, ${left} of ${tried} orders leave the contact waiting.`);
    expect(left).toBeGreaterThan(0);
  });
});

afterAll(() => console.log(`${orders} orders of calls and deaths tried.`));
