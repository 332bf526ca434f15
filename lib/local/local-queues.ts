/** Hands what an operator gives back straight to the function that had given it up. */
import { randomUUID } from 'node:crypto';
import type { Queues } from '../engine/ports.ts';
import { RetryableError, TerminalError } from '../language/errors.ts';
import { isTaken, type QueueHandler } from './bus/bus.ts';
import type { Lambdas } from './lambdas.ts';

/** `lambdas`: asked for at each message, since they are made with what this gives. */
export const createLocalQueues = (lambdas: () => Lambdas): Queues => ({
  async put(to, body) {
    const { enroll, signal, watch, intake, providerEvent, wakeRun, takeReply, takeTimer } = lambdas();
    const handlers: Record<string, QueueHandler> = {
      enroll,
      signal,
      watch,
      intake,
      'provider-event': providerEvent,
      'wake-run': wakeRun,
      'take-reply': takeReply,
      'take-timer': takeTimer,
    };
    const handler = Object.hasOwn(handlers, to) ? handlers[to] : undefined;
    if (!handler) throw new TerminalError(`${to} takes nothing from a queue.`, { code: 'queue-unknown' });
    if (!(await isTaken(handler, { messageId: randomUUID(), body })))
      throw new RetryableError(`${to} could neither take nor keep it.`);
  },
});
