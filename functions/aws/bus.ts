/** Publishes what happened, so that enrolling and waiting runs hear of it; an event that stays behind is an error. */
import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import type { Bus } from '../../lib/engine/ports.ts';
import { RetryableError } from '../../lib/language/errors.ts';
import type { BusEvent } from '../../lib/language/event.ts';
import { createClient, type Where } from './clients.ts';
import { translateServiceFault } from './service-faults.ts';

/** What one request may carry. */
const MOST_ENTRIES = 10;
const MOST_TURNS = 4;

export interface BusSettings extends Where {
  bus: string;
}

export function createBus({ bus, ...where }: BusSettings, client = createClient(EventBridgeClient, where)): Bus {
  const entryOf = (event: BusEvent): PutEventsRequestEntry => ({
    EventBusName: bus,
    Source: event.source,
    DetailType: event['detail-type'],
    Time: new Date(event.time),
    Detail: JSON.stringify(event.detail),
  });

  /** Gives those that were not taken. */
  async function put(entries: PutEventsRequestEntry[]): Promise<PutEventsRequestEntry[]> {
    try {
      const { Entries: answers = [] } = await client.send(new PutEventsCommand({ Entries: entries }));
      return entries.filter((_, place) => !answers[place]?.EventId);
    } catch (thrown) {
      throw translateServiceFault(thrown, 'EventBridge');
    }
  }

  return {
    async publish(events) {
      for (let first = 0; first < events.length; first += MOST_ENTRIES) {
        let left = events.slice(first, first + MOST_ENTRIES).map(entryOf);
        for (let turn = 0; turn < MOST_TURNS && left.length > 0; turn++) left = await put(left);
        if (left.length > 0)
          throw new RetryableError(`${left.length} events were not taken by the bus.`, { retryAfterSeconds: 2 });
      }
    },
  };
}
