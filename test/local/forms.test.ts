import { afterAll, beforeAll, expect, test } from 'vitest';
import { ann, aStack, type TestStack, textsOf } from './a-stack.ts';

let stack: TestStack;
beforeAll(async () => {
  stack = await aStack();
});
afterAll(() => stack.remove());

const contacts = () => stack.get<unknown[]>('/api/contacts');

test('a browser that sends the form is sent on to the thanks page, and the contact has the first mail by then', async () => {
  const form = new URLSearchParams({ ...ann, email: 'browser@example.com' });
  const { status, headers } = await stack.send('/v1/forms/sign-up', form);

  expect(status).toBe(303);
  expect(headers.get('location')).toBe('/shop/thanks.html');
  expect((await stack.messages()).map(({ to, subject }) => [to, subject])).toEqual([
    ['browser@example.com', 'Hello Ann'],
  ]);
});

test('a script that sends the form as JSON is told the message id', async () => {
  const { status, body } = await stack.signUp({ ...ann, email: 'script@example.com' });

  expect(status).toBe(202);
  expect(body).toEqual({ messageId: expect.any(String) });
  expect(textsOf(await stack.contact('script@example.com'))).toEqual([
    'form sign-up',
    expect.stringMatching(/^consent in: tips by (email|sms) \(form:sign-up\)$/),
    expect.stringMatching(/^consent in: tips by (email|sms) \(form:sign-up\)$/),
    'entered: form sign-up',
    'sent hello',
    'waiting for a click in hello, at most until Thu 10:00',
  ]);
});

test.each([
  {
    case: 'no JSON',
    path: '/v1/forms/sign-up',
    body: '{"email":',
    type: 'application/json',
    status: 400,
    field: 'body',
  },
  {
    case: 'too much of it',
    path: '/v1/forms/sign-up',
    body: JSON.stringify({ email: `${'a'.repeat(70_000)}@example.com` }),
    type: 'application/json',
    status: 413,
    field: 'body',
  },
  {
    case: 'far too much of it',
    path: '/v1/forms/sign-up',
    body: 'x'.repeat(3_000_000),
    type: 'application/json',
    status: 413,
    field: 'body',
  },
  {
    case: 'a form nobody has written',
    path: '/v1/forms/sing-up',
    body: '{"email":"nobody@example.com"}',
    type: 'application/json',
    status: 404,
    field: 'form',
  },
  {
    case: 'an address that is none',
    path: '/v1/forms/sign-up',
    body: '{"email":"ann at home"}',
    type: 'application/json',
    status: 422,
    field: 'email',
  },
])('$case is refused with a problem that names the field, and nobody is made a contact of', async (row) => {
  const before = await contacts();
  const { status, headers, body } = await stack.send(row.path, row.body, { headers: { 'content-type': row.type } });

  expect(status).toBe(row.status);
  expect(headers.get('content-type')).toContain('application/problem+json');
  expect(body).toMatchObject({ status: row.status, title: expect.any(String), field: row.field });
  expect(await contacts()).toEqual(before);
});

test('a page seen by somebody unknown wakes nobody else and makes no contact', async () => {
  await stack.signUp({ ...ann, email: 'waiting@example.com' });
  const [before, people] = [await stack.contact('waiting@example.com'), await contacts()];
  const { status } = await stack.send('/v1/track', {
    type: 'track',
    event: 'order.paid',
    anonymousId: 'somebody-else',
    messageId: 'order-of-a-stranger',
    properties: {},
  });

  expect(status).toBe(202);
  expect(await stack.contact('waiting@example.com')).toEqual(before);
  expect(await contacts()).toEqual(people);
});

test('an event of a known contact reaches the run that it ends, and no other', async () => {
  await stack.signUp({ ...ann, email: 'buyer@example.com' });
  await stack.signUp({ ...ann, email: 'reader@example.com' });
  await stack.send('/v1/identify', { type: 'identify', userId: 'u-1', traits: { email: 'buyer@example.com' } });
  await stack.send('/v1/track', { type: 'track', event: 'order.paid', userId: 'u-1', messageId: 'order-1' });

  const [buyer, reader] = [await stack.contact('buyer@example.com'), await stack.contact('reader@example.com')];
  expect(buyer.runs).toMatchObject([{ status: 'ended', end: { how: 'exit', reason: 'bought' } }]);
  expect(reader.runs).toMatchObject([{ status: 'running', step: 'wait-for' }]);
});

test('nothing of all this was trouble', () => {
  expect(stack.troubles).toEqual([]);
});

test('a form that confirms is asked about by mail, and agreed to by the button behind its link', async () => {
  const please = '---\nsubject: Please confirm\n---\n<p><a href="{{ confirmUrl }}">Confirm</a></p>\n';
  await stack.save('templates/please.email.html', please);
  const form = `form: newsletter
fields:
  email: { label: Email, required: true }
consent:
  - { topic: tips, channel: email, label: Send me tips }
confirm: please
`;
  expect((await stack.save('forms/newsletter.yaml', form)).published).toMatchObject([{ name: 'confirm-newsletter' }]);
  const email = 'asked@example.com';
  await stack.send('/v1/forms/newsletter', new URLSearchParams({ email, 'consent.tips.email': 'on' }));
  const asked = (await stack.messages()).find(({ to }) => to === email);
  expect(asked?.subject).toBe('Please confirm');
  const { pathname } = new URL(/href="([^"]+\/c\/[^"]+)"/.exec(asked?.html ?? '')?.[1] ?? 'no link');

  const page = await stack.send(pathname, undefined, { method: 'GET' });
  expect([page.status, page.body]).toEqual([200, expect.stringContaining('<button>Confirm</button>')]);
  expect(textsOf(await stack.contact(email))).not.toContain('consent in: tips by email (confirmed:newsletter)');
  const pressed = await stack.send(pathname, new URLSearchParams({ confirm: 'yes' }));
  expect(pressed.status).toBe(200);
  expect(textsOf(await stack.contact(email))).toEqual([
    'form newsletter',
    'consent pending: tips by email (form:newsletter)',
    'entered: form newsletter',
    'sent please',
    'ended: finished',
    'confirmed newsletter',
    'consent in: tips by email (confirmed:newsletter)',
  ]);
});
