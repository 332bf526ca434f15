/** Charges one contact's card; the only function that holds the key of the payment provider. */
import type { EnginePorts } from '../lib/engine/ports.ts';
import { createCards } from './aws/cards.ts';
import { createAwsPorts } from './aws/ports.ts';
import { createSchedules } from './aws/schedules.ts';
import { deployed } from './middleware/deployed.ts';
import type { Log } from './middleware/log.ts';
import { createTaskHandler } from './middleware/task.ts';

export const createHandler = (ports: EnginePorts, log?: Log) => createTaskHandler('charge-card', ports, log);

export const handler = deployed((environment) =>
  createHandler(
    createAwsPorts(environment, {
      cards: createCards({ key: environment.cardKey }),
      schedules: createSchedules(environment.timers),
    }),
  ),
);
