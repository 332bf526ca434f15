/** The table on this machine: a DynamoDB of the operator's own, kept on disk, reached by nobody else. */
import type { AddressInfo } from 'node:net';
import dynalite from 'dynalite';
import { createStoreClient, createTableIfAbsent, type StoreClient } from '../../../functions/aws/store-client.ts';
import { createTableInput } from '../../../functions/aws/table-shape.ts';

export const TABLE = 'waymark';

export interface Database {
  client: StoreClient;
  close(): Promise<void>;
}

/** Opens the table, or lays it out. The folder's lock is held by now: a second opener would take the process down. */
export async function openDatabase(path: string): Promise<Database> {
  const server = dynalite({ path, createTableMs: 0 });
  await new Promise<void>((opened, failed) => {
    server.once('error', failed);
    server.listen(0, '127.0.0.1', opened);
  });
  const { port } = server.address() as AddressInfo;
  const client = createStoreClient({
    endpoint: `http://127.0.0.1:${port}`,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  await createTableIfAbsent(client, createTableInput(TABLE));
  return {
    client,
    async close() {
      client.destroy();
      await new Promise<void>((done, failed) => {
        server.close((thrown?: Error | null) => (thrown ? failed(thrown) : done()));
        server.closeAllConnections();
      });
    },
  };
}
