/** What a function has given up on: an operator sees why, and what is mended is tried again, once for each letter. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { Change, DeadLetter, EnginePorts } from '../../lib/engine/ports.ts';
import { takeOrder } from '../../lib/engine/take-order.ts';
import type { Order } from '../../lib/language/operator-orders.ts';
import { createClock } from '../../lib/simulator/clock.ts';
import { createMemoryPorts } from '../../lib/simulator/ports/index.ts';
import { createMemoryLostChanges } from '../../lib/simulator/ports/lost-changes.ts';
import { createMemoryQueues } from '../../lib/simulator/ports/queues.ts';
import { aContact, at, monday } from '../support/records.ts';

const idle = { start: () => 'started' as const, stop: () => 'gone' as const, succeed: () => 'gone' as const };
const aLetter = (said: Partial<DeadLetter> = {}): DeadLetter => ({
  ...{ id: 'm-1', function: 'enroll', message: '{"contact":"ann"}', cause: 'bad-input', at: at(-60) },
  ...said,
});

let ports: EnginePorts;
let given: string[];
beforeEach(() => {
  given = [];
  const queues = createMemoryQueues((to, message) => void given.push(`${to} ${message}`));
  ports = createMemoryPorts({ clock: createClock(monday), executions: idle, machines: new Map(), queues });
});
const order = (what: Order, more = {}) =>
  takeOrder({ id: 'order-000001', by: 'lee', order: what, ...more }, ports).then(({ result }) => result);
const left = async () => (await ports.deadLetters.list({ atMost: 9 })).map(({ id }) => id);

test('is listed with its cause, and without what it says of a contact', async () => {
  await ports.deadLetters.keep(aLetter());
  expect(await order({ does: 'dead-letters' })).toEqual({
    letters: [{ id: 'm-1', function: 'enroll', cause: 'bad-input', at: at(-60) }],
  });
});

test('goes back to its queue as it lay there, and the book says who gave it back', async () => {
  await ports.deadLetters.keep(aLetter());
  await ports.deadLetters.keep(aLetter({ id: 'm-2', function: 'signal' }));
  expect(await order({ does: 'redeliver' }, { dryRun: true })).toEqual({ inside: 2 });
  expect(given).toEqual([]);
  expect(await order({ does: 'redeliver', function: 'enroll', reason: 'mended' })).toEqual({ redelivered: 1 });
  expect(given).toEqual(['enroll {"contact":"ann"}']);
  expect(await left()).toEqual(['m-2']);
  const [entry] = await ports.audit.list({ since: monday, until: monday, atMost: 1 });
  expect(entry).toMatchObject({ did: 'redeliver', by: 'lee', reason: 'mended', result: { redelivered: 1 } });
});

test('stays where the queue does not take it, and whoever dies on the way gives it back twice at most', async () => {
  await ports.deadLetters.keep(aLetter());
  const { put } = ports.queues;
  ports.queues.put = () => Promise.reject(new Error('down'));
  await expect(order({ does: 'redeliver' })).rejects.toThrow('down');
  expect(await left()).toEqual(['m-1']);

  ports.queues.put = put;
  const { remove } = ports.deadLetters;
  ports.deadLetters.remove = () => Promise.reject(new Error('dead'));
  await expect(order({ does: 'redeliver' })).rejects.toThrow('dead');
  ports.deadLetters.remove = remove;
  await order({ does: 'redeliver' });
  expect(given).toHaveLength(2);
  expect(await left()).toEqual([]);
});

test('given up anew, it is not given back a second time by the same order', async () => {
  await ports.deadLetters.keep(aLetter());
  const { put } = ports.queues;
  ports.queues.put = async (to, message) => {
    await put(to, message);
    await ports.deadLetters.keep(aLetter({ id: 'm-9', message, at: at(1) }));
  };
  expect(await order({ does: 'redeliver' })).toEqual({ redelivered: 1 });
  expect(await order({ does: 'redeliver' }, { at: monday })).toEqual({ redelivered: 0 });
  expect(await left()).toEqual(['m-9']);
});

describe('changes that the stream has forgotten', () => {
  const came = (contact: string): Change => ({
    kind: 'event',
    id: `C#${contact}/E#event#x@000000000001`,
    event: { id: `m-${contact}`, family: 'event', name: 'x', contact, at: monday, receivedAt: monday, data: {} },
  });
  const told: string[] = [];
  beforeEach(() => {
    told.length = 0;
    ports.bus.publish = async (events) => void told.push(...events.map(({ detail }) => String(detail.contact)));
    ports.lostChanges = createMemoryLostChanges([
      { id: 'lost-1', at: at(-60), changes: [came('ann'), came('bob')] },
      { id: 'lost-2', at: at(-30), changes: [came('cy')] },
    ]);
  });

  test('are listed among the rest, told again, and heard of once', async () => {
    await ports.deadLetters.keep(aLetter({ at: at(-45) }));
    const { letters } = (await order({ does: 'dead-letters' })) as { letters: { id: string; function: string }[] };
    expect(letters.map(({ id }) => id)).toEqual(['lost-1', 'm-1', 'lost-2']);
    expect(letters[0]).toMatchObject({ function: 'publish-changes', cause: 'not-told' });
    expect(await order({ does: 'redeliver', function: 'publish-changes' })).toEqual({ redelivered: 2 });
    expect(told).toEqual(['ann', 'bob', 'cy']);
    expect(await order({ does: 'redeliver', function: 'publish-changes' })).toEqual({ redelivered: 0 });
    expect(await left()).toEqual(['m-1']);
  });

  test('stay where the bus does not take them', async () => {
    ports.bus.publish = () => Promise.reject(new Error('down'));
    await expect(order({ does: 'redeliver' })).rejects.toThrow('down');
    expect(await ports.lostChanges.list()).toHaveLength(2);
  });

  test('of somebody who is forgotten are forgotten with them, and those of others are told', async () => {
    await ports.contacts.create(aContact({ fields: { email: 'ann@example.com' } }));
    await order({ does: 'erase', contact: 'ann' });
    expect(told).toEqual(['bob']);
    expect((await ports.lostChanges.list()).map(({ id }) => id)).toEqual(['lost-2']);
  });
});

test('of somebody who is forgotten is forgotten with them', async () => {
  await ports.contacts.create(aContact({ fields: { email: 'ann@example.com' } }));
  await ports.deadLetters.keep(aLetter());
  await ports.deadLetters.keep(aLetter({ id: 'm-2', message: 'a bounce of ann@example.com' }));
  await ports.deadLetters.keep(aLetter({ id: 'm-3', message: 'about bob' }));
  await order({ does: 'erase', contact: 'ann' });
  expect(await left()).toEqual(['m-3']);
});
