import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { MessageView } from '../../lib/language/operator-api.ts';
import { ann, aStack, type TestStack, textsOf } from './a-stack.ts';

let stack: TestStack;
let email: string;
let mail: MessageView;
beforeAll(async () => {
  stack = await aStack();
});
beforeEach(async ({ task }) => {
  email = `ann-${task.id.split('_').at(-1)}@example.com`;
  await stack.signUp({ ...ann, email });
  [mail] = (await stack.messages()) as [MessageView];
});
afterAll(() => stack.remove());

/** To behind everything that is due. */
const daysLater = (days: number) =>
  stack.send('/api/time', { to: new Date(Date.parse(stack.now()) + days * 86_400_000).toISOString() });
const sentTo = async () => (await stack.messages()).filter(({ to }) => to === email);

const report = (what: string, body?: unknown) => stack.send(`/api/messages/${mail.id}/${what}`, body);

test('the mailbox shows the mail as it would have travelled', () => {
  expect(mail).toMatchObject({
    channel: 'email',
    to: email,
    from: 'Acme <hello@acme.example>',
    subject: 'Hello Ann',
    preview: 'Good that you are here',
    local: 'Mon 2 Mar 10:00',
    text: expect.stringContaining('https://acme.example/start'),
    html: expect.stringContaining('begin here'),
  });
  expect(mail.links[0]).toEqual({ href: 'https://acme.example/start', text: 'begin here' });
  expect(mail.unsubscribeUrl).toMatch(new RegExp(`^${stack.url}/u/`));
});

test('opening and clicking are seen on the message, in the timeline, and by the waiting run', async () => {
  expect((await report('open')).status).toBe(204);
  expect((await report('click', { href: 'https://acme.example/start' })).status).toBe(204);

  expect((await sentTo())[0]).toMatchObject({ openedAt: expect.any(String), clickedAt: expect.any(String) });
  expect(textsOf(await stack.contact(email)).slice(-5)).toEqual([
    'opened hello',
    'clicked hello (https://acme.example/start)',
    'goes on: clicked hello: yes (Mon 10:00)',
    'add-to-segment: readers: added',
    'waiting until Tue 10:00',
  ]);
});

test('a link that is not in the message cannot be clicked', async () => {
  expect(await report('click', { href: 'https://elsewhere.example/' })).toMatchObject({
    status: 422,
    body: { field: 'href' },
  });
  expect((await report('click')).status).toBe(400);
  expect((await stack.contact(email)).segments).toEqual([]);
});

test('after a bounce nothing more goes to the address, and the timeline says why', async () => {
  await report('bounce');
  await daysLater(4);

  expect(await sentTo()).toHaveLength(1);
  expect(textsOf(await stack.contact(email))).toContain('skipped reminder: suppressed:bounced');
});

test('whoever presses "spam" has withdrawn their consent', async () => {
  await report('complain');

  expect((await stack.contact(email)).consent).toContainEqual(
    expect.objectContaining({ topic: 'tips', channel: 'email', state: 'out' }),
  );
});

test('the link out of the mail shows a page, and only pressing its button leaves the list', async () => {
  const path = new URL(mail.unsubscribeUrl!).pathname;
  const look = await stack.send(path, undefined, { method: 'GET' });
  expect(look.status).toBe(200);
  expect(look.headers.get('content-type')).toContain('text/html');
  expect((await stack.contact(email)).consent).toContainEqual(
    expect.objectContaining({ channel: 'email', state: 'in' }),
  );

  expect((await stack.send(path, new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }))).status).toBe(200);
  expect((await stack.contact(email)).consent).toContainEqual(
    expect.objectContaining({ channel: 'email', state: 'out' }),
  );
  await daysLater(4);
  expect(textsOf(await stack.contact(email))).toContain('skipped reminder: no-consent');
});

test('a text message lands on the phone, and of it no provider tells whether it was read', async () => {
  await stack.signUp({ ...ann, email: 'pro@example.com', phone: '+33612345678', timeZone: 'Europe/Paris' });
  await stack.send('/v1/identify', {
    type: 'identify',
    userId: 'pro-1',
    traits: { email: 'pro@example.com', plan: 'pro' },
  });
  await daysLater(5);

  const sms = (await stack.messages()).find(({ channel }) => channel === 'sms')!;
  expect(sms).toMatchObject({
    channel: 'sms',
    to: '+33612345678',
    text: expect.stringContaining('thank you'),
    links: [{ href: 'https://acme.example/pro' }],
  });
  expect((await stack.send(`/api/messages/${sms.id}/open`)).status).toBe(409);
});

test('a message nobody has sent has nothing to report', async () => {
  expect((await stack.send('/api/messages/no-such-message/open')).status).toBe(404);
  expect((await stack.send(`/api/messages/${mail.id}/burn`)).status).toBe(404);
});
