/** Lets many contacts in at once, when a schedule's time has come or an intake goes on, for as long as one call lasts. */
import * as z from 'zod';
import type { EnginePorts } from '../lib/engine/ports.ts';
import { takeIntakeRing } from '../lib/engine/take-intake.ts';
import { createExecutions } from './aws/executions.ts';
import { createAwsPorts } from './aws/ports.ts';
import { createSchedules } from './aws/schedules.ts';
import { deployed } from './middleware/deployed.ts';
import type { Log } from './middleware/log.ts';
import { createQueueHandler } from './middleware/queue.ts';

const id = z.string().regex(/^[A-Za-z0-9]+$/);
const message = z.union([
  z.object({ schedule: id, at: z.iso.datetime() }),
  z.object({ intake: id, lane: z.int().min(0) }),
]);

/** Half of what the function is given: the contact at whom it stands is let in, and the place kept, in the other half. */
const AT_WORK_MS = 60_000;

export const createHandler = (ports: EnginePorts, log?: Log) =>
  createQueueHandler({
    function: 'intake',
    message,
    async take(ring) {
      const until = new Date(Date.parse(ports.clock.now()) + AT_WORK_MS).toISOString();
      await takeIntakeRing(ring, { until }, ports);
    },
    ports,
    log,
  });

export const handler = deployed((environment) =>
  createHandler(
    createAwsPorts(environment, { executions: createExecutions({}), schedules: createSchedules(environment.timers) }),
  ),
);
