/** The table as adapters use it: single items, conditions, queries; every fault of the store is translated here and nowhere else. */
import {
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { fromImage, type Item, toAttribute, toImage, type Value } from './item.ts';
import type { Key, Range } from './keys.ts';
import { translateStoreFault } from './store-faults.ts';
import { tableShape } from './table-shape.ts';

/** An expression; `#name` stands for the attribute `name`, `:value` for what `values` says. */
export interface Condition {
  that: string;
  values?: Record<string, Value>;
}

export interface Update extends Condition {
  set: string;
}

export interface ReadOptions {
  consistency?: 'strong' | 'eventual';
  /** Items a request; left out: as many as one answer holds. */
  pageSize?: number;
  newestFirst?: boolean;
}

export interface Table {
  get(key: Key, consistency?: 'strong' | 'eventual'): Promise<Item | undefined>;
  put(item: Item, only?: Condition): Promise<'written' | 'lost'>;
  update(key: Key, change: Update): Promise<'written' | 'lost'>;
  remove(key: Key): Promise<void>;
  query(partition: string, range: Range, options?: ReadOptions): AsyncIterable<Item>;
  /** Keys of what stands in a partition of the listing; a moment behind the table. */
  list(partition: string, range?: Range, options?: ReadOptions): AsyncIterable<Item>;
}

export const ABSENT: Condition = { that: 'attribute_not_exists(#pk)' };

export async function collect<Thing>(things: AsyncIterable<Thing>): Promise<Thing[]> {
  const all: Thing[] = [];
  for await (const thing of things) all.push(thing);
  return all;
}

export function createTable(client: DynamoDBClient, tableName: string): Table {
  async function unlessLost(call: () => Promise<unknown>): Promise<'written' | 'lost'> {
    try {
      await call();
      return 'written';
    } catch (thrown) {
      if ((thrown as Error).name === 'ConditionalCheckFailedException') return 'lost';
      throw translateStoreFault(thrown);
    }
  }

  async function* pages(input: Omit<QueryCommandInput, 'TableName'>): AsyncIterable<Item> {
    let from: QueryCommandInput['ExclusiveStartKey'];
    do {
      const command = new QueryCommand({ TableName: tableName, ...input, ExclusiveStartKey: from });
      const page = await client.send(command).catch(rethrow);
      for (const image of page.Items ?? []) yield fromImage(image);
      from = page.LastEvaluatedKey;
    } while (from);
  }

  return {
    async get({ pk, sk }, consistency = 'strong') {
      const command = new GetItemCommand({
        TableName: tableName,
        Key: toImage({ pk, sk }),
        ConsistentRead: consistency === 'strong',
      });
      const { Item: image } = await client.send(command).catch(rethrow);
      return image && fromImage(image);
    },
    put: (item, only) =>
      unlessLost(() =>
        client.send(new PutItemCommand({ TableName: tableName, Item: toImage(item), ...expression('', only) })),
      ),
    update: ({ pk, sk }, change) =>
      unlessLost(() =>
        client.send(
          new UpdateItemCommand({
            TableName: tableName,
            Key: toImage({ pk, sk }),
            UpdateExpression: change.set,
            ...expression(change.set, change),
          }),
        ),
      ),
    async remove({ pk, sk }) {
      await client.send(new DeleteItemCommand({ TableName: tableName, Key: toImage({ pk, sk }) })).catch(rethrow);
    },
    async *query(partition, range, options) {
      // DynamoDB refuses a range that ends before it begins; asked of people's clocks, it is simply empty.
      if (range.from > range.to) return;
      yield* pages({
        ...between(tableShape.partitionKey, partition, tableShape.sortKey, range, options),
        ConsistentRead: options?.consistency !== 'eventual',
      });
    },
    list: (partition, range, options) =>
      pages({
        ...between(tableShape.listing.partitionKey, partition, tableShape.listing.sortKey, range, options),
        IndexName: tableShape.listing.indexName,
      }),
  };
}

function rethrow(thrown: unknown): never {
  throw translateStoreFault(thrown);
}

function expression(text: string, condition?: Condition) {
  const all = `${text} ${condition?.that ?? ''}`;
  const names = [...new Set(all.match(/#\w+/g))];
  const values = Object.entries(condition?.values ?? {});
  return {
    ...(condition?.that && { ConditionExpression: condition.that }),
    ...(names.length > 0 && {
      ExpressionAttributeNames: Object.fromEntries(names.map((name) => [name, name.slice(1)])),
    }),
    ...(values.length > 0 && {
      ExpressionAttributeValues: Object.fromEntries(values.map(([name, value]) => [`:${name}`, toAttribute(value)])),
    }),
  };
}

function between(hash: string, partition: string, sort: string, range?: Range, options?: ReadOptions) {
  return {
    KeyConditionExpression: range ? '#hash = :hash AND #sort BETWEEN :from AND :to' : '#hash = :hash',
    ExpressionAttributeNames: { '#hash': hash, ...(range && { '#sort': sort }) },
    ExpressionAttributeValues: toImage({ ':hash': partition, ':from': range?.from, ':to': range?.to }),
    ScanIndexForward: !options?.newestFirst,
    Limit: options?.pageSize,
  };
}
