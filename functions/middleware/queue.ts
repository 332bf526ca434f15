/** Takes a batch from a queue message by message: one that fails comes back alone, and never holds up another contact's. */
import middy from '@middy/core';
import type * as z from 'zod';
import { factsOf, type Log, standardLog } from './log.ts';
import { logged } from './logged.ts';
import { parse } from './parsed.ts';

export interface QueueEvent {
  Records: { messageId: string; body: string; attributes?: { SentTimestamp?: string } }[];
}
export interface QueueAnswer {
  batchItemFailures: { itemIdentifier: string }[];
}

/** As the queue hands it over; for whoever calls a handler without one. */
export const queueEvent = (...messages: { id: string }[]): QueueEvent => ({
  Records: messages.map((message) => ({ messageId: message.id, body: JSON.stringify(message) })),
});

export interface QueueOptions<Message> {
  function: string;
  message: z.ZodType<Message>;
  /** `sentAt`: when it was put there, the same however often it is handed over. */
  take(message: Message, sentAt: string | undefined): Promise<unknown>;
  log?: Log;
}

export function createQueueHandler<Message>({ message, take, log = standardLog, ...options }: QueueOptions<Message>) {
  async function failed({ messageId, body, attributes }: QueueEvent['Records'][number]): Promise<boolean> {
    try {
      const sentMs = Number(attributes?.SentTimestamp ?? Number.NaN);
      const sentAt = Number.isSafeInteger(sentMs) ? new Date(sentMs).toISOString() : undefined;
      await take(parse(message, JSON.parse(body)), sentAt);
      return false;
    } catch (thrown) {
      log('error', 'message failed', { function: options.function, id: messageId, ...factsOf(thrown) });
      return true;
    }
  }
  return middy<QueueEvent, QueueAnswer>(async ({ Records }: QueueEvent) => {
    const failures = await Promise.all(Records.map(failed));
    return {
      batchItemFailures: Records.filter((_, place) => failures[place]).map(({ messageId }) => ({
        itemIdentifier: messageId,
      })),
    };
  }).use(logged<QueueEvent>({ function: options.function, log, ids: ({ Records }) => ({ messages: Records.length }) }));
}
