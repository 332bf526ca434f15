/** What operators order is done once, is told by number before, and stands in the book with who it was. */
import { describe, expect, test } from 'vitest';
import { refOf } from '../../lib/engine/run-record.ts';
import { takeOrder } from '../../lib/engine/take-order.ts';
import type { Order } from '../../lib/language/operator-orders.ts';
import { orderEnvelope } from '../../lib/language/operator-orders.ts';
import { addContact, ann, aWorld, type SmallWorld } from '../support/a-world.ts';
import { onEngine } from '../support/engine.ts';
import { createBreaker } from '../support/faulty-ports.ts';
import { aJourney, compileFiles } from '../support/project.ts';

const waits = '- wait: 1 day\n- send-email: hello';
let ids = 0;

async function orders(world: SmallWorld, order: Order, more: { dryRun?: boolean; by?: string } = {}) {
  const { result } = await takeOrder(
    { id: `order-${String(++ids).padStart(3, '0')}`, by: 'lee', order, ...more },
    world.ports,
  );
  await world.settle();
  return result;
}

const book = async (world: SmallWorld) => {
  const { entries } = await orders(world, { does: 'audit' });
  return (entries as { did: string; by: string; result?: unknown; reason?: string }[]).toReversed();
};

async function inside(contacts = ['ann', 'bob'], steps = waits): Promise<SmallWorld> {
  const world = await aWorld(steps);
  for (const id of contacts.slice(1)) {
    await world.ports.contacts.claim({ kind: 'email', value: `${id}@example.com` }, id);
    await addContact(ann({ id, fields: { email: `${id}@example.com`, phone: '+12125550199' } }), world.ports);
  }
  for (const contact of contacts) await world.happens('thing.happened', { contact });
  return world;
}

describe('an order', () => {
  test('says first how many it would touch, and touches nobody', async () => {
    const world = await inside();
    expect(await orders(world, { does: 'stop', whose: { definition: 'example' } }, { dryRun: true })).toEqual({
      inside: 2,
    });
    expect(await orders(world, { does: 'stop', whose: { everything: true } }, { dryRun: true })).toEqual({ inside: 2 });
    expect(await orders(world, { does: 'erase', contact: 'bob@example.com' }, { dryRun: true })).toEqual({ inside: 1 });
    expect(await book(world)).toEqual([]);
    await world.later('2 days');
    expect(world.sent).toHaveLength(2);
  });

  test('closes an address and opens it again, once however often it is given, and the book says who', async () => {
    const world = await inside(['ann']);
    const closing: Order = { does: 'suppress', contact: 'ann', channel: 'email', reason: 'legal' };
    expect(await orders(world, closing, { dryRun: true })).toEqual({ inside: 1 });
    const given = { id: 'order-of-legal', at: world.clock.now(), by: 'lee', order: closing };
    for (let times = 0; times < 3; times++)
      expect((await takeOrder(given, world.ports)).result).toEqual({ channels: ['email'] });
    await world.later('2 days');
    expect(await world.told()).toContain('send-email-hello skipped suppressed:legal');
    await orders(world, { does: 'unsuppress', contact: 'ann' }, { by: 'kim' });
    await world.happens('thing.happened');
    await world.later('2 days');
    expect(world.sent).toHaveLength(1);
    expect((await book(world)).map(({ did, by, result }) => [did, by, result])).toEqual([
      ['suppress', 'lee', { channels: ['email'] }],
      ['unsuppress', 'kim', { channels: ['email', 'sms'] }],
    ]);
    expect((await world.rows()).filter(({ kind }) => kind === 'operator')).toHaveLength(3);
    await world.ports.contacts.set('ann', { phone: null }, 'e1');
    await expect(orders(world, { does: 'suppress', contact: 'ann', channel: 'sms' })).rejects.toThrow(
      'no such address',
    );
  });

  test('is in the book with who gave it, why, and what came of it', async () => {
    const world = await inside();
    await orders(world, { does: 'pause', whose: { contact: 'bob@example.com' }, reason: 'on holiday' });
    await orders(world, { does: 'pause', whose: { everything: true } }, { by: 'kim' });
    await orders(world, { does: 'resume', whose: { everything: true } }, { by: 'kim' });
    await orders(world, { does: 'stop', whose: { definition: 'example' }, reason: 'recall' });
    const [first, ...others] = await book(world);
    expect(first).toMatchObject({ by: 'lee', did: 'pause', contact: 'bob', reason: 'on holiday' });
    expect(JSON.stringify(first)).not.toContain('bob@');
    expect(others.map(({ by, did, result }) => [by, did, result])).toEqual([
      ['kim', 'pause everything', { restarted: 0, stopped: 0 }],
      ['kim', 'resume everything', { restarted: 0, stopped: 0 }],
      ['lee', 'stop', { restarted: 0, stopped: 2 }],
    ]);
  });

  test('whose carrying out died is in the book all the same, and once when it is given again', async () => {
    for (let call = 0; ; call++) {
      const world = await inside(['ann']);
      const order = {
        id: 'the-same-order',
        by: 'lee',
        order: { does: 'stop', whose: { definition: 'example' } } as const,
      };
      const breaker = createBreaker(call, 'dies');
      await breaker.run(world.ports, (ports) => takeOrder(order, ports)).catch(() => undefined);
      await takeOrder(order, world.ports);
      await world.later('2 days');
      expect(await book(world)).toHaveLength(1);
      expect((await world.run()).end?.how).toBe('operator');
      if (breaker.broken() === undefined) break;
    }
  });

  test('for somebody or something that is not there is refused in words', async () => {
    const world = await inside(['ann']);
    const refused = (order: Order) => expect(orders(world, order)).rejects;
    await refused({ does: 'pause', whose: { contact: 'nobody' } }).toMatchObject({ code: 'contact-unknown' });
    await refused({ does: 'stop', whose: { definition: 'exampel' } }).toMatchObject({ code: 'definition-unknown' });
    await refused({ does: 'disable', definition: 'exampel' }).toMatchObject({ code: 'definition-unknown' });
    await refused({ does: 'versions', definition: 'exampel' }).toMatchObject({ code: 'definition-unknown' });
    await refused({ does: 'rollback', definition: 'example' }).toMatchObject({ code: 'version-unknown' });
    await refused({ does: 'move', definition: 'exampel' }).toMatchObject({ code: 'version-unknown' });
  });

  test('names one of run, contact, definition and everything', () => {
    const reads = (whose: unknown) =>
      orderEnvelope.safeParse({ id: 'an-order-id', order: { does: 'stop', whose } }).success;
    expect(
      [
        { run: 'a.b' },
        { contact: 'ann' },
        { definition: 'x' },
        { contact: 'ann', definition: 'x' },
        { everything: true },
      ].map(reads),
    ).toEqual([true, true, true, true, true]);
    expect(
      [{}, { run: 'a.b', definition: 'x' }, { everything: true, contact: 'ann' }, { definition: '' }].map(reads),
    ).toEqual([false, false, false, false]);
  });
});

describe('runs', () => {
  test('are found by what they wait for or suffer from', async () => {
    const world = await aWorld(waits, { answers: () => ({ answer: 'unknown', reason: 'ECONNRESET' }) });
    const runsOf = async (status: 'failed' | 'stuck' | 'unknown' | 'waiting' | 'open' | 'paused') =>
      (await orders(world, { does: 'runs', definition: 'example', status })).runs as {
        run: string;
        step: string;
        reason?: string;
      }[];
    await world.happens('thing.happened');
    const ref = refOf(await world.run());
    expect(await runsOf('waiting')).toMatchObject([{ run: ref, step: 'wait-1-day', number: 1, contact: 'ann' }]);
    expect(await runsOf('open')).toHaveLength(1);
    for (const none of ['failed', 'stuck', 'unknown', 'paused'] as const) expect(await runsOf(none)).toEqual([]);
    await orders(world, { does: 'pause', whose: { run: ref }, reason: 'asked' });
    expect(await runsOf('paused')).toMatchObject([{ status: 'paused', reason: 'asked' }]);
    await orders(world, { does: 'resume', whose: { run: ref } });
    await world.later('2 days');
    expect(await runsOf('unknown')).toMatchObject([{ run: ref, reason: 'ECONNRESET' }]);
    expect(await runsOf('open')).toEqual([]);
  });

  test('that have failed are driven on all at once', async () => {
    let answer: 'refused' | 'accepted' = 'refused';
    const world = await aWorld('- send-email: hello', {
      answers: () => (answer === 'refused' ? { answer, reason: 'not-verified' } : undefined),
    });
    await addContact(ann({ id: 'bob' }), world.ports);
    for (const contact of ['ann', 'bob']) await world.happens('thing.happened', { contact });
    expect((await orders(world, { does: 'runs', status: 'failed' })).runs).toHaveLength(2);
    answer = 'accepted';
    expect(await orders(world, { does: 'redrive', whose: { definition: 'example' } })).toEqual({ redriven: 2 });
    expect((await world.run('bob')).end?.how).toBe('finished');
    expect((await orders(world, { does: 'runs', status: 'failed' })).runs).toEqual([]);
  });
});

describe('versions', () => {
  test('are listed with when and by whom, moved to, and gone back to', async () => {
    const world = await inside(['ann']);
    const next = onEngine(await compileFiles(aJourney('- wait: 3 days\n- send-email: hello')));
    await world.publish(next);
    expect((await orders(world, { does: 'versions', definition: 'example' })).versions).toMatchObject([
      { number: 2, isLive: true, at: world.clock.now() },
      { number: 1, isLive: false },
    ]);
    expect(
      await orders(
        world,
        { does: 'move', definition: 'example', map: { 'wait-1-day': 'wait-3-days' } },
        { dryRun: true },
      ),
    ).toEqual({
      to: 2,
      steps: [{ from: 1, step: 'wait-1-day', count: 1, does: 'stays', to: 'wait-3-days' }],
    });
    expect(await orders(world, { does: 'rollback', definition: 'example' }, { dryRun: true })).toEqual({
      from: 2,
      to: 1,
      inside: [],
    });
    await orders(world, { does: 'rollback', definition: 'example', reason: 'too long' });
    const { over, versions } = await orders(world, { does: 'versions', definition: 'example' });
    expect(over).toBe(2);
    expect(versions).toMatchObject([
      { number: 2, isLive: false },
      { number: 1, isLive: true },
    ]);
    // The files still say the same: a save of something else undoes nothing.
    await world.publish(next);
    await addContact(ann({ id: 'bob' }), world.ports);
    await world.happens('thing.happened', { contact: 'bob' });
    await world.later('1 day');
    expect(world.sent).toHaveLength(2);
  });
});

describe('a contact', () => {
  test('is shown everything that is kept about them, which the book does not repeat', async () => {
    const world = await inside();
    await orders(world, { does: 'export', contact: 'bob@example.com' });
    const { kept } = await orders(world, { does: 'export', contact: 'bob@example.com' });
    expect(kept).toMatchObject({
      contact: [{ id: 'bob' }],
      run: [{ definition: 'example' }],
      event: [{ name: 'thing.happened' }],
    });
    const [entry] = await book(world);
    expect(entry).toMatchObject({ did: 'export', contact: 'bob' });
    expect(entry?.result).toBeUndefined();
  });

  test('is forgotten: runs end, nothing is sent any more, and only the suppression stays', async () => {
    const world = await inside();
    const { email } = (await world.ports.contacts.get('bob'))!.fields;
    expect(await orders(world, { does: 'erase', contact: 'bob@example.com' })).toEqual({ runs: 1 });
    await world.later('3 days');
    expect(world.sent).toHaveLength(1);
    expect(await world.ports.belongings.of('bob')).toEqual({});
    expect(await world.ports.suppressions.find('email', String(email))).toMatchObject({ reason: 'erased' });
    expect(await world.ports.counters.read('example')).toMatchObject({ entered: 2, ended: 2 });
  });

  test('is forgotten entirely, wherever the first attempt died', async () => {
    for (let call = 0; ; call++) {
      const world = await inside();
      const order = { id: 'erase-bob', by: 'lee', order: { does: 'erase', contact: 'bob' } as const };
      const breaker = createBreaker(call, 'dies');
      await breaker.run(world.ports, (ports) => takeOrder(order, ports)).catch(() => undefined);
      if (await world.ports.contacts.get('bob')) await takeOrder(order, world.ports);
      await world.settle();
      expect(await world.ports.belongings.of('bob'), `died in ${breaker.broken()}`).toEqual({});
      expect(await world.ports.belongings.of('ann')).not.toEqual({});
      if (breaker.broken() === undefined) break;
    }
  });
});
