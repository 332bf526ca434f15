/** Gives back to its queue what a function had given up on. */
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Queues } from '../../lib/engine/ports.ts';
import { TerminalError } from '../../lib/language/errors.ts';
import { createClient, type Where } from './clients.ts';
import { translateServiceFault } from './service-faults.ts';

/** Function → the address of its queue. */
export type QueueAddresses = Record<string, string>;

export function createQueues(
  addresses: QueueAddresses,
  where: Where = {},
  client = createClient(SQSClient, where),
): Queues {
  return {
    async put(to, message) {
      const QueueUrl = Object.hasOwn(addresses, to) ? addresses[to] : undefined;
      if (QueueUrl === undefined)
        throw new TerminalError(`${to} takes nothing from a queue.`, { code: 'queue-unknown' });
      try {
        await client.send(new SendMessageCommand({ QueueUrl, MessageBody: message }));
      } catch (thrown) {
        throw translateServiceFault(thrown, 'SQS');
      }
    },
  };
}
