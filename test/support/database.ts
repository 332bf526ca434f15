/** Tables of the test's own at something that speaks as DynamoDB does, by a line that can be made to break. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createTableIfAbsent } from '../../functions/aws/store-client.ts';
import { createTableInput } from '../../functions/aws/table-shape.ts';
import type { BreakAt } from '../contract/contract.ts';

export interface Database {
  endpoint: string;
  /** A fresh table, and a client of its own. */
  table(): Promise<{ client: DynamoDBClient; tableName: string; breakAt: BreakAt }>;
  connect(): DynamoDBClient;
  /** A client whose line can be made to break. */
  breakable(): { client: DynamoDBClient; breakAt: BreakAt };
  close(): Promise<void>;
}

export function connectTo(endpoint: string): Database {
  const clients: DynamoDBClient[] = [];
  let tables = 0;

  function connect(): DynamoDBClient {
    const client = new DynamoDBClient({
      endpoint,
      region: 'local',
      credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
    });
    clients.push(client);
    return client;
  }

  function breakable() {
    const client = connect();
    return { client, breakAt: makeBreakable(client) };
  }

  return {
    endpoint,
    connect,
    breakable,
    async table() {
      const tableName = `waymark-${++tables}`;
      const line = breakable();
      await createTableIfAbsent(line.client, createTableInput(tableName));
      return { ...line, tableName };
    },
    async close() {
      for (const client of clients) client.destroy();
    },
  };
}

const WRITES = /^(Put|Update|Delete)Item/;

/** Breaks outside of the client's own retries: the caller sees it. */
function makeBreakable(client: DynamoDBClient): BreakAt {
  let left = 0;
  let how: 'before' | 'after' = 'before';
  client.middlewareStack.add(
    (next, context) => async (args) => {
      if (!WRITES.test(context.commandName ?? '') || --left !== 0) return next(args);
      if (how === 'after') await next(args).catch(() => {});
      throw Object.assign(new Error('The line broke.'), { name: 'TimeoutError', code: 'ETIMEDOUT' });
    },
    { step: 'initialize', name: 'breakable' },
  );
  return (nth, when) => {
    left = nth;
    how = when;
  };
}
