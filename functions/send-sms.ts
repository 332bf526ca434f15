/** Sends one text message to one contact. */
import type { EnginePorts } from '../lib/engine/ports.ts';
import { createSmsSender } from './aws/channels/sms.ts';
import { createAwsPorts } from './aws/ports.ts';
import { createSchedules } from './aws/schedules.ts';
import { deployed } from './middleware/deployed.ts';
import type { Log } from './middleware/log.ts';
import { createTaskHandler } from './middleware/task.ts';

export const createHandler = (ports: EnginePorts, log?: Log) => createTaskHandler('send-sms', ports, log);

export const handler = deployed((environment) =>
  createHandler(
    createAwsPorts(environment, {
      sms: createSmsSender({ senderId: environment.senderId }),
      schedules: createSchedules(environment.timers),
    }),
  ),
);
