/** Two contacts who turn out to be one: what either has done counts for both, and nobody is written to twice. */
import { describe, expect, test } from 'vitest';
import { eraseContact } from '../../lib/engine/erase-contact.ts';
import { exportContact } from '../../lib/engine/export-contact.ts';
import { MOST_MERGED, mergeContacts } from '../../lib/engine/merge-contacts.ts';
import { operateContact } from '../../lib/engine/operate.ts';
import { takeCall } from '../../lib/engine/track-entry.ts';
import type { Contact } from '../../lib/language/contact.ts';
import type { JsonMap } from '../../lib/language/json.ts';
import { addContact, ann, aWorld, type Given, type SmallWorld } from '../support/a-world.ts';
import { aContact } from '../support/records.ts';

const hello = '- wait: 1 hour\n- send-email: hello';

/** Ann, who was there first, and Anna, who is known by another address. */
async function two(steps: string, given: Given = {}, anna: Partial<Contact> = {}): Promise<SmallWorld> {
  const world = await aWorld(steps, given);
  const fields = { email: 'anna@example.com', ...anna.fields };
  await addContact(ann({ ...anna, id: 'anna', fields }), world.ports);
  await world.settle();
  return world;
}

let requests = 0;
const calls = (world: SmallWorld, call: 'alias' | 'identify' | 'track', body: JsonMap) =>
  takeCall({ call, body, requestId: `r${++requests}` }, world.ports).then((entry) => world.settle().then(() => entry));
const merges = (world: SmallWorld) => calls(world, 'alias', { previousId: 'anna', userId: 'ann' });

describe('an alias', () => {
  test('makes one contact of two, said once or again and again, from either side', async () => {
    const world = await two(hello, {}, { fields: { city: 'Oslo' } });
    for (const body of [
      { previousId: 'anna', userId: 'ann' },
      { previousId: 'anna', userId: 'ann' },
      { previousId: 'ann', userId: 'anna' },
      { previousId: 'ann', userId: 'ann' },
    ])
      expect(await calls(world, 'alias', body)).toHaveProperty('taken');
    const contact = await world.ports.contacts.get('anna');
    expect(contact).toMatchObject({
      id: 'ann',
      mergedIds: ['anna'],
      fields: { email: 'ann@example.com', city: 'Oslo' },
    });
    expect(await world.ports.contacts.get('ann')).toEqual(contact);
    expect((await world.rows()).filter(({ kind }) => kind === 'merged')).toHaveLength(1);
  });

  test('of an id that nobody knows makes it known: what comes under it later is the contact’s', async () => {
    const world = await two(hello);
    await calls(world, 'alias', { previousId: 'device-1', userId: 'ann' });
    await calls(world, 'track', { anonymousId: 'device-1', event: 'thing.happened' });
    expect(await world.runs()).toHaveLength(1);
    await calls(world, 'alias', { previousId: 'who', userId: 'nobody' });
    const owner = await world.ports.contacts.ownerOf({ kind: 'userId', value: 'who' });
    expect(owner).toBe(await world.ports.contacts.ownerOf({ kind: 'userId', value: 'nobody' }));
    expect(await calls(world, 'alias', { userId: 'ann' })).toMatchObject({ problem: { field: 'previousId' } });
    expect(await calls(world, 'alias', { previousId: 'ann' })).toMatchObject({ problem: { field: 'userId' } });
  });

  test('in a circle leaves one survivor, whoever was named first', async () => {
    const world = await two(hello);
    for (const id of ['b', 'c']) await addContact(ann({ id }), world.ports);
    for (const [previousId, userId] of [
      ['anna', 'b'],
      ['b', 'c'],
      ['c', 'ann'],
      ['ann', 'anna'],
    ])
      await calls(world, 'alias', { previousId: previousId!, userId: userId! });
    const contact = await world.ports.contacts.get('ann');
    expect(contact?.mergedIds?.toSorted()).toEqual(['anna', 'b', 'c']);
    for (const id of ['anna', 'b', 'c']) expect(await world.ports.contacts.get(id)).toEqual(contact);
  });

  test('is refused to somebody who goes by too many ids already', async () => {
    const world = await two(hello);
    const others = Array.from({ length: MOST_MERGED - 1 }, (_, i) => `other-${i}`);
    for (const id of others) {
      await addContact(aContact({ id }), world.ports);
      await mergeContacts('ann', id, world.ports);
    }
    expect(await merges(world)).toMatchObject({ problem: { status: 422 } });
    expect((await world.ports.contacts.get('anna'))?.id).toBe('anna');
  });
});

describe('an identify', () => {
  const known = { userId: 'ann', anonymousId: 'device-1', traits: { email: 'anna@example.com' } };

  test('that names a user of one contact and an address of another makes them one', async () => {
    const world = await two(hello);
    await world.ports.contacts.claim({ kind: 'email', value: 'anna@example.com' }, 'anna');
    await calls(world, 'identify', known);
    expect(await world.ports.contacts.get('anna')).toMatchObject({ id: 'ann', fields: { email: 'anna@example.com' } });
  });

  test('on a device that is somebody else’s too leaves both who they are', async () => {
    const world = await two(hello);
    await world.ports.contacts.claim({ kind: 'anonymousId', value: 'device-1' }, 'anna');
    await calls(world, 'identify', known);
    expect((await world.ports.contacts.get('anna'))?.id).toBe('anna');
  });
});

describe('runs of the one who was merged', () => {
  const waits = '- wait-for: { event: paid }\n  up-to: 1 day\n  then: [{ stop: bought }]\n  else: [{ stop: gone }]';

  test.each(['ann', 'anna'])('that wait are woken by what comes under either id: %s', async (by) => {
    const world = await two(waits);
    await world.happens('thing.happened', { contact: 'anna' });
    await merges(world);
    await world.happens('paid', { contact: by });
    expect((await world.run('anna')).end).toMatchObject({ how: 'stop', reason: 'bought' });
    expect(await world.runs('ann')).toEqual([]);
  });

  test('and of the survivor are woken by what the other has done before anybody knew', async () => {
    const world = await two(waits);
    await world.happens('thing.happened', { contact: 'ann' });
    await world.later('1 minute');
    await world.happens('paid', { contact: 'anna' });
    expect((await world.run()).status).toBe('running');
    await merges(world);
    expect((await world.run()).end).toMatchObject({ how: 'stop', reason: 'bought' });
  });

  test('go on under their own id and write to the survivor', async () => {
    const world = await two(hello);
    await world.happens('thing.happened', { contact: 'anna' });
    await merges(world);
    await world.later('2 hours');
    expect(world.sent.map(({ to }) => to)).toEqual(['ann@example.com']);
    expect((await world.run('anna')).end?.how).toBe('finished');
  });

  test('end where the survivor is inside already, and nothing is sent twice', async () => {
    const world = await two(hello);
    await world.happens('thing.happened', { contact: 'ann' });
    await world.later('1 minute');
    await world.happens('thing.happened', { contact: 'anna' });
    await merges(world);
    expect((await world.run('anna')).end).toMatchObject({ how: 'operator', reason: 'merged' });
    await world.later('2 hours');
    expect(world.sent).toHaveLength(1);
  });

  test('keep the survivor out as they kept themselves out, though the event comes again', async () => {
    const world = await two(hello, { head: 'when:\n  - event: thing.happened\nagain: never\n' });
    await world.happens('thing.happened', { contact: 'anna', id: 'once' });
    await merges(world);
    await world.happens('thing.happened', { contact: 'anna', id: 'once' });
    await world.happens('thing.happened', { contact: 'ann' });
    await world.later('2 hours');
    await world.happens('thing.happened', { contact: 'anna' });
    expect([...(await world.runs('ann')), ...(await world.runs('anna'))]).toHaveLength(1);
    expect(world.sent).toHaveLength(1);
  });

  test('are stopped with the contact’s', async () => {
    const world = await two(hello);
    await world.happens('thing.happened', { contact: 'anna' });
    await merges(world);
    expect(await operateContact('stop', { contact: 'ann' }, { by: 'lee' }, world.ports)).toHaveLength(1);
  });

  test('leave the journey that the survivor’s own history ends', async () => {
    const head = 'when:\n  - event: thing.happened\nexit:\n  paid: { event: paid, since: ever }\n';
    const world = await two('- wait: 1 day\n- send-email: hello', { head });
    await world.happens('paid', { contact: 'ann' });
    await world.happens('thing.happened', { contact: 'anna' });
    expect((await world.run('anna')).status).toBe('running');
    await merges(world);
    expect((await world.run('anna')).end).toMatchObject({ how: 'exit', reason: 'paid' });
  });
});

describe('whoever has been merged', () => {
  test('gets no message that either of them has left', async () => {
    const world = await two(hello);
    await world.happens('thing.happened', { contact: 'anna' });
    const at = '2026-03-02T09:30:00.000Z';
    await world.ports.contacts.setConsent('anna', 'news', 'email', { state: 'out', at, source: 'one-click' });
    await merges(world);
    await world.later('2 hours');
    expect(world.sent).toEqual([]);
  });

  test('takes up places of both in a cap', async () => {
    const caps = [
      { class: 'marketing' as const, atMost: 1, per: { text: '7 days', days: 7 }, whenFull: 'drop' as const },
    ];
    const world = await two(hello, { settings: { caps } });
    await world.happens('thing.happened', { contact: 'anna' });
    await world.later('2 hours');
    await merges(world);
    await world.happens('thing.happened', { contact: 'ann' });
    await world.later('2 hours');
    expect(world.sent).toHaveLength(1);
    expect(await world.told('ann')).toContain('send-email-hello skipped capped');
  });

  test('is in the segments that either was put into, until somebody takes them out', async () => {
    const steps = '- wait: 1 hour\n- if: { segment: vip }\n  then: [{ stop: in }]\n  else: [{ stop: out }]';
    const world = await two(steps, { files: { 'segments/vip.yaml': 'segment: vip\n' } });
    await world.ports.segments.add('anna', 'vip', world.clock.now());
    await merges(world);
    await world.happens('thing.happened', { contact: 'ann' });
    await world.later('2 hours');
    expect((await world.run()).end?.reason).toBe('in');
  });

  test('is exported and forgotten under every id', async () => {
    const world = await two(hello, {}, { fields: { canary: 'canary-1' } });
    await world.happens('thing.happened', { contact: 'anna' });
    await merges(world);
    const exported = await exportContact('anna', world.ports);
    expect(exported).toMatchObject({ contact: 'ann', kept: { contact: [{ id: 'ann' }, { id: 'anna' }], run: [{}] } });
    await eraseContact('ann', 'lee', world.ports);
    for (const id of ['ann', 'anna']) {
      expect(await world.ports.contacts.get(id)).toBeUndefined();
      expect(await world.ports.belongings.of(id)).toEqual({});
      expect(await world.ports.contacts.ownerOf({ kind: 'userId', value: id })).toBeUndefined();
    }
    for (const address of ['ann@example.com', 'anna@example.com'])
      expect(await world.ports.suppressions.find('email', address)).toMatchObject({ reason: 'erased' });
    await world.later('2 hours');
    expect(world.sent).toEqual([]);
  });

  test('is finished by the table’s stream, where whoever merged them died after the first write', async () => {
    const world = await two(hello, {}, { fields: { city: 'Oslo' } });
    await world.ports.contacts.mergeInto('anna', 'ann', world.clock.now());
    await world.settle();
    expect(await world.ports.contacts.kept('ann')).toMatchObject({ mergedIds: ['anna'], fields: { city: 'Oslo' } });
    expect((await world.rows()).filter(({ kind }) => kind === 'merged')).toHaveLength(1);
  });
});
