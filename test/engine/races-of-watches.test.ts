/** Two who look at a contact meet, in every order of their calls, and any may die: what came about is told once, and never lost. */
import { expect, test, vi } from 'vitest';
import { judgeWatch } from '../../lib/engine/judge-watch.ts';
import type { EnginePorts } from '../../lib/engine/ports.ts';
import type { SmallWorld } from '../support/a-world.ts';
import { boundOf } from '../support/every-order.ts';
import { at } from '../support/records.ts';
import { type Once, type Scene, tryOrders } from '../support/scene.ts';

vi.setConfig({ testTimeout: 300_000 });

const files = {
  'segments/keen.yaml': 'segment: keen\nif:\n  - { field: plan, is: gold }\n  - { event: used, within: 2 days }\n',
};
const startedBy = (when: string) => ({ head: `when: [${when}]\nagain: after 1 minute\n`, files });
const steps = '- stop: seen';

const used = (id: string, ports: EnginePorts) => {
  const now = ports.clock.now();
  return ports.events.put({ id, family: 'event', name: 'used', contact: 'ann', at: now, receivedAt: now, data: {} });
};
const looks = (once: Once, families: string[]) =>
  once('watch', (ports) => judgeWatch('ann', ports, { families, receivedAt: ports.clock.now() }));

/** The moments at which the contact entered, to the minute. */
async function enteredAt(world: SmallWorld): Promise<string[]> {
  const rows = (await world.rows()).filter(({ kind }) => kind === 'entered');
  return rows.map((row) => row.at.slice(0, 16));
}
const minute = (seconds: number) => at(seconds).slice(0, 16);

async function tryAll(scene: Scene): Promise<void> {
  expect(await tryOrders(scene, boundOf(150))).toBeGreaterThan(20);
}

test('what brings somebody into a segment is heard of twice at once', () =>
  tryAll({
    steps,
    given: startedBy('{ segment: keen }'),
    async before(world) {
      await world.advanceTo(at(60));
      await world.ports.contacts.set('ann', { plan: 'gold' }, 'crm');
      await world.settle();
      await used('u', world.ports);
    },
    meet: (_world, once) => [looks(once, ['event:used']), looks(once, ['event:used'])],
    async after(world, order) {
      await world.later('10 days');
      expect(await enteredAt(world), order).toEqual([minute(60)]);
    },
  }));

test('a contact who leaves by time alone comes back at that very instant', () =>
  tryAll({
    steps,
    given: startedBy('{ segment: keen }, { segment: keen, leaves: true }'),
    async before(world) {
      await world.ports.contacts.set('ann', { plan: 'gold' }, 'crm');
      await world.advanceTo(at(60));
      await world.happens('used');
      await world.advanceTo(at(60 + 2 * 86_400));
    },
    meet: (world, once) => [
      world.advanceTo(at(61 + 2 * 86_400)),
      once('watch', async (ports) => {
        await used('u', ports);
        await judgeWatch('ann', ports, { families: ['event:used'], receivedAt: ports.clock.now() });
      }),
    ],
    async after(world, order) {
      await world.later('10 days');
      const entered = await enteredAt(world);
      const gone = minute(60 + 4 * 86_400);
      // Whether they were away for an instant is the order's to say; in the end they have left, once.
      expect(entered[0], order).toBe(minute(60));
      expect(
        entered.filter((one) => one === gone),
        order,
      ).toEqual([gone]);
      expect(entered.length === 2 || entered.length === 3, `${order}: ${entered.join()}`).toBe(true);
    },
  }));

test('time is up just as something is heard of, and the next time is set all the same', () =>
  tryAll({
    steps,
    given: startedBy('{ inactive: used, for: 1 day }'),
    before: (world) => world.advanceTo(at(86_400 - 1)),
    meet: (world, once) => [
      world.clock.advanceTo(at(86_400)),
      once('watch', async (ports) => {
        await used('u', ports);
        await judgeWatch('ann', ports, { families: ['event:used'], receivedAt: ports.clock.now() });
      }),
    ],
    async after(world, order) {
      await world.later('10 days');
      const entered = await enteredAt(world);
      const last = minute(2 * 86_400);
      expect(entered.at(-1)! >= last, `${order}: ${entered.join()}`).toBe(true);
      expect(new Set(entered).size, order).toBe(entered.length);
      expect(entered.length, `${order}: ${entered.join()}`).toBeLessThanOrEqual(2);
    },
  }));

test('of two dates written at once the one that stands is told of', () =>
  tryAll({
    steps,
    given: startedBy('{ date: renewalDate, at: "09:00" }'),
    before: (world) => world.advanceTo(at(60)),
    meet: (_world, once) =>
      ['2026-03-20', '2026-03-12'].map((renewalDate, index) =>
        once('watch', async (ports) => {
          await ports.contacts.set('ann', { renewalDate }, `crm-${index}`);
          await judgeWatch('ann', ports, { families: ['contact:renewalDate'], receivedAt: ports.clock.now() });
        }),
      ),
    async after(world, order) {
      const stands = (await world.ports.contacts.get('ann'))?.fields['renewalDate'];
      await world.later('40 days');
      expect(await enteredAt(world), order).toEqual([`${stands}T09:00`]);
    },
  }));
