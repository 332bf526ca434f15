/** AWS's own DynamoDB Local, in memory: unlike the one in process it also hands over the item that refused a condition. */
import { connectTo, type Database } from '../../support/database.ts';
import { startServer } from '../server-process.ts';

/** `.ci/run dynamodb` fetches it and says where it is. */
export async function openDynamoDbLocal(jars = process.env.WAYMARK_DYNAMODB): Promise<Database> {
  if (!jars) throw new Error('Run this as `.ci/run dynamodb`, which fetches DynamoDB Local.');
  const main = 'software.amazon.dynamodb.services.local.main.ServerRunner';
  const server = await startServer({
    command: 'java',
    args: (port) => ['-Xmx512m', '-cp', `${jars}/*`, main, '-inMemory', '-disableTelemetry', '-port', String(port)],
    // Whatever it answers to a question without a body, it answers.
    answers: async (endpoint) => (await fetch(endpoint)).status > 0,
  });
  const database = connectTo(server.endpoint);
  return {
    ...database,
    async close() {
      await database.close();
      await server.stop();
    },
  };
}
