/** Sends one email to one contact; with send-sms the only functions from which anything leaves the house. */
import type { EnginePorts } from '../lib/engine/ports.ts';
import { createEmailSender } from './aws/channels/email.ts';
import { createAwsPorts } from './aws/ports.ts';
import { createSchedules } from './aws/schedules.ts';
import { deployed } from './middleware/deployed.ts';
import type { Log } from './middleware/log.ts';
import { createTaskHandler } from './middleware/task.ts';

export const createHandler = (ports: EnginePorts, log?: Log) => createTaskHandler('send-email', ports, log);

export const handler = deployed((environment) =>
  createHandler(
    createAwsPorts(environment, {
      email: createEmailSender({ configurationSet: environment.configurationSet }),
      schedules: createSchedules(environment.timers),
    }),
  ),
);
