/** A table's items as they lie, for whoever has to see all of them: the embedded change feed. */
import { DeleteItemCommand, GetItemCommand, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import type { Image } from './item.ts';
import type { StoreClient } from './store-client.ts';

export interface Images {
  /** Strong read. */
  get(key: Image): Promise<Image | undefined>;
  put(image: Image): Promise<void>;
  remove(key: Image): Promise<void>;
  all(): AsyncIterable<Image>;
}

export function createImages(client: StoreClient, TableName: string): Images {
  return {
    get: async (Key) => (await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }))).Item,
    async put(Item) {
      await client.send(new PutItemCommand({ TableName, Item }));
    },
    async remove(Key) {
      await client.send(new DeleteItemCommand({ TableName, Key }));
    },
    async *all() {
      let from: Image | undefined;
      do {
        const page = await client.send(new ScanCommand({ TableName, ExclusiveStartKey: from, ConsistentRead: true }));
        yield* page.Items ?? [];
        from = page.LastEvaluatedKey;
      } while (from);
    },
  };
}

/** Comes around every write of a client to a table: to the item as it is to be, or to a key whose item changes. */
export type AroundWrite = <Result>(
  written: { item: Image } | { key: Image },
  write: () => Promise<Result>,
) => Promise<Result>;

const WRITES = new Set(['PutItemCommand', 'UpdateItemCommand', 'DeleteItemCommand']);

export function aroundWrites(client: StoreClient, tableName: string, around: AroundWrite): void {
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const { TableName, Item, Key } = args.input as { TableName?: string; Item?: Image; Key?: Image };
      if (TableName !== tableName || !WRITES.has(context.commandName ?? '')) return next(args);
      return around(Item ? { item: Item } : { key: Key! }, () => next(args));
    },
    { step: 'initialize', name: 'aroundWrites', priority: 'low' },
  );
}
