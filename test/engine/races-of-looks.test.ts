/** A wait that time alone may settle meets what moves its moment, in every order of their calls, and any may die: never late. */
import { expect, test, vi } from 'vitest';
import { signalContact } from '../../lib/engine/signal.ts';
import type { SmallWorld } from '../support/a-world.ts';
import { boundOf } from '../support/every-order.ts';
import { at } from '../support/records.ts';
import { type Once, type Scene, tryOrders } from '../support/scene.ts';

vi.setConfig({ testTimeout: 300_000 });

const steps = (condition: string) => `- wait: 1 hour
- wait-for: ${condition}
  up-to: 10 days
  then:
    - update: contact
      id: thank
      set: { thanked: true }
    - stop: steady
  else:
    - stop: gone`;

const writes = (once: Once, fields: Record<string, string>) =>
  once('signal', async (ports) => {
    await ports.contacts.set('ann', fields, 'crm');
    const families = Object.keys(fields).map((field) => `contact:${field}`);
    await signalContact({ contact: 'ann', families, receivedAt: ports.clock.now() }, ports);
  });

const becomesGold = (once: Once) => writes(once, { plan: 'gold' });

/** The day after the change, to the minute, and once. */
async function steadyAt(world: SmallWorld, order: string, instant: string): Promise<void> {
  await world.later('3 days');
  const settled = (await world.rows()).filter(({ kind }) => kind === 'settled');
  expect(
    settled.map(({ outcome, at: then }) => `${outcome} ${then.slice(0, 16)}`),
    order,
  ).toEqual([`happened ${instant.slice(0, 16)}`]);
  expect((await world.run()).end?.reason, order).toBe('steady');
  expect(
    (await world.told()).filter((line) => line.startsWith('thank')),
    order,
  ).toEqual(['thank updated']);
  expect(world.executions.open(), order).toBe(0);
}

const gold = '{ field: plan, is: gold, for: 1 day }';

async function tryAll(scene: Scene): Promise<void> {
  expect(await tryOrders(scene, boundOf())).toBeGreaterThan(20);
}

test('the field changes while the wait is being armed', () =>
  tryAll({
    isHeardOnce: true,
    steps: steps(gold),
    before: (world) => world.happens('thing.happened'),
    meet: (world, once) => [world.clock.advanceTo(at(3_600)), becomesGold(once)],
    after: (world, order) => steadyAt(world, order, at(86_400 + 3_600)),
  }));

test('a date is written while the wait for it is being armed', () =>
  tryAll({
    isHeardOnce: true,
    steps: steps('{ field: renewsOn, due-within: 1 day }'),
    before: (world) => world.happens('thing.happened'),
    meet: (world, once) => [world.clock.advanceTo(at(3_600)), writes(once, { renewsOn: at(2 * 86_400) })],
    after: (world, order) => steadyAt(world, order, at(86_400)),
  }));

test('the field changes while the wait sleeps, and is heard of twice', () =>
  tryAll({
    isHeardOnce: true,
    steps: steps(gold),
    async before(world) {
      await world.happens('thing.happened');
      await world.advanceTo(at(7_200));
    },
    meet: (_world, once) => [becomesGold(once), becomesGold(once)],
    after: (world, order) => steadyAt(world, order, at(86_400 + 7_200)),
  }));

test('the moment comes just as an event looks too', () =>
  tryAll({
    steps: steps(gold),
    async before(world) {
      await world.ports.contacts.set('ann', { plan: 'gold' }, 'early');
      await world.happens('thing.happened');
      await world.advanceTo(at(86_399));
    },
    meet: (world, once) => [world.clock.advanceTo(at(86_400)), becomesGold(once)],
    after: (world, order) => steadyAt(world, order, at(86_400)),
  }));

const keys = `when:
  - event: thing.happened
again: always
exit:
  steady: { field: plan, is: gold, for: 1 day }
`;

const sleeps = (length: string) => `- update: contact
  set: { met: true }
- wait: ${length}
  id: sleep
- update: contact
  id: thank
  set: { thanked: true }
- stop: gone`;

/** Out of the run, to the minute, told once, and nobody left asleep. */
async function exitedAt(world: SmallWorld, order: string, instant: string): Promise<void> {
  await world.later('4 days');
  const { end } = await world.run();
  expect(`${end?.how} ${end?.reason} ${end?.at.slice(0, 16)}`, order).toBe(`exit steady ${instant.slice(0, 16)}`);
  const rows = await world.rows();
  expect(
    rows.filter(({ kind }) => kind === 'ended'),
    order,
  ).toHaveLength(1);
  expect(
    rows.filter(({ step }) => step === 'thank'),
    order,
  ).toEqual([]);
  expect(world.executions.open(), order).toBe(0);
}

test('an exit comes nearer while the run is on its way to a plain wait', () =>
  tryAll({
    isHeardOnce: true,
    steps: `- wait: 1 hour\n${sleeps('30 days')}`,
    given: { head: keys },
    before: (world) => world.happens('thing.happened'),
    meet: (world, once) => [world.clock.advanceTo(at(3_600)), becomesGold(once)],
    after: (world, order) => exitedAt(world, order, at(86_400 + 3_600)),
  }));

test('an exit comes nearer while a plain wait sleeps, and is heard of twice', () =>
  tryAll({
    isHeardOnce: true,
    steps: sleeps('30 days'),
    given: { head: keys },
    async before(world) {
      await world.happens('thing.happened');
      await world.advanceTo(at(7_200));
    },
    meet: (_world, once) => [becomesGold(once), becomesGold(once)],
    after: (world, order) => exitedAt(world, order, at(86_400 + 7_200)),
  }));

test('an exit comes nearer just as the run is woken for an earlier look', () =>
  tryAll({
    isHeardOnce: true,
    steps: sleeps('30 days'),
    given: {
      head: keys.replace('steady:', 'noon: [{ time: { from: "12:00" } }, { field: plan, is: silver }]\n  steady:'),
    },
    async before(world) {
      await world.ports.contacts.set('ann', { plan: 'silver' }, 'early');
      await world.happens('thing.happened');
      await world.ports.contacts.set('ann', { plan: 'none' }, 'late');
      await world.advanceTo(at(3 * 3_600 - 1));
    },
    meet: (world, once) => [world.clock.advanceTo(at(3 * 3_600)), becomesGold(once)],
    after: (world, order) => exitedAt(world, order, at(86_400 + 3 * 3_600)),
  }));
