/** Brings a contact's run on when its timer rings: its time has come, or whoever was at work on it is dead. */
import * as z from 'zod';
import type { EnginePorts } from '../lib/engine/ports.ts';
import { takeTimer } from '../lib/engine/take-timer.ts';
import { createExecutions } from './aws/executions.ts';
import { createAwsPorts } from './aws/ports.ts';
import { createSchedules } from './aws/schedules.ts';
import { deployed } from './middleware/deployed.ts';
import type { Log } from './middleware/log.ts';
import { createQueueHandler } from './middleware/queue.ts';

const message = z.object({ run: z.string().regex(/^[A-Za-z0-9]+\.[A-Za-z0-9]+$/) });

export const createHandler = (ports: EnginePorts, log?: Log) =>
  createQueueHandler({ function: 'take-timer', message, take: ({ run }) => takeTimer(run, ports), log });

export const handler = deployed((environment) =>
  createHandler(
    createAwsPorts(environment, { executions: createExecutions({}), schedules: createSchedules(environment.timers) }),
  ),
);
