/** What the feed has told of each item, kept on disk beside the table: a crash leaves a difference, never a gap. */
import {
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import type { StreamRecord } from '../../../functions/aws/decode-change.ts';
import type { Image } from '../../../functions/aws/item.ts';
import { createTableIfAbsent } from './create-table.ts';

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

export function createToldTable(client: DynamoDBClient, tableName: string): ToldTable {
  const keyOf = (key: string) => ({ item: { S: key } });
  return {
    open: () =>
      createTableIfAbsent(client, {
        TableName: tableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'item', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'item', KeyType: 'HASH' }],
      }),
    async get(key) {
      const { Item } = await client.send(
        new GetItemCommand({ TableName: tableName, Key: keyOf(key), ConsistentRead: true }),
      );
      return Item && (JSON.parse(Item.told!.S!) as Told);
    },
    async put(key, told) {
      // Neither there nor anything left to say of it.
      if (!told.image && told.pending.length === 0) {
        await client.send(new DeleteItemCommand({ TableName: tableName, Key: keyOf(key) }));
        return;
      }
      const Item = { ...keyOf(key), told: { S: JSON.stringify(told) } };
      await client.send(new PutItemCommand({ TableName: tableName, Item }));
    },
    async *all() {
      let from: Image | undefined;
      do {
        const page = await client.send(
          new ScanCommand({ TableName: tableName, ExclusiveStartKey: from, ConsistentRead: true }),
        );
        for (const { item, told } of page.Items ?? []) yield [item!.S!, JSON.parse(told!.S!) as Told];
        from = page.LastEvaluatedKey;
      } while (from);
    },
  };
}
