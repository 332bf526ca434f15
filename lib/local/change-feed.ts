/** The table's stream, for a database that has none: whatever was written about a contact is told, also after a kill -9. */
import { isDecoded, type StreamRecord } from '../../functions/aws/decode-change.ts';
import { aroundWrites, createImages } from '../../functions/aws/images.ts';
import { fromImage, type Image } from '../../functions/aws/item.ts';
import type { StoreClient } from '../../functions/aws/store-client.ts';
import { createDelivery } from './feed/delivery.ts';
import { createKeyLocks } from './feed/key-locks.ts';
import { createToldTable } from './feed/told.ts';

export interface ChangeFeedOptions {
  /** Every write of the stack goes through it; the feed listens in. */
  client: StoreClient;
  tableName: string;
  /** Resolves once the records are done with; rejects to be given them again. */
  deliver(records: StreamRecord[]): Promise<void>;
  /** Nobody could take it; the next start tells it again. */
  onStuck?(record: StreamRecord, error: unknown): void;
}

export interface ChangeFeed {
  /** Tells first what an earlier life did not get to tell, then everything as it happens. */
  start(): Promise<void>;
  /** Resolves when all that was written has been told, and what that led to as well. Not to be awaited by a listener. */
  settled(): Promise<void>;
  /** What is still to be told is told at the next start. */
  stop(): Promise<void>;
}

export function createChangeFeed({ client, tableName, deliver, onStuck }: ChangeFeedOptions): ChangeFeed {
  const locks = createKeyLocks();
  const table = createImages(client, tableName);
  const told = createToldTable(client, `${tableName}-told`);
  let last = 0;
  /** What is written earlier is found by the start itself. */
  let isStarted = false;

  const delivery = createDelivery({
    deliver,
    onStuck,
    taken: ({ key, record }) =>
      locks.hold(key, async () => {
        const { dynamodb } = record;
        const kept = await told.get(key);
        if (!kept) return;
        const pending = kept.pending.filter((one) => one.dynamodb.SequenceNumber !== dynamodb.SequenceNumber);
        await told.put(key, { ...kept, pending });
      }),
  });

  /** Under the item's lock: whatever the write answered, what stands there is compared with what was told. */
  async function catchUp(key: string): Promise<void> {
    const keyImage = JSON.parse(key) as Image;
    const [image, kept] = await Promise.all([table.get(keyImage), told.get(key)]);
    if (image && !isWatched(image)) return;
    if (image?.rev?.N === kept?.image?.rev?.N) return;
    const number = ++last;
    const record = recordOf(keyImage, kept?.image, image, number);
    await told.put(key, { image, pending: [...(kept?.pending ?? []), record], last: number });
    delivery.add({ key, record });
  }

  aroundWrites(client, tableName, async (written, write) => {
    // What an update or a deletion meets is seen afterwards.
    if (!isStarted || ('item' in written && !isWatched(written.item))) return write();
    const key = keyText('item' in written ? written.item : written.key);
    return locks.hold(key, async () => {
      try {
        return await write();
      } finally {
        await catchUp(key);
      }
    });
  });

  return {
    async start() {
      await told.open();
      const keys = new Set<string>();
      const pending = [];
      for await (const [key, kept] of told.all()) {
        keys.add(key);
        last = Math.max(last, kept.last);
        for (const record of kept.pending) pending.push({ key, record });
      }
      isStarted = true;
      pending.sort((a, b) => (numberOf(a.record) < numberOf(b.record) ? -1 : 1));
      for (const entry of pending) delivery.add(entry);
      for await (const image of table.all()) if (isWatched(image)) keys.add(keyText(image));
      for (const key of keys) await locks.hold(key, () => catchUp(key));
    },
    async settled() {
      while (locks.isHeld() || delivery.isBusy()) {
        await locks.settled();
        await delivery.settled();
      }
    },
    stop: delivery.stop,
  };
}

const keyText = ({ pk, sk }: Image): string => JSON.stringify({ pk, sk });

const isWatched = (image: Image): boolean => isDecoded(fromImage(image));

function recordOf(Keys: Image, OldImage: Image | undefined, NewImage: Image | undefined, number: number): StreamRecord {
  const eventName = !OldImage ? 'INSERT' : NewImage ? 'MODIFY' : 'REMOVE';
  return { eventName, dynamodb: { Keys, OldImage, NewImage, SequenceNumber: String(number).padStart(21, '0') } };
}

const numberOf = ({ dynamodb }: StreamRecord): string => dynamodb.SequenceNumber!;
