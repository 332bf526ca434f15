/** Lets contacts into the definitions that an event on the bus starts for them. */
import type { EnginePorts } from '../lib/engine/ports.ts';
import { enrollFromBus } from '../lib/engine/take-bus-event.ts';
import { createExecutions } from './aws/executions.ts';
import { createAwsPorts } from './aws/ports.ts';
import { createSchedules } from './aws/schedules.ts';
import { busMessage } from './middleware/bus-message.ts';
import { deployed } from './middleware/deployed.ts';
import type { Log } from './middleware/log.ts';
import { createQueueHandler } from './middleware/queue.ts';

export const createHandler = (ports: EnginePorts, log?: Log) =>
  createQueueHandler({
    function: 'enroll',
    message: busMessage,
    take: (event) => enrollFromBus(event, ports),
    ports,
    log,
  });

export const handler = deployed((environment) =>
  createHandler(
    createAwsPorts(environment, { executions: createExecutions({}), schedules: createSchedules(environment.timers) }),
  ),
);
