/** Restarts a contact's run whose execution failed, timed out or was aborted in Step Functions. */
import * as z from 'zod';
import type { EnginePorts } from '../lib/engine/ports.ts';
import { wakeRun } from '../lib/engine/wake-run.ts';
import { createExecutions } from './aws/executions.ts';
import { createAwsPorts } from './aws/ports.ts';
import { deployed } from './middleware/deployed.ts';
import type { Log } from './middleware/log.ts';
import { createQueueHandler } from './middleware/queue.ts';

const message = z.object({ detail: z.object({ name: z.string().min(1) }) });

export const createHandler = (ports: EnginePorts, log?: Log) =>
  createQueueHandler({ function: 'wake-run', message, take: ({ detail }) => wakeRun(detail.name, ports), ports, log });

export const handler = deployed((environment) =>
  createHandler(createAwsPorts(environment, { executions: createExecutions({}) })),
);
