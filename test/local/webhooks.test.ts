/** Other systems on a laptop: what they would be told is captured, what they tell is taken, and nothing leaves by surprise. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signedHeaders } from '../../functions/aws/webhook-signature.ts';
import type { OrderAnswer } from '../../lib/language/operator-orders.ts';
import { ann, aStack, projectFiles, type TestStack, textsOf, writeProject } from './a-stack.ts';

let stack: TestStack;
const workflow = `workflow: tell-erp
purpose: The other system knows of each order
owner: sales@acme.example
when:
  - event: order.placed
steps:
  - call-webhook: https://erp.example.com/orders?tenant=7
    id: tell
    body: { order: { from: event.orderId }, of: "{{ contact.email }}" }
  - update: contact
    set: { plan: gold }
`;
beforeAll(async () => {
  const root = await mkdtemp(join(tmpdir(), 'waymark-webhooks-'));
  await writeProject(root);
  const settings = projectFiles['waymark.yaml']!.replace('events:', 'events:\n  order.placed: { orderId: text }');
  await writeFile(join(root, 'statemachines/waymark.yaml'), `${settings}webhook-sources: [shop]\n`);
  await writeFile(join(root, 'statemachines/workflows/tell-erp.yaml'), workflow);
  stack = await aStack({}, { root });
});
afterAll(() => stack.remove());

const order = async (asked: object) =>
  (await stack.send('/api/orders', { id: `webhooks-${JSON.stringify(asked).length}`, order: asked })) as {
    status: number;
    body: unknown;
  };

test('what another system would be told is shown beside the messages, and answered with 200', async () => {
  await stack.signUp(ann);
  await stack.send('/v1/track', {
    email: ann.email,
    userId: 'u1',
    event: 'order.placed',
    properties: { orderId: 'A7' },
  });
  const told = (await stack.messages()).filter(({ channel }) => channel === 'webhook');
  expect(told).toMatchObject([{ to: 'https://erp.example.com/orders', text: expect.stringContaining('"order":"A7"') }]);
  expect(stack.troubles).toEqual([]);
});

test('what a source tells with the secret that an operator is shown is taken, by the time of the world', async () => {
  const { body } = await order({ does: 'webhook-secret', of: 'shop' });
  const secret = String((body as OrderAnswer).result.secret).replace('whsec_', '');
  const said = JSON.stringify({ type: 'order.placed', data: { email: ann.email, orderId: 'A8' } });
  const headers = signedHeaders('msg-1', said, new Date().toISOString(), [secret]);
  const tell = (more: Record<string, string> = {}) =>
    stack.send('/v1/webhooks/shop', said, { headers: { 'content-type': 'application/json', ...headers, ...more } });

  expect((await tell({ 'webhook-signature': 'v1,AAAA' })).status).toBe(401);
  expect((await tell()).status).toBe(202);
  expect((await tell()).status).toBe(202);

  const told = (await stack.messages()).filter(({ text }) => text.includes('A8'));
  expect(told).toMatchObject([{ channel: 'webhook', text: JSON.stringify({ of: ann.email, order: 'A8' }) }]);
  expect(textsOf(await stack.contact(ann.email))).toContain(
    'call-webhook: https://erp.example.com/orders?tenant=7: answered, erp.example.com 200',
  );
});

test('calls are let out in real time only: what is signed by another clock is nobody else’s', async () => {
  await expect(aStack({ callsOut: true })).rejects.toThrow('--clock real');
});
