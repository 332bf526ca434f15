/** Tells the bus what the table says has changed: until it has, nothing that a contact did is done with. */
import middy from '@middy/core';
import type { EnginePorts } from '../lib/engine/ports.ts';
import { publishChanges } from '../lib/engine/publish-changes.ts';
import { createBus } from './aws/bus.ts';
import { decodeChanges, type StreamRecord } from './aws/decode-change.ts';
import { createAwsPorts } from './aws/ports.ts';
import { deployed } from './middleware/deployed.ts';
import { factsOf, type Log, standardLog } from './middleware/log.ts';
import { logged } from './middleware/logged.ts';
import type { QueueAnswer } from './middleware/queue.ts';

export interface StreamEvent {
  Records: StreamRecord[];
}

/** The words that the alarm looks for. */
export const PAUSED_ITSELF = 'journey paused itself';

export const createHandler = (ports: EnginePorts, log: Log = standardLog) => {
  async function publish(records: StreamRecord[]): Promise<void> {
    for (const { definition, step, what, many, of } of await publishChanges(decodeChanges(records), ports))
      log('warn', PAUSED_ITSELF, { function: 'publish-changes', definition, step, what, many, of });
  }

  /** The first that fails is where the stream goes on: what stands before it has been told. */
  async function publishOneByOne(records: StreamRecord[]): Promise<QueueAnswer> {
    for (const record of records) {
      try {
        await publish([record]);
      } catch (thrown) {
        const itemIdentifier = record.dynamodb.SequenceNumber ?? '';
        log('error', 'change failed', { function: 'publish-changes', change: itemIdentifier, ...factsOf(thrown) });
        return { batchItemFailures: [{ itemIdentifier }] };
      }
    }
    return { batchItemFailures: [] };
  }

  return middy<StreamEvent, QueueAnswer>(async ({ Records }: StreamEvent) => {
    const isDone = await publish(Records).then(
      () => true,
      () => false,
    );
    return isDone ? { batchItemFailures: [] } : publishOneByOne(Records);
  }).use(
    logged<StreamEvent>({ function: 'publish-changes', log, ids: ({ Records }) => ({ changes: Records.length }) }),
  );
};

export const handler = deployed((environment) =>
  createHandler(createAwsPorts(environment, { bus: createBus({ bus: environment.bus }) })),
);
