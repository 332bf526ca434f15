/** Carries out the Tasks of a machine that reach nobody outside: internal work, waits, limits, the way back. */
import type { EnginePorts } from '../lib/engine/ports.ts';
import { createExecutions } from './aws/executions.ts';
import { createAwsPorts } from './aws/ports.ts';
import { createSchedules } from './aws/schedules.ts';
import { deployed } from './middleware/deployed.ts';
import type { Log } from './middleware/log.ts';
import { createTaskHandler } from './middleware/task.ts';

export const createHandler = (ports: EnginePorts, log?: Log) => createTaskHandler('run-step', ports, log);

export const handler = deployed((environment) =>
  createHandler(
    createAwsPorts(environment, { executions: createExecutions({}), schedules: createSchedules(environment.timers) }),
  ),
);
