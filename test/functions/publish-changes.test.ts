/** The outbox: what the table says has happened reaches the bus, in order, and what failed comes again from there on. */
import { beforeEach, expect, test } from 'vitest';
import { toImage } from '../../functions/aws/item.ts';
import type { QueueAnswer } from '../../functions/middleware/queue.ts';
import { createHandler, type StreamEvent } from '../../functions/publish-changes.ts';
import type { BusEvent } from '../../lib/language/event.ts';
import { anEvent } from '../support/records.ts';
import { aPlace, type Place, silent } from './ways-in.ts';

let place: Place;
beforeEach(async () => {
  place = await aPlace();
});

const record = (id: string, type = 'event'): StreamEvent['Records'][number] => ({
  eventName: 'INSERT',
  dynamodb: {
    SequenceNumber: `seq-${id}`,
    NewImage: toImage({ pk: 'C#ann', sk: `E#${id}`, type, rev: 1, body: JSON.stringify(anEvent({ id })) }),
  },
});

async function publish(Records: StreamEvent['Records'], failsAt?: string) {
  const told: string[] = [];
  const bus = {
    async publish(events: BusEvent[]) {
      if (events.some(({ detail }) => detail.event === failsAt)) throw new Error('canary@example.com');
      told.push(...events.map(({ detail }) => String(detail.event)));
    },
  };
  const handler = createHandler({ ...place.ports, bus }, silent);
  const { batchItemFailures } = (await handler({ Records }, {} as never)) as QueueAnswer;
  return { told, failed: batchItemFailures.map(({ itemIdentifier }) => itemIdentifier) };
}

test('tells the bus of a batch in one go', async () => {
  expect(await publish([record('a'), record('b'), record('c')])).toEqual({ told: ['a', 'b', 'c'], failed: [] });
});

test('passes over what nobody waits for', async () => {
  expect(await publish([record('a', 'line'), record('b')])).toEqual({ told: ['b'], failed: [] });
});

test('goes on from the first that failed: what stands before it has been told', async () => {
  expect(await publish([record('a'), record('b'), record('c')], 'b')).toEqual({ told: ['a'], failed: ['seq-b'] });
});

test('a record that cannot be read is the one that comes back', async () => {
  const broken = record('b');
  broken.dynamodb.NewImage = toImage({ pk: 'C#ann', sk: 'E#b', type: 'event', rev: 1, body: '{' });
  expect(await publish([record('a'), broken, record('c')])).toEqual({ told: ['a'], failed: ['seq-b'] });
});
