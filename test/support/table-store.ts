/** A world's records in a table, with a stream that tells of its changes as the deployed one does, none held back for another. */
import { decodeChange, isDecoded, type StreamRecord } from '../../functions/aws/decode-change.ts';
import { aroundWrites, createImages } from '../../functions/aws/images.ts';
import { fromImage, type Image } from '../../functions/aws/item.ts';
import { createTablePorts } from '../../functions/aws/ports.ts';
import type { StoreClient } from '../../functions/aws/store-client.ts';
import { createKeyLocks } from '../../lib/local/feed/key-locks.ts';
import type { WorldOptions } from '../../lib/simulator/world.ts';
import type { Database } from './database.ts';

const addressKey = 'the key of a test, 32 letters or more';

export interface TableStore {
  /** What the world asks goes through it, and nothing else. */
  client: StoreClient;
  store: NonNullable<WorldOptions['store']>;
  items(): Promise<Image[]>;
}

/** `lying`: what is in the table already, told long ago. */
export async function tableStore(database: Database, lying: readonly Image[] = []): Promise<TableStore> {
  const { client, tableName } = await database.table();
  const images = createImages(database.connect(), tableName);
  for (const image of lying) await images.put(image);
  const store: TableStore['store'] = ({ clock, onChange }) => {
    const locks = createKeyLocks();
    const told = new Map<string, Image | undefined>(lying.map((image) => [keyOf(image), image]));
    aroundWrites(client, tableName, async (written, write) => {
      // Of a line or a claim nobody is told.
      if ('item' in written && !isDecoded(fromImage(written.item))) return write();
      const { pk, sk } = 'item' in written ? written.item : written.key;
      const Keys = { pk: pk!, sk: sk! };
      const key = keyOf(Keys);
      try {
        return await write();
      } finally {
        // Behind the write, which meets others: only what is told of an item is told one after another.
        await locks.hold(key, async () => {
          const [OldImage, NewImage] = [told.get(key), await images.get(Keys)];
          told.set(key, NewImage);
          const eventName = OldImage ? (NewImage ? 'MODIFY' : 'REMOVE') : 'INSERT';
          if (JSON.stringify(OldImage) === JSON.stringify(NewImage)) return;
          const change = decodeChange({ eventName, dynamodb: { Keys, OldImage, NewImage } } as StreamRecord);
          if (change) onChange(change);
        });
      }
    });
    return createTablePorts(client, { tableName, addressKey, settingsAgeSeconds: 5 }, clock);
  };
  async function items(): Promise<Image[]> {
    const found: Image[] = [];
    for await (const image of images.all()) found.push(image);
    return found;
  }
  return { client, store, items };
}

const keyOf = ({ pk, sk }: Image): string => JSON.stringify({ pk, sk });
