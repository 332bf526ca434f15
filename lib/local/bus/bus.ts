/** Hands each event to the functions whose rule it matches, in order, and tries again where one fails. */
import { LAST_TRY, type QueueAnswer, type QueueEvent } from '../../../functions/middleware/queue.ts';
import type { Bus } from '../../engine/ports.ts';
import { RetryableError } from '../../language/errors.ts';
import type { BusEvent } from '../../language/event.ts';
import { compilePattern } from './event-pattern.ts';
import { type BusTarget, rules } from './rules.ts';

export type QueueHandler = (event: QueueEvent) => Promise<QueueAnswer>;

const MOST_ATTEMPTS = 3;

/** Tried a few times at once; with the last one it is taken, or kept as given up. */
export async function isTaken(
  handler: QueueHandler,
  { messageId, body }: { messageId: string; body: string },
): Promise<boolean> {
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
    const ApproximateReceiveCount = String(attempt < MOST_ATTEMPTS ? attempt : LAST_TRY);
    const { batchItemFailures } = await handler({
      Records: [{ messageId, body, attributes: { ApproximateReceiveCount } }],
    });
    if (batchItemFailures.length === 0) return true;
  }
  return false;
}

const compiledRules = rules.map(({ target, pattern }) => ({ target, lets: compilePattern(pattern) }));

/**
 * Published is taken, by every target: whoever publishes keeps what was not, and comes again with it.
 * A target may be handed an event more than once, as on AWS.
 */
export function createLocalBus(targets: Record<BusTarget, QueueHandler>): Bus {
  async function deliver(event: BusEvent, target: BusTarget): Promise<void> {
    if (!(await isTaken(targets[target], { messageId: event.id, body: JSON.stringify(event) })))
      throw new RetryableError(`${target} could not take the event ${event.id}.`);
  }

  return {
    async publish(events) {
      for (const event of events) {
        for (const { target, lets } of compiledRules) {
          if (lets({ ...event })) await deliver(event, target);
        }
      }
    },
  };
}
