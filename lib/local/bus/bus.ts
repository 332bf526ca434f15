/** Hands each event to the functions whose rule it matches, in order, and tries again where one fails. */
import { type QueueAnswer, type QueueEvent, queueEvent } from '../../../functions/middleware/queue.ts';
import type { BusEvent } from '../../language/event.ts';
import { matchesPattern } from './event-pattern.ts';
import { type BusTarget, rules } from './rules.ts';

export type QueueHandler = (event: QueueEvent) => Promise<QueueAnswer>;

export interface LocalBus {
  /** Returns when every target has taken every event, or has failed for good. */
  publish(events: BusEvent[]): Promise<void>;
}

/** As often as a queue would before it gives a message to its dead-letter queue. */
const MOST_ATTEMPTS = 5;

export interface BusOptions {
  targets: Record<BusTarget, QueueHandler>;
  /** A message that no attempt got through: what a dead-letter queue would hold. */
  onDeadLetter(event: BusEvent, target: BusTarget): void;
}

export function createLocalBus({ targets, onDeadLetter }: BusOptions): LocalBus {
  async function deliver(event: BusEvent, target: BusTarget): Promise<void> {
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      const { batchItemFailures } = await targets[target](queueEvent(event));
      if (batchItemFailures.length === 0) return;
    }
    onDeadLetter(event, target);
  }

  return {
    async publish(events) {
      for (const event of events) {
        for (const { target, pattern } of rules) {
          if (matchesPattern(pattern, { ...event })) await deliver(event, target);
        }
      }
    },
  };
}
