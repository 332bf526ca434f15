/** What contacts text back, as the service that carries it hands it over: a wish to stop holds from when it was said. */
import { beforeEach, describe, expect, test } from 'vitest';
import type { QueueAnswer, QueueEvent } from '../../functions/middleware/queue.ts';
import { createHandler } from '../../functions/take-reply.ts';
import { aContact, at } from '../support/records.ts';
import { aPlace, type Place, silent } from './ways-in.ts';

const phone = '+12125550123';
let place: Place;
beforeEach(async () => {
  place = await aPlace();
  await place.ports.contacts.create(aContact({ fields: { phone } }));
  await place.ports.contacts.claim({ kind: 'phone', value: phone }, 'ann');
  await place.clock.advanceTo(at(3600));
});

const inbound = (said: Record<string, unknown> = {}, sentAt = at(0)): QueueEvent['Records'][number] => ({
  messageId: 'q-1',
  body: JSON.stringify({
    originationNumber: phone,
    destinationNumber: '+12065550100',
    messageKeyword: 'KEYWORD_1',
    messageBody: 'Stop',
    inboundMessageId: 'in-1',
    ...said,
  }),
  attributes: { SentTimestamp: String(Date.parse(sentAt)) },
});
const take = async (...Records: QueueEvent['Records']): Promise<string[]> => {
  const answer = (await createHandler(place.ports, silent)({ Records }, {} as never)) as QueueAnswer;
  return answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
};
const standing = () => place.ports.suppressions.find('sms', phone);

test('a stop holds from when it came, however late and often it is read', async () => {
  expect(await take(inbound(), inbound())).toEqual([]);
  expect(await take(inbound())).toEqual([]);
  expect(await standing()).toMatchObject({ reason: 'opted-out', at: at(0) });
  const rows = await place.ports.timeline.of('ann');
  expect(rows.filter(({ kind }) => kind === 'reply')).toMatchObject([{ at: at(0), outcome: 'stop' }]);
  expect((await place.ports.contacts.get('ann'))?.consent['product-tips']?.sms).toMatchObject({
    state: 'out',
    at: at(0),
    proof: 'in-1',
  });
});

test('a queue that does not say when is taken at its word now', async () => {
  const { attributes: _, ...untimed } = inbound();
  await take(untimed);
  expect(await standing()).toMatchObject({ at: at(3600) });
});

describe('is put aside alone, for an operator to see:', () => {
  test.each<[string, Record<string, unknown>]>([
    ['one without a text', { messageBody: undefined }],
    ['one without a number', { originationNumber: '' }],
    ['one without an id', { inboundMessageId: 7 }],
    ['one that is longer than any text', { messageBody: 'x'.repeat(10_001) }],
  ])('%s', async (_, said) => {
    expect(await take({ ...inbound(said), messageId: 'bad' }, inbound())).toEqual([]);
    expect(await place.ports.deadLetters.list({ atMost: 9 })).toMatchObject([{ id: 'bad', cause: 'bad-input' }]);
    expect(await standing()).toMatchObject({ reason: 'opted-out' });
  });
});

test('a text from no number is nothing, and nothing comes back', async () => {
  expect(await take(inbound({ originationNumber: 'ACME' }))).toEqual([]);
  expect(place.writes.filter((name) => !name.startsWith('contacts.c'))).toEqual([]);
});
