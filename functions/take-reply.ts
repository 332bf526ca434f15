/** Takes the texts that contacts send back, as the service that carries them hands them over. */
import * as z from 'zod';
import type { EnginePorts } from '../lib/engine/ports.ts';
import { takeReply } from '../lib/engine/take-reply.ts';
import { createSmsSender } from './aws/channels/sms.ts';
import { createAwsPorts } from './aws/ports.ts';
import { deployed } from './middleware/deployed.ts';
import { type Log, standardLog } from './middleware/log.ts';
import { createQueueHandler } from './middleware/queue.ts';
import { withToldAnswers } from './middleware/told-answers.ts';

/** Two-way SMS, as it comes through a topic that delivers raw messages. */
const message = z.looseObject({
  originationNumber: z.string().min(1).max(40),
  messageBody: z.string().max(10_000),
  inboundMessageId: z.string().min(1).max(200),
});

export function createHandler(ports: EnginePorts, log: Log = standardLog) {
  const told = withToldAnswers(ports, 'take-reply', log);
  return createQueueHandler({
    function: 'take-reply',
    message,
    take: ({ originationNumber: from, messageBody: text, inboundMessageId: id }, sentAt) =>
      takeReply({ id, from, text, at: sentAt ?? ports.clock.now() }, told),
    ports,
    log,
  });
}

export const handler = deployed((environment) =>
  createHandler(createAwsPorts(environment, { sms: createSmsSender({ senderId: environment.senderId }) })),
);
