/** Many reports in one call: each is judged by itself, and none is acknowledged before all that are taken are kept. */
import { beforeEach, expect, test } from 'vitest';
import { createHandler } from '../../functions/ingest.ts';
import type { ApiAnswer } from '../../functions/middleware/api.ts';
import { MOST_BATCH_BYTES } from '../../functions/middleware/body.ts';
import { MOST_CALLS } from '../../lib/engine/batch-entry.ts';
import { RetryableError } from '../../lib/language/errors.ts';
import { aCall, aPlace, type Place, silent } from './ways-in.ts';

let place: Place;
beforeEach(async () => {
  place = await aPlace();
});

const json = { 'content-type': 'application/json' };
const aBatch = (batch: unknown, more: object = {}) =>
  aCall({ path: '/v1/batch', headers: json, body: JSON.stringify({ batch, ...more }), requestId: 'r' });
const send = async (batch: unknown, more?: object, ports = place.ports) => {
  const answer = await createHandler(ports, { log: silent })(aBatch(batch, more), {} as never);
  return answer as ApiAnswer;
};
const bodyOf = ({ body }: ApiAnswer) => JSON.parse(body ?? '');
const aTrack = (more: object = {}) => ({ type: 'track', userId: 'u-1', event: 'order.paid', ...more });

async function eventsOf(userId: string) {
  const { contacts, events } = place.ports;
  const owner = await contacts.ownerOf({ kind: 'userId', value: userId });
  return events.find(owner ?? '', { family: 'event', since: '2000', atMost: 10 });
}

test('all kinds of calls are taken in their order, and those that are refused are listed by their place', async () => {
  const answer = await send([
    { type: 'identify', userId: 'u-1', traits: { email: 'ann@example.com' }, messageId: 'm-0' },
    { type: 'group', userId: 'u-1' },
    aTrack({ messageId: 'm-2' }),
    'nothing',
    { type: 'page', userId: 'u-1', properties: { path: '/pricing' } },
    aTrack({ event: undefined }),
    { type: 'identify', userId: 'u-2', messageId: 'm-6' },
    { type: 'alias', userId: 'u-1', previousId: 'u-2', messageId: 'm-7' },
  ]);
  expect(answer.statusCode).toBe(202);
  expect(bodyOf(answer)).toEqual({
    messageIds: ['m-0', 'm-2', 'page-r-4', 'm-6', 'm-7'],
    refused: [
      { index: 1, status: 400, title: 'type is one of track, page, identify, alias.', field: 'type' },
      { index: 3, status: 400, title: 'This is no call.' },
      { index: 5, status: 400, title: 'event says what happened.', field: 'event' },
    ],
  });
  expect(await eventsOf('u-1')).toHaveLength(1);
  expect(await place.ports.contacts.list({ limit: 5 })).toHaveLength(1);
});

test('a batch whose answer was lost may come again: nothing is kept twice', async () => {
  const events = [aTrack({ messageId: 'm-1' }), aTrack({ messageId: 'm-2' })];
  for (let turn = 0; turn < 2; turn++) expect((await send(events)).statusCode).toBe(202);
  expect(await eventsOf('u-1')).toHaveLength(2);
});

test('a fault of ours half-way acknowledges none of it', async () => {
  const { ports } = place;
  let puts = 0;
  const put: typeof ports.events.put = async (event) => {
    puts += 1;
    if (puts === 2) throw new RetryableError('The table is busy.');
    return ports.events.put(event);
  };
  const broken = { ...ports, events: { ...ports.events, put } };
  const events = [aTrack({ messageId: 'm-1' }), aTrack({ messageId: 'm-2' })];
  expect((await send(events, {}, broken)).statusCode).toBeGreaterThanOrEqual(500);
  expect((await send(events)).statusCode).toBe(202);
  expect(await eventsOf('u-1')).toHaveLength(2);
});

test('what the whole batch was sent at corrects the clock of each call', async () => {
  const timestamp = '2020-01-01T00:00:00Z';
  await send([aTrack({ timestamp })], { sentAt: '2020-01-01T00:01:00Z' });
  expect((await eventsOf('u-1')).map(({ at }) => at)).toEqual(['2026-03-02T08:59:00.000Z']);
});

test.each<[string, unknown, number]>([
  ['no list', { 0: aTrack() }, 400],
  ['an empty list', [], 400],
  ['more calls than one answer can wait for', Array.from({ length: MOST_CALLS + 1 }, () => aTrack()), 413],
  ['more bytes than a batch may have', [aTrack({ properties: { text: 'x'.repeat(MOST_BATCH_BYTES) } })], 413],
  ['nothing that could be taken', [aTrack({ userId: undefined }), null], 400],
])('%s is refused, with nothing kept', async (_, batch, status) => {
  place.writes.length = 0;
  expect((await send(batch)).statusCode).toBe(status);
  expect(place.writes).toEqual([]);
});
