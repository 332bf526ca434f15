/** Takes in what SES says of our emails: it settles unknown sends, keeps dead addresses out and tells waiting runs. */
import * as z from 'zod';
import type { EnginePorts } from '../lib/engine/ports.ts';
import { takeProviderEvent } from '../lib/engine/provider-event.ts';
import { createAwsPorts } from './aws/ports.ts';
import { readSesEvent, type SesEvent } from './aws/ses-event.ts';
import { deployed } from './middleware/deployed.ts';
import type { Log } from './middleware/log.ts';
import { createQueueHandler } from './middleware/queue.ts';

const message = z.looseObject({ source: z.literal('aws.ses'), detail: z.looseObject({}) }) as z.ZodType<SesEvent>;

export const createHandler = (ports: EnginePorts, log?: Log) =>
  createQueueHandler({
    function: 'provider-event',
    message,
    async take(event) {
      const said = readSesEvent(event);
      if (said) await takeProviderEvent(said, ports);
    },
    ports,
    log,
  });

export const handler = deployed((environment) => createHandler(createAwsPorts(environment)));
