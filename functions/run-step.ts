/** Carries out the Tasks of a machine that reach no contact: internal work, waits, limits, the way back; calls others through call-webhook. */
import type { EnginePorts } from '../lib/engine/ports.ts';
import { createExecutions } from './aws/executions.ts';
import { createOutsideFunction } from './aws/outside-function.ts';
import { createAwsPorts } from './aws/ports.ts';
import { createSchedules } from './aws/schedules.ts';
import { deployed } from './middleware/deployed.ts';
import type { Log } from './middleware/log.ts';
import { createTaskHandler } from './middleware/task.ts';

export const createHandler = (ports: EnginePorts, log?: Log) => createTaskHandler('run-step', ports, log);

export const handler = deployed((environment) =>
  createHandler(
    createAwsPorts(environment, {
      executions: createExecutions({}),
      schedules: createSchedules(environment.timers),
      callOutside: createOutsideFunction({ functionName: environment.outsideFunction ?? '' }),
    }),
  ),
);
