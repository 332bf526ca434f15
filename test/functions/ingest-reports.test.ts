/** What a website or a server may report of somebody, as Segment's libraries say it. */

import { beforeEach, describe, expect, test } from 'vitest';
import { createHandler } from '../../functions/ingest.ts';
import type { ApiAnswer, ApiEvent } from '../../functions/middleware/api.ts';
import { ownId } from '../../lib/engine/entry.ts';
import { aCall, aPlace, aReport, bodyOf, type Place, silent } from './ways-in.ts';

let place: Place;
let send: (event: ApiEvent) => Promise<ApiAnswer>;

beforeEach(async () => {
  place = await aPlace();
  const handler = createHandler(place.ports, { log: silent });
  send = (event) => handler(event, {} as never) as Promise<ApiAnswer>;
});

const idOf = (userId: string) => place.ports.contacts.ownerOf({ kind: 'userId', value: userId });
const eventsOf = async (userId: string, family: string) =>
  place.ports.events.find((await idOf(userId)) ?? '', { family, since: '0', atMost: 10 });

test('track keeps an event of the contact, at its own time', async () => {
  const answer = await send(
    aReport('track', {
      userId: 'u-1',
      event: 'order.paid',
      properties: { total: 12 },
      timestamp: '2026-03-02T09:30:00+01:00',
      messageId: 'm-1',
      anonymousId: null,
      context: { library: { name: 'analytics.js' } },
      type: 'track',
    }),
  );
  expect([answer.statusCode, bodyOf(answer)]).toEqual([202, { messageId: 'm-1' }]);
  expect(answer.headers?.['access-control-allow-origin']).toBe('*');
  expect(await eventsOf('u-1', 'event')).toMatchObject([
    {
      id: ownId('m-1'),
      name: 'order.paid',
      at: '2026-03-02T08:30:00.000Z',
      receivedAt: place.clock.now(),
      data: { total: 12 },
    },
  ]);
});

test('a sender whose clock is wrong is believed only on how long ago it was', async () => {
  const call = {
    userId: 'u-1',
    event: 'order.paid',
    timestamp: '2031-01-01T00:00:00Z',
    sentAt: '2031-01-01T00:10:00Z',
  };
  await send(aReport('track', call));
  const tenMinutesAgo = new Date(Date.parse(place.clock.now()) - 600_000).toISOString();
  expect(await eventsOf('u-1', 'event')).toMatchObject([{ at: tenMinutesAgo }]);
});

test.each([
  ['its path', { properties: { path: '/pricing' } }],
  ['its address', { properties: { url: 'https://acme.example/pricing?x=1' } }],
  ['where the browser was', { context: { page: { path: '/pricing' } } }],
])('page knows the page by %s', async (_, body) => {
  await send(aReport('page', { userId: 'u-1', ...body }));
  expect(await eventsOf('u-1', 'page')).toMatchObject([{ name: '/pricing' }]);
});

test('identify learns who it is, with addresses as they are written to', async () => {
  await send(
    aReport('identify', {
      userId: 'u-1',
      anonymousId: 'v-1',
      traits: { email: 'ANN@example.com', phone: '+33 6 12 34 56 78', plan: 'trial' },
    }),
  );
  const contact = await place.ports.contacts.get((await idOf('u-1')) ?? '');
  expect(contact?.fields).toEqual({ email: 'ann@example.com', phone: '+33612345678', plan: 'trial' });
  expect(await place.ports.contacts.ownerOf({ kind: 'anonymousId', value: 'v-1' })).toBe(contact?.id);
  expect(await place.ports.contacts.ownerOf({ kind: 'email', value: 'ann@example.com' })).toBe(contact?.id);
});

test('a visitor whom nobody knows is no contact', async () => {
  const answer = await send(aReport('page', { anonymousId: 'v-1', properties: { path: '/' } }));
  expect(answer.statusCode).toBe(202);
  expect(await place.ports.contacts.list({ limit: 5 })).toEqual([]);
});

test('JSON sent as plain text is taken: browsers send it so', async () => {
  const event = aReport(
    'track',
    { userId: 'u-1', event: 'x' },
    { headers: { 'Content-Type': 'text/plain;charset=UTF-8' } },
  );
  expect((await send(event)).statusCode).toBe(202);
});

test('the same message id again changes nothing and is answered alike', async () => {
  const report = () => aReport('track', { userId: 'u-1', event: 'x', messageId: 'm-1' });
  expect([(await send(report())).statusCode, (await send(report())).statusCode]).toEqual([202, 202]);
  expect(await eventsOf('u-1', 'event')).toHaveLength(1);
});

test('without a message id the request makes one', async () => {
  const answer = await send(aReport('track', { userId: 'u-1', event: 'x' }, { requestId: 'r-9' }));
  expect(bodyOf(answer)).toEqual({ messageId: 'track-r-9' });
});

describe('refused, with nothing kept:', () => {
  test.each<[string, ApiEvent, number, string]>([
    ['nobody named', aReport('track', { event: 'x' }), 400, 'userId'],
    ['no event named', aReport('track', { userId: 'u' }), 400, 'event'],
    ['an event without a name', aReport('track', { userId: 'u', event: ' ' }), 400, 'event'],
    [
      'a page without a place',
      aReport('page', { userId: 'u', properties: { path: 'pricing' } }),
      400,
      'properties.path',
    ],
    ['properties that are a list', aReport('track', { userId: 'u', event: 'x', properties: [] }), 400, 'properties'],
    ['a moment that is none', aReport('track', { userId: 'u', event: 'x', timestamp: 'yesterday' }), 400, 'timestamp'],
    ['an endless id', aReport('track', { userId: 'u'.repeat(201), event: 'x' }), 400, 'userId'],
    ['a bad address', aReport('identify', { userId: 'u', traits: { email: 'x' } }), 422, 'traits.email'],
    ['a bad phone number', aReport('identify', { userId: 'u', traits: { phone: 5 } }), 422, 'traits.phone'],
    [
      'half a character',
      aReport('track', { userId: 'u', event: 'x', properties: { a: '\ud800' } }),
      400,
      'properties.a',
    ],
    [
      'a dangerous name deep inside',
      aCall({
        path: '/v1/track',
        headers: { 'content-type': 'application/json' },
        body: '{"userId":"u","event":"x","properties":{"a":[{"__proto__":1}]}}',
      }),
      400,
      '__proto__',
    ],
    [
      'a bottomless body',
      aCall({
        path: '/v1/track',
        headers: { 'content-type': 'application/json' },
        body: `{"a":${'['.repeat(5_000)}${']'.repeat(5_000)}}`,
      }),
      400,
      'a',
    ],
    [
      'a form where JSON is wanted',
      aCall({ path: '/v1/track', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'a=1' }),
      415,
      'content-type',
    ],
  ])('%s', async (_, event, status, field) => {
    const answer = await send(event);
    expect([answer.statusCode, bodyOf(answer).field]).toEqual([status, field]);
    expect(place.writes).toEqual([]);
  });
});

describe('with write keys', () => {
  const report = (body: object, headers: Record<string, string> = {}) =>
    aReport(
      'track',
      { userId: 'u', event: 'x', ...body },
      { headers: { 'content-type': 'application/json', ...headers } },
    );
  const basic = (key: string) => ({ authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` });

  test.each<[string, ApiEvent, number]>([
    ['in the header', report({}, basic('key-1')), 202],
    ['in the body', report({ writeKey: 'key-2' }), 202],
    ['left out', report({}), 401],
    ['wrong', report({}, basic('key-9')), 401],
    ['empty', report({ writeKey: '' }), 401],
  ])('a key %s', async (_, event, status) => {
    const handler = createHandler(place.ports, { writeKeys: ['key-1', 'key-2'], log: silent });
    expect(await handler(event, {} as never)).toMatchObject({ statusCode: status });
    expect(place.writes.length > 0).toBe(status === 202);
  });
});
