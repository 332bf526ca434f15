/** Runs about a ticket, a deal or an order: each knows its own one, hears of its own one, and writes to its own one. */
import { describe, expect, test } from 'vitest';
import { startByHand } from '../../lib/engine/start-by-hand.ts';
import { aboutOf } from '../../lib/engine/subject.ts';
import type { JsonMap } from '../../lib/language/json.ts';
import { aWorld, type Given, type SmallWorld } from '../support/a-world.ts';

const workflow = (name: string, steps: string, head = 'when:\n  - event: ticket.created\n', subject = 'ticket') => ({
  [`workflows/${name}.yaml`]: `workflow: ${name}
purpose: One record at a time
owner: owner@example.com
subject: ${subject}
${head}steps:
${steps.replaceAll(/^/gm, '  ')}
`,
});

const about = (steps: string, head?: string, subject?: string, options?: Given['options']): Promise<SmallWorld> =>
  aWorld('- stop: done', { files: workflow('work', steps, head, subject), options });

const created = (ticketId: string | number, data: JsonMap = {}) => ({ data: { ticketId, ...data } });
const ends = async (world: SmallWorld) =>
  Object.fromEntries((await world.runs()).map(({ key, end }) => [key, end?.reason]));

describe('what is known of a ticket', () => {
  const noting = `- wait: 1 day
- update: contact
  set:
    said: "{{ ticket.number }} {{ ticket.priority }} {{ ticket.status }}"
    since: { from: ticket.createdAt }`;
  const said = async (world: SmallWorld) => (await world.ports.contacts.get('ann'))?.fields;

  test('is what its events said, the newest word on each', async () => {
    const world = await about(noting);
    await world.happens('ticket.created', created('T1', { number: 7, priority: 'low' }));
    await world.happens('ticket.updated', created('T1', { priority: 'high' }));
    await world.happens('ticket.updated', created('T2', { priority: 'none' }));
    await world.later('1 day');
    expect(await said(world)).toMatchObject({ said: '7 high open', since: '2026-03-02T09:00:00.000Z' });
  });

  test('its status is said, or is the word of an event that ends it, until something moves again', async () => {
    const statuses: [events: [string, JsonMap?][], status: string][] = [
      [[], 'open'],
      [[['ticket.updated', { status: 'pending' }]], 'pending'],
      [[['ticket.updated', { status: 'pending' }], ['ticket.commented']], 'pending'],
      [[['ticket.solved']], 'solved'],
      [[['ticket.solved'], ['ticket.commented']], 'open'],
      [[['ticket.solved'], ['ticket.closed']], 'closed'],
    ];
    for (const [events, status] of statuses) {
      const world = await about(noting);
      await world.happens('ticket.created', created('T1', { number: 7 }));
      for (const [name, data] of events) await world.happens(name, created('T1', data));
      await world.later('1 day');
      expect(await said(world)).toMatchObject({ said: `7  ${status}` });
    }
  });
});

describe('two tickets of one contact', () => {
  const waiting = `- wait-for: { value: ticket.status, is: solved }
  up-to: 2 days
  then:
    - stop: helped
- stop: late`;

  test('are two runs side by side, and each hears of its own', async () => {
    const world = await about(waiting);
    await world.happens('ticket.created', created(1));
    await world.happens('ticket.created', created('2'));
    await world.happens('ticket.created', created('1'));
    await world.happens('ticket.solved', created('2'));
    expect(await ends(world)).toEqual({ 1: undefined, 2: 'helped' });
    await world.later('2 days');
    expect(await ends(world)).toEqual({ 1: 'late', 2: 'helped' });
  });

  test('an exit is of the one that it speaks of', async () => {
    const head = 'when:\n  - event: ticket.created\nexit:\n  solved: { value: ticket.status, in: [solved, closed] }\n';
    const world = await about('- wait: 5 days\n- stop: late', head);
    await world.happens('ticket.created', created(1));
    await world.happens('ticket.created', created(2));
    await world.happens('ticket.updated', created(1, { status: 'closed' }));
    expect(await ends(world)).toEqual({ 1: 'solved', 2: undefined });
  });

  test('an event of the other one is nothing that happened to this one', async () => {
    const world = await about(`- wait-for: { event: ticket.called }
  up-to: 2 days
  then:
    - stop: called
- if: { open: ticket }
  then:
    - stop: open
- stop: closed`);
    await world.happens('ticket.created', created(1));
    await world.happens('ticket.created', created(2));
    await world.happens('ticket.called', created(2));
    await world.happens('ticket.closed', created(1));
    await world.happens('chat.ended', { data: { id: 2 } });
    await world.later('2 days');
    expect(await ends(world)).toEqual({ 1: 'closed', 2: 'called' });
  });
});

describe('update', () => {
  const taking = `- update: ticket
  set: { owner: support, status: pending }
- wait-for: { value: ticket.owner, is-not: support }
  up-to: 2 days
  then:
    - stop: given-away
- stop: "kept"`;
  const updates = (world: SmallWorld) =>
    world.ports.events.find('ann', { family: 'event', name: 'ticket.updated', since: '1970', atMost: 9 });

  test('is an event like those of others, once, and known at once', async () => {
    const world = await about(taking);
    await world.happens('ticket.created', created(17));
    expect(await updates(world)).toMatchObject([{ data: { ticketId: 17, owner: 'support', status: 'pending' } }]);
    await world.happens('ticket.updated', created('17', { owner: 'sales' }));
    expect(await ends(world)).toEqual({ 17: 'given-away' });
  });

  test('of which the answer was lost is told once', async () => {
    let lost = 0;
    const world = await about(taking, undefined, undefined, {
      redeliveries: 3,
      async around(call, carryOut) {
        const answer = await carryOut();
        const isUpdate = call.handler === 'task' && call.task.does === 'work';
        if (isUpdate && lost++ === 0) throw Object.assign(new Error('gone'), { name: 'Lambda.Unknown' });
        return answer;
      },
    });
    await world.happens('ticket.created', created(17));
    expect(lost).toBeGreaterThan(0);
    expect(await updates(world)).toHaveLength(1);
  });
});

test('a deal that its events know by number, an order that another event names', async () => {
  const steps = '- update: contact\n  set: { seen: "{{ deal.number }} {{ deal.stage }}" }';
  const deals = await about(steps, 'when:\n  - event: deal.created\n', 'deal');
  await deals.happens('deal.created', { data: { number: 9, stage: 'new' } });
  expect((await deals.run()).key).toBe('9');
  expect((await deals.ports.contacts.get('ann'))?.fields).toMatchObject({ seen: '9 new' });

  const orders = await about('- stop: seen', 'when:\n  - event: parcel.lost\n', 'order');
  await orders.happens('parcel.lost', { data: { id: 'P1', orderId: 'A1' } });
  expect((await orders.run()).key).toBe('A1');
});

test('a workflow that is called by another is about the same ticket; by hand it is told which', async () => {
  const world = await aWorld('- stop: done', {
    files: {
      ...workflow('work', '- run-workflow: part'),
      ...workflow('part', '- update: contact\n  set: { seen: { from: ticket.number } }', ''),
    },
  });
  await world.happens('ticket.created', { data: { id: 'T1', number: 7 } });
  expect((await world.runs()).map(({ key }) => key)).toEqual(['T1', 'T1']);
  expect((await world.ports.contacts.get('ann'))?.fields).toMatchObject({ seen: 7 });
  await world.happens('ticket.updated', { data: { id: 'T2', number: 8 } });
  await startByHand({ definition: 'part', contact: 'ann', input: { ticketId: 'T2' }, requestId: 'h1' }, world.ports);
  await world.settle();
  expect((await world.ports.contacts.get('ann'))?.fields).toMatchObject({ seen: 8 });
});

test('what a run about a contact costs stays as it was', async () => {
  const asked: string[] = [];
  const count = (given: Given, steps: string) =>
    aWorld(steps, {
      ...given,
      options: {
        around: (_call, carryOut, ports) =>
          carryOut({
            ...ports,
            events: {
              ...ports.events,
              find(contact, what) {
                if (what.namesFrom) asked.push(what.namesFrom);
                return ports.events.find(contact, what);
              },
            },
          }),
      },
    });
  const plain = await count({}, '- wait: 1 day\n- update: contact\n  set: { plan: gold }');
  await plain.happens('thing.happened');
  await plain.later('1 day');
  expect(asked).toEqual([]);
  const ticket = await count({ files: workflow('work', '- wait: 1 day\n- stop: late') }, '- stop: done');
  await ticket.happens('ticket.created', created(1));
  await ticket.later('1 day');
  expect(asked.length).toBeGreaterThan(0);
});

test('a ticket whose number is no number is called by its id, and one that has neither is a ticket', () => {
  const about = (values: JsonMap) => aboutOf({ subject: { kind: 'ticket', values } as never });
  const strange = Object.assign(Object.create(null), { firstName: 'Ann' }) as JsonMap;
  expect(about({ number: strange, ticketId: 'T-1' })).toBe('ticket T-1');
  expect(about({ number: 0, ticketId: 'T-1' })).toBe('ticket 0');
  expect(about({ number: [strange], ticketId: null })).toBe('ticket');
});
