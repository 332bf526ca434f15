/** What is told of a contact's changes: by memory as it writes, by the table through the embedded feed. */
import { afterAll } from 'vitest';
import { decodeChanges } from '../../functions/aws/decode-change.ts';
import { createTablePorts } from '../../functions/aws/ports.ts';
import type { Change } from '../../lib/engine/ports.ts';
import { createChangeFeed } from '../../lib/local/change-feed.ts';
import { createMemoryPorts } from '../../lib/simulator/ports/index.ts';
import { openDatabase } from '../support/dynalite.ts';
import { monday } from '../support/records.ts';
import { changesContract } from './changes.ts';

const database = await openDatabase();
afterAll(database.close);

changesContract({
  name: 'in memory',
  async make() {
    const changes: Change[] = [];
    const ports = createMemoryPorts({
      clock: { now: () => monday },
      executions: { start: () => 'started', stop: () => 'gone', succeed: () => 'gone' },
      machines: new Map(),
      onChange: (change) => void changes.push(change),
    });
    return { port: { ports, told: async () => changes } };
  },
});

changesContract({
  name: 'of the embedded table',
  runs: 8,
  async make() {
    const { client, tableName } = await database.table();
    const changes: Change[] = [];
    const feed = createChangeFeed({
      client,
      tableName,
      deliver: async (records) => void changes.push(...decodeChanges(records)),
    });
    await feed.start();
    const addressKey = 'the key of a test, 32 letters or more';
    const ports = createTablePorts(client, { tableName, addressKey }, { now: () => monday });
    const told = async () => {
      await feed.settled();
      return changes;
    };
    return { port: { ports, told } };
  },
});
