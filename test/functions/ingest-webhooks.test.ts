/** What another system tells of somebody: taken once where a known source has signed it, and not at all otherwise. */
import { describe, expect, test } from 'vitest';
import { signedHeaders } from '../../functions/aws/webhook-signature.ts';
import { createHandler } from '../../functions/ingest.ts';
import type { ApiAnswer } from '../../functions/middleware/api.ts';
import { secretFor } from '../../lib/engine/webhook-secrets.ts';
import { monday, settings } from '../support/records.ts';
import { aCall, aPlace, bodyOf, json, silent } from './ways-in.ts';

interface Telling {
  id?: string;
  source?: string;
  /** Another source, where it pretends. */
  signedBy?: string;
  at?: string;
  /** What becomes of the body behind the signature. */
  as?(text: string): string | Uint8Array;
}

async function aDoor() {
  const place = await aPlace();
  const { ports, clock } = place;
  await ports.registry.publish({
    versions: [],
    settings: { ...settings, webhookSources: ['shop', 'desk'] },
    forms: [],
    segments: [],
    at: monday,
  });
  place.writes.length = 0;
  const handler = createHandler(ports, { log: silent, clock, writeKeys: ['key'] });
  const post = async (path: string, headers: Record<string, string>, body: string | Uint8Array) =>
    (await handler(aCall({ path, headers: { ...json, ...headers }, body }), {} as never)) as ApiAnswer;
  const tell = (said: unknown, how: Telling = {}) => {
    const { id = 'msg-1', source = 'shop', signedBy = source, at = clock.now(), as = (text) => text } = how;
    const body = typeof said === 'string' ? said : JSON.stringify(said);
    const headers = signedHeaders(id, body, at, ports.signer.secrets(secretFor.source, signedBy));
    return post(`/v1/webhooks/${source}`, headers, as(body));
  };
  const eventsOf = async (kind: 'userId' | 'email' | 'phone', value: string) => {
    const contact = await ports.contacts.ownerOf({ kind, value });
    return contact === undefined ? [] : ports.events.find(contact, { family: 'event', since: '0', atMost: 9 });
  };
  return { ...place, post, tell, eventsOf };
}

const paid = { type: 'order.paid', data: { userId: 'ann', orderId: 7 } };

describe('a webhook that a known source has signed', () => {
  test('is one event of the contact whom it names', async () => {
    const { tell, eventsOf } = await aDoor();
    const answer = await tell({ ...paid, timestamp: '2026-03-02T08:00:00Z' });
    expect([answer.statusCode, bodyOf(answer)]).toEqual([202, { messageId: 'webhook-shop-msg-1' }]);
    expect(await eventsOf('userId', 'ann')).toEqual([
      expect.objectContaining({ name: 'order.paid', at: '2026-03-02T08:00:00.000Z', data: paid.data }),
    ]);
  });

  test('is taken once, however often it comes, for as long as events are kept', async () => {
    const { tell, eventsOf, clock } = await aDoor();
    await tell(paid);
    await clock.advanceTo('2026-03-07T09:00:00.000Z');
    expect((await tell(paid)).statusCode).toBe(202);
    expect(await eventsOf('userId', 'ann')).toHaveLength(1);
    await tell(paid, { source: 'desk' });
    await tell(paid, { id: 'msg-2' });
    expect(await eventsOf('userId', 'ann')).toHaveLength(3);
  });

  test('finds its contact by an address too, and writes it down where nothing else is known', async () => {
    const { tell, eventsOf, ports } = await aDoor();
    await tell({ type: 'order.paid', data: { email: ' Bob@Example.com ', phone: '+1 212 555 0123' } });
    const [event] = await eventsOf('email', 'bob@example.com');
    expect(await eventsOf('phone', '+12125550123')).toEqual([event]);
    expect((await ports.contacts.get(event!.contact))?.fields).toMatchObject({
      email: 'bob@example.com',
      phone: '+12125550123',
    });
  });

  test('does not say where somebody with an id wants to be written to', async () => {
    const { tell, ports } = await aDoor();
    await tell({ type: 'order.paid', data: { userId: 'ann', email: 'billing@example.com' } });
    const owner = await ports.contacts.ownerOf({ kind: 'userId', value: 'ann' });
    expect((await ports.contacts.get(owner!))?.fields).not.toHaveProperty('email');
  });

  test('is verified by the bytes that were sent, as the gateway hands them over', async () => {
    const { tell, eventsOf } = await aDoor();
    const body = '{ "type":"order.paid",\n"data": {"userId":"zoë"}}';
    expect((await tell(body, { as: (text) => Buffer.from(text) })).statusCode).toBe(202);
    expect(await eventsOf('userId', 'zoë')).toHaveLength(1);
  });

  test.each([
    { case: 'without a type', said: { data: { userId: 'ann' } }, status: 400, field: 'type' },
    { case: 'without data', said: { type: 'order.paid' }, status: 400, field: 'data' },
    { case: 'about nobody', said: { type: 'order.paid', data: {} }, status: 422, field: 'data' },
    { case: 'with an id that is none', said: { type: 'x', data: { userId: {} } }, status: 422, field: 'data.userId' },
    {
      case: 'with an address that is none',
      said: { type: 'x', data: { email: 'no' } },
      status: 422,
      field: 'data.email',
    },
    { case: 'at no moment', said: { ...paid, timestamp: 'now' }, status: 400, field: 'timestamp' },
    { case: 'that is no JSON', said: 'hello', status: 400, field: 'body' },
    {
      case: 'that would change what an object is',
      said: '{"type":"x","data":{"__proto__":{}}}',
      status: 400,
      field: '__proto__',
    },
    { case: 'with an id of several lines', said: paid, id: 'a\nb', status: 400, field: 'webhook-id' },
  ])('$case is refused with the field that is to blame', async ({ said, id, status, field }) => {
    const { tell, writes } = await aDoor();
    const answer = await tell(said, { id });
    expect([answer.statusCode, bodyOf(answer).field]).toEqual([status, field]);
    expect(writes).toEqual([]);
  });
});

describe('a webhook that nobody can answer for', () => {
  test.each([
    { case: 'of a source that is not listed', how: { source: 'stranger' }, status: 404 },
    { case: 'signed by another source', how: { signedBy: 'desk' }, status: 401 },
    { case: 'of five minutes and a second ago', how: { at: '2026-03-02T08:54:59.000Z' }, status: 401 },
    {
      case: 'of a clock that is five minutes and a second ahead',
      how: { at: '2026-03-02T09:05:01.000Z' },
      status: 401,
    },
    { case: 'whose body was changed on the way', how: { as: (text: string) => text.replace('7', '8') }, status: 401 },
  ])('$case is refused, and nothing is kept', async ({ how, status }) => {
    const { tell, writes } = await aDoor();
    expect((await tell(paid, how)).statusCode).toBe(status);
    expect(writes).toEqual([]);
  });

  test.each([
    { case: 'four minutes and 59 seconds ago', at: '2026-03-02T08:55:01.000Z' },
    { case: 'by a clock that is four minutes and 59 seconds ahead', at: '2026-03-02T09:04:59.000Z' },
  ])('is another than the one that was signed $case', async ({ at }) => {
    const { tell } = await aDoor();
    expect((await tell(paid, { at })).statusCode).toBe(202);
  });

  test('is refused where it is not signed at all, though it knows a write key', async () => {
    const { post, writes } = await aDoor();
    const answer = await post('/v1/webhooks/shop', {}, JSON.stringify({ ...paid, writeKey: 'key' }));
    expect([answer.statusCode, bodyOf(answer).field]).toEqual([401, 'webhook-signature']);
    expect(writes).toEqual([]);
  });

  test('is refused by its size before it is read', async () => {
    const { tell, writes } = await aDoor();
    expect((await tell({ ...paid, more: 'x'.repeat(66_000) })).statusCode).toBe(413);
    expect(writes).toEqual([]);
  });
});
