/** Brings what happened to a contact to the runs that wait for it, or that it ends. */
import type { EnginePorts } from '../lib/engine/ports.ts';
import { signalFromBus } from '../lib/engine/take-bus-event.ts';
import { createExecutions } from './aws/executions.ts';
import { createAwsPorts } from './aws/ports.ts';
import { createSchedules } from './aws/schedules.ts';
import { busMessage } from './middleware/bus-message.ts';
import { deployed } from './middleware/deployed.ts';
import type { Log } from './middleware/log.ts';
import { createQueueHandler } from './middleware/queue.ts';

export const createHandler = (ports: EnginePorts, log?: Log) =>
  createQueueHandler({
    function: 'signal',
    message: busMessage,
    take: (event) => signalFromBus(event, ports),
    ports,
    log,
  });

export const handler = deployed((environment) =>
  createHandler(
    createAwsPorts(environment, { executions: createExecutions({}), schedules: createSchedules(environment.timers) }),
  ),
);
