/** What a contact costs in capacity, as DynamoDB Local counts it: what `waymark cost` counts without it must be the same. */
import { afterAll, expect, test } from 'vitest';
import { decodeChange } from '../../../functions/aws/decode-change.ts';
import { createTablePorts } from '../../../functions/aws/ports.ts';
import type { StoreClient } from '../../../functions/aws/store-client.ts';
import { createCountedStore } from '../../../lib/local/cost/counted-store.ts';
import type { WorldOptions } from '../../../lib/simulator/world.ts';
import { aWorld } from '../../support/a-world.ts';
import { given, life, steps } from '../../support/in-flight.ts';
import { tableStore } from '../../support/table-store.ts';
import { openDynamoDbLocal } from './dynamodb-local.ts';

const database = await openDynamoDbLocal();
afterAll(database.close);

interface Units {
  requests: number;
  written: number;
  read: number;
}

async function live(store: NonNullable<WorldOptions['store']>): Promise<void> {
  const world = await aWorld(steps, { ...given, options: { store } });
  for (const [, happens] of life) await happens(world);
}

/** As the service says in each answer. */
function listen(client: StoreClient): Units {
  const units: Units = { requests: 0, written: 0, read: 0 };
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const isRead = /^(Get|Query|Scan|BatchGet)/.test(context.commandName ?? '');
      Object.assign(args.input, { ReturnConsumedCapacity: 'TOTAL' });
      units.requests += 1;
      const answer = await next(args);
      const { ConsumedCapacity: said, Items } = answer.output as {
        ConsumedCapacity?: { CapacityUnits?: number };
        Items?: unknown[];
      };
      const { ConsistentRead: isStrong } = args.input as { ConsistentRead?: boolean };
      // A query that finds nothing is free on a laptop; the service takes the least that it takes of any.
      const least = Items?.length === 0 ? (isStrong ? 1 : 0.5) : 0;
      units[isRead ? 'read' : 'written'] += Math.max(said?.CapacityUnits ?? 0, least);
      return answer;
    },
    { step: 'initialize', name: 'units', priority: 'high' },
  );
  return units;
}

function counted(units: Units): NonNullable<WorldOptions['store']> {
  const table = createCountedStore();
  return ({ clock, onChange }) => {
    const client = table.connect(
      {
        request() {
          units.requests += 1;
        },
        write(_type, count) {
          units.written += count;
        },
        read(_type, count) {
          units.read += count;
        },
      },
      (before, after) => {
        const eventName = before ? (after ? 'MODIFY' : 'REMOVE') : 'INSERT';
        const change = decodeChange({ eventName, dynamodb: { OldImage: before, NewImage: after } });
        if (change) onChange(change);
      },
    );
    return createTablePorts(
      client,
      { tableName: 'counted', addressKey: 'the key of a test, 32 letters or more', settingsAgeSeconds: 5 },
      clock,
    );
  };
}

test('a contact who goes all the way takes the units that are counted for them', async () => {
  const { client, store } = await tableStore(database);
  const said = listen(client);
  await live(store);

  const ours: Units = { requests: 0, written: 0, read: 0 };
  await live(counted(ours));

  console.log(`DynamoDB Local: ${JSON.stringify(said)}; counted: ${JSON.stringify(ours)}`);
  expect(ours).toEqual(said);
});
