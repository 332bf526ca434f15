/** What the feed has told of each item, kept on disk beside the table: a crash leaves a difference, never a gap. */
import type { StreamRecord } from '../../../functions/aws/decode-change.ts';
import { createImages } from '../../../functions/aws/images.ts';
import type { Image } from '../../../functions/aws/item.ts';
import { createTableIfAbsent, type StoreClient } from '../../../functions/aws/store-client.ts';

export interface Told {
  /** The item as last recorded; left out once it is gone. */
  image?: Image;
  /** Recorded, but not yet taken by whoever listens; oldest first. */
  pending: StreamRecord[];
  /** Number of the last record. */
  last: number;
}

export interface ToldTable {
  open(): Promise<void>;
  get(key: string): Promise<Told | undefined>;
  put(key: string, told: Told): Promise<void>;
  all(): AsyncIterable<[key: string, told: Told]>;
}

export function createToldTable(client: StoreClient, tableName: string): ToldTable {
  const images = createImages(client, tableName);
  const keyOf = (key: string): Image => ({ item: { S: key } });
  const toldOf = (image: Image) => JSON.parse(image.told!.S!) as Told;
  return {
    open: () =>
      createTableIfAbsent(client, {
        TableName: tableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'item', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'item', KeyType: 'HASH' }],
      }),
    async get(key) {
      const image = await images.get(keyOf(key));
      return image && toldOf(image);
    },
    async put(key, told) {
      // Neither there nor anything left to say of it.
      if (!told.image && told.pending.length === 0) await images.remove(keyOf(key));
      else await images.put({ ...keyOf(key), told: { S: JSON.stringify(told) } });
    },
    async *all() {
      for await (const image of images.all()) yield [image.item!.S!, toldOf(image)];
    },
  };
}
