/** Brings a contact's run on when its timer rings: its time has come, or whoever was at work on it is dead; and looks at contacts who are watched. */
import * as z from 'zod';
import type { EnginePorts } from '../lib/engine/ports.ts';
import { takeTimer } from '../lib/engine/take-timer.ts';
import { takeWatchTimer } from '../lib/engine/take-watch-timer.ts';
import { createExecutions } from './aws/executions.ts';
import { createAwsPorts } from './aws/ports.ts';
import { createSchedules } from './aws/schedules.ts';
import { deployed } from './middleware/deployed.ts';
import type { Log } from './middleware/log.ts';
import { createQueueHandler } from './middleware/queue.ts';

const message = z.union([
  z.object({ run: z.string().regex(/^[A-Za-z0-9]+\.[A-Za-z0-9]+$/) }),
  z.object({ watch: z.string().regex(/^[A-Za-z0-9-]+$/), at: z.iso.datetime() }),
]);

export function createHandler(ports: EnginePorts, log?: Log) {
  const take = (ring: z.output<typeof message>) =>
    'run' in ring ? takeTimer(ring.run, ports) : takeWatchTimer(ring, ports);
  return createQueueHandler({ function: 'take-timer', message, take, ports, log });
}

export const handler = deployed((environment) =>
  createHandler(
    createAwsPorts(environment, { executions: createExecutions({}), schedules: createSchedules(environment.timers) }),
  ),
);
