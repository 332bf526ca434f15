/** Looks at how a contact stands by what triggers keep an eye on, as soon as something may have changed it. */
import type { EnginePorts } from '../lib/engine/ports.ts';
import { watchFromBus } from '../lib/engine/take-bus-event.ts';
import { createExecutions } from './aws/executions.ts';
import { createAwsPorts } from './aws/ports.ts';
import { createSchedules } from './aws/schedules.ts';
import { busMessage } from './middleware/bus-message.ts';
import { deployed } from './middleware/deployed.ts';
import type { Log } from './middleware/log.ts';
import { createQueueHandler } from './middleware/queue.ts';

export const createHandler = (ports: EnginePorts, log?: Log) =>
  createQueueHandler({
    function: 'watch',
    message: busMessage,
    take: (event) => watchFromBus(event, ports),
    ports,
    log,
  });

export const handler = deployed((environment) =>
  createHandler(
    createAwsPorts(environment, { executions: createExecutions({}), schedules: createSchedules(environment.timers) }),
  ),
);
