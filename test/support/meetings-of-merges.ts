/** What meets a merge: a wake and a signal, on real tables too, and two entries; each of these is tried in every order. */
import { expect } from 'vitest';
import { enrollContact } from '../../lib/engine/enroll.ts';
import { mergeContacts } from '../../lib/engine/merge-contacts.ts';
import { addContact, ann, type SmallWorld } from './a-world.ts';
import { firstEntry, secondEntry } from './meetings.ts';
import { awaits, limit, type Once, paysNow, type Scene } from './scene.ts';

const hello = ['send-email-hello sent', 'ended finished finished'];

/** Who turns out to be Ann. */
const anna = ann({ id: 'anna', fields: { email: 'anna@example.com' } });

/** Anna is inside, and Ann is not. */
export const mergeAndWake: Scene = {
  steps: '- wait: 1 hour\n- send-email: hello',
  async before(world) {
    await addContact(anna, world.ports);
    await world.happens('thing.happened', { contact: 'anna' });
  },
  meet: (world, once) => [world.clock.advanceTo(limit), merges(once)],
  async after(world, order) {
    await world.later('1 hour');
    const told = await world.told('anna');
    expect(told[0]?.replace('unknown claim-expired', 'sent'), order).toBe(hello[0]);
    expect(told.slice(1), order).toEqual(hello.slice(1));
    expect(world.sent.length, order).toBeLessThanOrEqual(1);
    await isOne(world, order);
  },
};

/** What Anna waits for is done by Ann, just as they turn out to be one. */
export const mergeAndSignal: Scene = {
  steps: awaits,
  async before(world) {
    await addContact(anna, world.ports);
    await world.happens('thing.happened', { contact: 'anna' });
    await world.later('10 minutes');
  },
  meet: (_world, once) => [merges(once), paysNow(once)],
  async after(world, order) {
    // By the merge or by the event, at once, and not at the limit.
    await world.later('30 minutes');
    expect(await world.told('anna'), order).toEqual([
      'wait-for happened',
      'thank updated',
      'stop-bought ended',
      'ended stop bought',
    ]);
    expect((await world.ports.contacts.get('ann'))?.fields.plan, order).toBe('gold');
    expect(world.executions.open(), order).toBe(0);
    await isOne(world, order);
  },
};

/** Each is let in by an event of their own, just as they turn out to be one. */
export const mergeAndEntry: Scene = {
  steps: '- wait: 1 hour\n- send-email: hello',
  given: { head: 'when:\n  - event: thing.happened\nagain: never\n' },
  async before(world) {
    await addContact(anna, world.ports);
    for (const event of [firstEntry, { ...secondEntry, contact: 'anna' }]) await world.ports.events.put(event);
  },
  meet: (_world, once) => [
    merges(once),
    once('enroll', (ports) => enrollContact(firstEntry, ports)),
    once('enroll', (ports) => enrollContact({ ...secondEntry, contact: 'anna' }, ports)),
  ],
  async after(world, order) {
    await world.later('2 hours');
    const runs = [...(await world.runs('ann')), ...(await world.runs('anna'))];
    const ends = runs.map(({ end }) => end?.reason);
    expect(
      ends.filter((reason) => reason !== 'merged'),
      order,
    ).toEqual(['finished']);
    expect(world.sent.length, order).toBeLessThanOrEqual(1);
    await isOne(world, order);
  },
};

const merges = (once: Once) => once('merge', (ports) => mergeContacts('ann', 'anna', ports));

async function isOne({ ports }: SmallWorld, order: string): Promise<void> {
  expect(await ports.contacts.get('anna'), order).toMatchObject({ id: 'ann', mergedIds: ['anna'] });
  expect((await ports.contacts.kept('ann'))?.mergedIds, order).toEqual(['anna']);
}
