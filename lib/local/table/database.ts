/** The table on this machine: a DynamoDB of the operator's own, kept on disk, reached by nobody else. */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import dynalite from 'dynalite';
import { createStoreClient, createTableIfAbsent, type StoreClient } from '../../../functions/aws/store-client.ts';
import { createTableInput } from '../../../functions/aws/table-shape.ts';

export const TABLE = 'waymark';

export interface Database {
  client: StoreClient;
  /** Where it listens, for whoever wants to see that it answers nobody. */
  endpoint: string;
  close(): Promise<void>;
}

/** Opens the table, or lays it out. The folder's lock is held by now: a second opener would take the process down. */
export async function openDatabase(path: string): Promise<Database> {
  const accessKeyId = randomBytes(16).toString('hex');
  const server = dynalite({ path, createTableMs: 0 });
  answerOnly(server, ({ headers }) => headers.authorization?.includes(`Credential=${accessKeyId}/`) === true);
  await new Promise<void>((opened, failed) => {
    server.once('error', failed);
    server.listen(0, '127.0.0.1', opened);
  });
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = createStoreClient({
    endpoint,
    region: 'local',
    credentials: { accessKeyId, secretAccessKey: 'local' },
  });
  await createTableIfAbsent(client, createTableInput(TABLE));
  return {
    client,
    endpoint,
    async close() {
      client.destroy();
      await new Promise<void>((done, failed) => {
        server.close((thrown?: Error | null) => (thrown ? failed(thrown) : done()));
        server.closeAllConnections();
      });
    },
  };
}

/** By itself it answers every program and every web page that finds its port. */
function answerOnly(server: Server, isKnown: (incoming: IncomingMessage) => boolean): void {
  const [answer] = server.listeners('request') as RequestListener[];
  server.removeAllListeners('request');
  server.on('request', (incoming, outgoing) => {
    if (isKnown(incoming)) answer?.(incoming, outgoing);
    else outgoing.writeHead(403).end();
  });
}
