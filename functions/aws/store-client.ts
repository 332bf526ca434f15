/** The connection to the table; whoever lays it out by hand (the embedded stack, the tests) does so here. */
import { setTimeout as pause } from 'node:timers/promises';
import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DescribeTableCommand,
  DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { createClient, type Where } from './clients.ts';

export type StoreClient = DynamoDBClient;

export function createStoreClient(where: Where = {}): StoreClient {
  return createClient(DynamoDBClient, where);
}

/** Resolves when the table can be used; one that is there stays as it is. */
export async function createTableIfAbsent(client: StoreClient, input: CreateTableCommandInput): Promise<void> {
  await client.send(new CreateTableCommand(input)).catch((thrown) => {
    if (thrown.name !== 'ResourceInUseException') throw thrown;
  });
  const describe = new DescribeTableCommand({ TableName: input.TableName });
  while ((await client.send(describe)).Table?.TableStatus !== 'ACTIVE') await pause(2);
}
