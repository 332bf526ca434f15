/** A word that stands in everything a contact was asked and told is nowhere any more once they are forgotten, and never was where nothing can be erased. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fromImage } from '../../functions/aws/item.ts';
import { readBody } from '../../functions/aws/short-body.ts';
import { anonymousContact } from '../../lib/engine/anonymous.ts';
import { takeAnswers } from '../../lib/engine/answer-entry.ts';
import { closeFollowUp } from '../../lib/engine/close-follow-up.ts';
import { takeIn } from '../../lib/engine/entry.ts';
import type { EnginePorts, Identity } from '../../lib/engine/ports.ts';
import { takeProviderEvent } from '../../lib/engine/provider-event.ts';
import { startByHand } from '../../lib/engine/start-by-hand.ts';
import { takeOrder } from '../../lib/engine/take-order.ts';
import { takeReply } from '../../lib/engine/take-reply.ts';
import type { JsonMap } from '../../lib/language/json.ts';
import type { Order } from '../../lib/language/operator-orders.ts';
import { aWorld, type SmallWorld } from '../support/a-world.ts';
import type { Database } from '../support/database.ts';
import { openDatabase } from '../support/dynalite.ts';
import { engine } from '../support/engine.ts';
import { settingsFile } from '../support/project.ts';
import { tableStore } from '../support/table-store.ts';

/** Their name, and their number as it is called. */
const canary = /canary|2125550199/i;
const email = 'canary@example.com';
const phone = '+12125550199';

const mail = `---
subject: "{{ contact.firstName }} and {{ event.orderId }}"
---
<mj-section><mj-column><mj-text>{{ contact.firstName }} {{ event.note }}</mj-text><mj-button href="https://example.com/">Go</mj-button></mj-column></mj-section>
`;

const files = {
  'waymark.yaml': `${settingsFile}contact: { email: text, phone: text, firstName: text, plan: text, note: text, timeZone: text }
events:
  thing.happened: { orderId: text, note: text }
  confirmed: { word: text }
teams:
  sales: [lee@example.com]
`,
  'forms/sign-up.yaml': `form: sign-up
fields:
  email: { label: Email }
  firstName: { label: Name }
  note: { label: Note }
consent:
  - { topic: news, channel: email, label: Send me news }
  - { topic: news, channel: sms, label: Text me news }
`,
  'surveys/mood.yaml': 'survey: mood\nquestions:\n  why: { text: Why? }\n',
  'templates/hello.email.mjml': mail,
  'templates/more.email.mjml': mail,
  'templates/offer.sms.txt': '{{ contact.firstName }}: {{ event.note }}',
  'segments/keen.yaml': 'segment: keen\n',
  'segments/noted.yaml': 'segment: noted\nif: { field: note, known: true }\n',
  'journeys/noted.yaml': `journey: noted
purpose: Whoever has a note
owner: owner@example.com
topic: news
when: [{ segment: noted }, { field: plan }, { ended: example }, { inactive: confirmed, for: 5 days }]
again: always
steps: [{ wait: 20 days }, { stop: noted }]
`,
  'workflows/call.yaml': `workflow: call
purpose: Somebody calls
owner: owner@example.com
input: { reason: text }
steps:
  - assign-follow-up: "Call {{ contact.firstName }} {{ input.reason }}"
    to: team:sales
  - ask-approval: team:sales
    text: "May {{ contact.firstName }} have it?"
    up-to: 10 days
output: { why: { from: input.reason } }
`,
};

const steps = `- send-email: hello
- update: contact
  set: { plan: { from: event.note } }
- add-to-segment: keen
- score: interest
  rules: [{ if: { field: plan, known: true }, add: 5 }]
- run-workflow: call
  with: { reason: { from: event.note } }
- wait-for: { event: confirmed, where: { word: { is-not: "" } } }
  up-to: 3 days
- send-email: more
- send-sms: offer
- wait: 9 days
- stop: finished`;

let database: Database;
beforeAll(async () => {
  database = await openDatabase();
});
afterAll(() => database.close());

/** What handlers were called with: histories, queues, schedules and the bus keep it, and no call erases it there. */
interface Told {
  world: SmallWorld;
  outside: string[];
  /** All that is kept, readable. */
  kept(): Promise<string[]>;
}

async function aTable(): Promise<Told> {
  const table = await tableStore(database);
  const outside: string[] = [];
  const world = await lived({ store: table.store }, outside);
  const readable = ({ body, ...item }: Record<string, unknown>) =>
    `${JSON.stringify(item)} ${typeof body === 'string' ? readBody(body) : ''}`;
  return { world, outside, kept: async () => (await table.items()).map((image) => readable(fromImage(image))) };
}

async function aMemory(): Promise<Told> {
  const outside: string[] = [];
  const world = await lived({}, outside);
  const unnamed = anonymousContact({ kind: 'anonymousId', value: 'canary-cookie' }, world.ports.ids);
  return { world, outside, kept: () => everythingIn(world.ports, [unnamed, ...seen(outside)]) };
}

const ids: Identity[] = [
  { kind: 'userId', value: 'canary-user' },
  { kind: 'email', value: email },
  { kind: 'phone', value: phone },
  { kind: 'anonymousId', value: 'canary-cookie' },
];
const seen = (outside: string[]): string[] => [
  ...new Set(outside.flatMap((text) => Array.from(text.matchAll(/"contact":"(\w+)"/g), ([, id]) => id!))),
];

async function everythingIn(ports: EnginePorts, contacts: string[]): Promise<string[]> {
  const owned = await Promise.all(contacts.map((id) => ports.belongings.of(id)));
  const book = await ports.audit.list({ since: '2000', until: '2100', atMost: 1_000 });
  const unknown = [];
  for await (const row of ports.timeline.unknown()) unknown.push(row);
  const counts = await Promise.all(['example', 'noted', 'call'].map((name) => ports.counters.read(name)));
  const addresses = await Promise.all(ids.map((id) => ports.contacts.ownerOf(id)));
  const all = [
    ...owned,
    book,
    unknown,
    counts,
    addresses,
    await ports.followUps.list(),
    await ports.contacts.list({ limit: 100 }),
  ];
  return all.map((one) => JSON.stringify(one));
}

/** The word comes in by every door, and goes through every step. */
async function lived(options: object, outside: string[]): Promise<SmallWorld> {
  const world = await aWorld(steps, {
    files,
    head: 'when:\n  - event: thing.happened\n  - form: sign-up\nper: event.orderId\nagain: always\n',
    options: {
      ...options,
      around(called, carryOut) {
        if (called.handler !== 'publish') outside.push(JSON.stringify(called));
        return carryOut();
      },
    },
  });
  const { ports } = world;
  const [userId, mailbox, number, cookie] = ids as [Identity, Identity, Identity, Identity];
  let messages = 0;
  const happens = async (family: string, name: string, identities: Identity[], data: JsonMap, more: object = {}) => {
    await takeIn({ messageId: `canary-${++messages}`, family, name, identities, data, ...more }, ports);
    await world.settle();
  };
  await happens('page', '/canary', [cookie], { path: '/canary', referrer: 'canary' });
  const consent = ['email', 'sms'].map((channel) => ({
    topic: 'news',
    channel,
    state: 'in' as const,
    source: 'form:sign-up',
    wording: 'Send canary news',
  }));
  const posted = { email, firstName: 'Canary', note: 'a canary' };
  await happens('form', 'sign-up', [mailbox, cookie], posted, { traits: posted, consent });
  await happens(
    'event',
    'identified',
    [userId, mailbox, number],
    {},
    { traits: { phone, timeZone: 'UTC', plan: 'canary' } },
  );
  await happens('event', 'thing.happened', [userId], { orderId: 'canary-7', note: 'canary note' });
  await happens('page', '/canary/prices', [userId], { path: '/canary/prices' });
  await takeAnswers(
    { survey: 'mood', body: { userId: 'canary-user', answers: { why: 'canary' } }, requestId: 'canary-answer' },
    ports,
  );
  const contact = (await ports.contacts.ownerOf(mailbox))!;
  await startByHand({ definition: 'call', contact, input: { reason: 'canary' }, requestId: 'canary-start' }, ports);
  await world.settle();
  for (const { effectKey, asks } of await ports.followUps.list())
    await closeFollowUp({ effectKey, word: asks === 'decision' ? 'approved' : 'completed', by: 'lee' }, ports);
  await world.settle();
  await happens('event', 'confirmed', [userId], { word: 'canary' });
  await world.later('1 hour');
  const unread = JSON.stringify({ originationNumber: phone, messageBody: 'canary' });
  const letter = { id: 'unread', function: 'take-reply', message: unread, cause: 'bad-input', at: world.clock.now() };
  await ports.deadLetters.keep(letter);
  await takeReply({ id: 'sms-1', from: phone, text: 'canary please', at: world.clock.now() }, ports);
  await world.settle();
  return world;
}

const order = async ({ ports, settle }: SmallWorld, ordered: Order) => {
  const { result } = await takeOrder({ id: `order-${ordered.does}`, by: 'lee', order: ordered }, ports);
  await settle();
  return result;
};

// The table is the same for both engines.
describe.each([['in memory', aMemory] as const, ...(engine === 'standard' ? [['in a table', aTable] as const] : [])])(
  '%s',
  (_, alive) => {
    test('a contact is shown what is kept of them, of every kind, and what came before they had a name', async () => {
      const { world } = await alive();
      const { kept } = (await order(world, { does: 'export', contact: email })) as { kept: Record<string, unknown[]> };
      for (const kind of ['contact', 'event', 'run', 'line', 'entry', 'segment', 'follow-up'])
        expect(JSON.stringify(kept[kind] ?? []), kind).not.toBe('[]');
      for (const word of ['/canary', 'a canary', 'canary note', 'canary-7', 'Call Canary a canary', 'Send canary news'])
        expect(JSON.stringify(kept), word).toContain(word);
      expect(JSON.stringify(kept)).toContain('"why":"canary"');
    });

    test('forgotten, nothing of it is left, and whatever comes late brings nothing back', async () => {
      const { world, outside, kept } = await alive();
      const before = (await kept()).filter((one) => canary.test(one));
      expect(before.length, 'the word was everywhere').toBeGreaterThan(3);
      const messages = [...world.sent];
      expect(messages.length).toBeGreaterThan(2);
      expect(JSON.stringify(messages)).toMatch(/canary note/);
      const contact = (await world.ports.contacts.ownerOf({ kind: 'email', value: email }))!;

      await order(world, { does: 'pause', whose: { contact: email } });
      await order(world, { does: 'erase', contact: email });
      for (const { channel, effect } of messages) {
        const said = { id: `canary-${effect}`, channel, effect, at: world.clock.now(), to: email };
        await takeProviderEvent({ ...said, word: 'delivered' }, world.ports);
        await takeProviderEvent({ ...said, word: 'complained' }, world.ports);
      }
      await world.settle();
      await world.later('40 days');

      const left = await kept();
      expect(left.filter((one) => canary.test(one))).toEqual([]);
      expect(await world.ports.belongings.of(contact)).toEqual({});
      expect(left.filter((one) => one.includes(`C#${contact}`))).toEqual([]);
      expect(await world.ports.suppressions.find('email', email)).toMatchObject({ reason: 'erased' });
      expect(await world.ports.suppressions.find('sms', phone)).toMatchObject({ reason: 'erased' });
      expect(outside.length).toBeGreaterThan(20);
      expect(outside.filter((one) => canary.test(one))).toEqual([]);
    });
  },
);
