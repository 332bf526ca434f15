/** A DynamoDB of the test's own: in this process, in memory or under a path. */
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { connectTo, type Database } from './database.ts';

const createServer = createRequire(import.meta.url)('dynalite') as (options: Record<string, unknown>) => Server;

export async function openDatabase(path?: string): Promise<Database> {
  const server = createServer({ path, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const database = connectTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return {
    ...database,
    async close() {
      await database.close();
      server.closeAllConnections();
      await new Promise<void>((closed) => server.close(() => closed()));
    },
  };
}
