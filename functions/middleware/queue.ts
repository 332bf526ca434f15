/** Takes a batch from a queue message by message: one that fails comes back alone, and never holds up another contact's. */
import middy from '@middy/core';
import type * as z from 'zod';
import { Later } from '../../lib/engine/flow-signals.ts';
import type { EnginePorts } from '../../lib/engine/ports.ts';
import { TerminalError } from '../../lib/language/errors.ts';
import { factsOf, type Log, standardLog } from './log.ts';
import { logged } from './logged.ts';
import { parse } from './parsed.ts';

export interface QueueEvent {
  Records: {
    messageId: string;
    body: string;
    attributes?: { SentTimestamp?: string; ApproximateReceiveCount?: string };
  }[];
}
export interface QueueAnswer {
  batchItemFailures: { itemIdentifier: string }[];
}
type QueueRecord = QueueEvent['Records'][number];

/** As the queue hands it over; for whoever calls a handler without one. */
export const queueEvent = (...messages: { id: string }[]): QueueEvent => ({
  Records: messages.map((message) => ({ messageId: message.id, body: JSON.stringify(message) })),
});

export interface QueueOptions<Message> {
  function: string;
  message: z.ZodType<Message>;
  /** `sentAt`: when it was put there, the same however often it is handed over. */
  take(message: Message, sentAt: string | undefined): Promise<unknown>;
  /** For what is given up on. */
  ports: Pick<EnginePorts, 'clock' | 'deadLetters'>;
  log?: Log;
}

/** One before the queue itself would put it aside, without a word of why. lib/cloud/watched-queue.ts says when that is. */
export const LAST_TRY = 19;

/** An alarm waits for this line. */
export const GIVEN_UP = 'message given up';

export function createQueueHandler<Message>({
  message,
  take,
  ports,
  log = standardLog,
  ...options
}: QueueOptions<Message>) {
  async function failed(record: QueueRecord): Promise<boolean> {
    try {
      await take(parse(message, jsonOf(record.body)), sentAtOf(record));
      return false;
    } catch (thrown) {
      if (thrown instanceof Later) return true;
      const facts = { function: options.function, id: record.messageId, ...factsOf(thrown) };
      log('error', 'message failed', facts);
      const isOver = thrown instanceof TerminalError || Number(record.attributes?.ApproximateReceiveCount) >= LAST_TRY;
      return !(isOver && (await isKept(record, thrown)));
    }
  }

  /** What time will not heal would only be in the way of others until then. */
  async function isKept({ messageId, body }: QueueRecord, thrown: unknown): Promise<boolean> {
    const at = ports.clock.now();
    const letter = { id: messageId, function: options.function, message: body, cause: causeOf(thrown), at };
    try {
      await ports.deadLetters.keep(letter);
    } catch (unkept) {
      log('error', 'message not kept', { function: options.function, id: messageId, ...factsOf(unkept) });
      return false;
    }
    log('error', GIVEN_UP, { function: options.function, id: messageId, cause: letter.cause });
    return true;
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

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    throw new TerminalError('Not JSON.', { code: 'bad-input' });
  }
}

function sentAtOf({ attributes }: QueueRecord): string | undefined {
  const sentMs = Number(attributes?.SentTimestamp ?? Number.NaN);
  return Number.isSafeInteger(sentMs) ? new Date(sentMs).toISOString() : undefined;
}

/** Its code and its kind, never its text. */
const causeOf = (thrown: unknown): string =>
  thrown instanceof TerminalError ? thrown.code : thrown instanceof Error ? thrown.name : typeof thrown;
