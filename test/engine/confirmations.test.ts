/** Double opt-in: what was ticked is agreed to by the button behind the link that we sent to that very address, and by nothing else. */
import { beforeEach, describe, expect, test } from 'vitest';
import { createSigner } from '../../functions/aws/signing.ts';
import type { ApiAnswer } from '../../functions/middleware/api.ts';
import { createHandler } from '../../functions/unsubscribe.ts';
import { confirmByLink } from '../../lib/engine/confirm-link.ts';
import { takeForm } from '../../lib/engine/form-entry.ts';
import type { OutgoingEmail } from '../../lib/engine/ports.ts';
import { aCall, silent, urlencoded } from '../functions/ways-in.ts';
import { aWorld, type Given, type SmallWorld } from '../support/a-world.ts';
import { createBreaker } from '../support/faulty-ports.ts';

const form = `form: newsletter
fields:
  email: { label: Email, required: true }
consent:
  - { topic: news, channel: email, label: Send me news }
confirm: please
`;
const files = {
  'forms/newsletter.yaml': form,
  'templates/please.email.html': '---\nsubject: Please confirm\n---\n<p><a href="{{ confirmUrl }}">Confirm</a></p>\n',
};

let world: SmallWorld;
let ids = 0;

async function opened(given: Given = {}) {
  world = await aWorld('- send-email: hello', { ...given, files });
}
beforeEach(() => opened());

const email = 'new@example.com';
async function sends(address = email, ticked = true): Promise<string> {
  const { ports } = world;
  const values = new Map(Object.entries({ email: address, ...(ticked && { 'consent.news.email': 'on' }) }));
  await takeForm({ form: (await ports.registry.form('newsletter'))!, values, requestId: `r${++ids}` }, ports);
  await world.settle();
  return (await ports.contacts.ownerOf({ kind: 'email', value: address }))!;
}
const mails = () => world.sent.filter((message) => message.channel === 'email') as unknown as OutgoingEmail[];
const linkIn = (mail: OutgoingEmail) => /https:\/\/waymark\.test(\/c\/[^"\s]+)/.exec(mail.html)![1]!;
const consentOf = async (contact: string) => (await world.ports.contacts.get(contact))?.consent.news?.email;

async function press(path: string, body: string | undefined = 'confirm=yes', method = 'POST'): Promise<ApiAnswer> {
  const handler = createHandler(world.ports, silent);
  const answer = await handler(aCall({ path, method, headers: urlencoded, body }), {} as never);
  await world.settle();
  return answer as ApiAnswer;
}

test('a form that is sent is asked about in one mail, to the address that stands in it', async () => {
  const contact = await sends();
  const [form] = await world.ports.events.find(contact, { family: 'form', since: '0', atMost: 5 });
  expect(await consentOf(contact)).toMatchObject({
    state: 'pending',
    source: 'form:newsletter',
    wording: 'Send me news',
    proof: form!.id,
  });
  expect(mails()).toHaveLength(1);
  expect(mails()[0]).toMatchObject({ to: email, subject: 'Please confirm', class: 'transactional' });
});

test('looking at the link agrees to nothing, whoever looks; the button does, with proof', async () => {
  const contact = await sends();
  const path = linkIn(mails()[0]!);
  for (const method of ['GET', 'HEAD', 'GET'])
    expect(await press(path, undefined, method)).toMatchObject({ statusCode: 200 });
  expect(await consentOf(contact)).toMatchObject({ state: 'pending' });

  expect(await press(path)).toMatchObject({ statusCode: 200, body: expect.stringContaining('Confirmed') });
  expect(await consentOf(contact)).toEqual({
    state: 'in',
    at: world.clock.now(),
    source: 'confirmed:newsletter',
    wording: 'Send me news',
    proof: mails()[0]!.effect,
  });
  const told = (await world.rows(contact)).filter(({ kind }) => kind === 'consent');
  expect(told.map(({ outcome, facts }) => [outcome, facts?.wording])).toEqual([
    ['pending', 'Send me news'],
    ['in', 'Send me news'],
  ]);
});

test('pressed a hundred times it is one choice, of the first time', async () => {
  const contact = await sends();
  const path = linkIn(mails()[0]!);
  await press(path);
  const first = await world.ports.contacts.get(contact);
  await world.later('1 day');
  for (let times = 0; times < 100; times++) await press(path);
  expect(await world.ports.contacts.get(contact)).toEqual(first);
});

test.each(['dies', 'answer-lost', 'fails'] as const)(
  'pressed again it is one choice, wherever a call %s',
  async (how) => {
    for (let call = 0; ; call++) {
      await opened();
      const contact = await sends();
      const token = linkIn(mails()[0]!).slice('/c/'.length);
      await world.later('1 hour');
      const breaker = createBreaker(call, how);
      await breaker.run(world.ports, (ports) => confirmByLink(token, ports)).catch(() => undefined);
      await world.later('1 hour');
      expect(await confirmByLink(token, world.ports)).toBe(true);
      expect(await consentOf(contact), breaker.broken()).toMatchObject({ state: 'in', proof: mails()[0]!.effect });
      const told = (await world.rows(contact)).filter(({ kind }) => kind === 'consent');
      expect(
        told.map(({ outcome }) => outcome),
        breaker.broken(),
      ).toEqual(['pending', 'in']);
      if (breaker.broken() === undefined) break;
    }
  },
);

test.each([
  ['nothing', ''],
  ['no', 'confirm=no'],
  ['something else', 'List-Unsubscribe=One-Click'],
  ['more than that', 'confirm=yes&topic=offers'],
])('a press that says %s is refused', async (_, body) => {
  const contact = await sends();
  expect((await press(linkIn(mails()[0]!), body)).statusCode).toBe(400);
  expect(await consentOf(contact)).toMatchObject({ state: 'pending' });
});

test('a link with one changed character confirms nobody', async () => {
  const contact = await sends();
  const signer = createSigner({ deployment: 'acme', keys: [{ id: 'k1', secret: 's'.repeat(40) }], clock: world.clock });
  world.ports.signer.sign = signer.sign;
  world.ports.signer.verify = signer.verify;
  await world.later('1 hour');
  await sends();
  const path = linkIn(mails().at(-1)!);
  for (let at = '/c/'.length; at < path.length; at++) {
    const other = path[at] === 'A' ? 'B' : 'A';
    expect((await press(path.slice(0, at) + other + path.slice(at + 1))).statusCode, `${at}`).toBe(404);
  }
  expect(await consentOf(contact)).toMatchObject({ state: 'pending' });
  expect((await press(path)).statusCode).toBe(200);
});

test('a link is good for a week, and a form that is sent again brings another', async () => {
  const contact = await sends();
  await world.later('8 days');
  expect((await press(linkIn(mails()[0]!))).statusCode).toBe(404);
  expect(await consentOf(contact)).toMatchObject({ state: 'pending' });
  await sends();
  await press(linkIn(mails()[1]!));
  expect(await consentOf(contact)).toMatchObject({ state: 'in' });
});

describe('nobody is asked', () => {
  test('twice within minutes, however often the form is sent', async () => {
    for (let times = 0; times < 5; times++) await sends();
    expect(mails()).toHaveLength(1);
    await world.later('11 minutes');
    await sends();
    expect(mails()).toHaveLength(2);
  });

  test('who has ticked nothing', async () => {
    await sends(email, false);
    expect(mails()).toEqual([]);
  });

  test('who has agreed already, and they stay agreed', async () => {
    const contact = await sends();
    await press(linkIn(mails()[0]!));
    await world.later('1 day');
    await sends();
    expect(mails()).toHaveLength(1);
    expect(await consentOf(contact)).toMatchObject({ state: 'in' });
  });

  test('whose address is closed', async () => {
    await world.ports.suppressions.add('email', email, 'complained', world.clock.now());
    await sends();
    expect(mails()).toEqual([]);
  });
});

test('who has left since the mail was sent is not brought back by its link', async () => {
  const contact = await sends();
  await world.later('1 hour');
  await world.ports.contacts.setConsent(contact, 'news', 'email', {
    state: 'out',
    at: world.clock.now(),
    source: 'one-click',
  });
  expect((await press(linkIn(mails()[0]!))).statusCode).toBe(200);
  expect(await consentOf(contact)).toMatchObject({ state: 'out' });
});

test('who has not confirmed gets no marketing, who has gets it', async () => {
  const contact = await sends();
  await world.happens('thing.happened', { contact: 'ann' });
  const event = { messageId: 'e1', family: 'event', name: 'thing.happened', data: {} };
  const { ingest } = await import('../../lib/engine/ingest.ts');
  await ingest({ ...event, identities: [{ kind: 'email', value: email }] }, world.ports);
  await world.settle();
  expect(await world.told(contact)).toContain('send-email-hello skipped no-consent');
  await press(linkIn(mails()[0]!));
  await ingest({ ...event, messageId: 'e2', identities: [{ kind: 'email', value: email }] }, world.ports);
  await world.settle();
  expect(await world.told(contact)).toContain('send-email-hello sent');
});
