/** The bus of a simulation: hands every event on, in order, to whoever listens. */
import type { Bus } from '../../engine/ports.ts';
import type { BusEvent } from '../../language/event.ts';

/** Called before `publish` returns; whoever acts on an event does so later, in order. */
export type OnBusEvent = (event: BusEvent) => void;

export function createMemoryBus(onEvent: OnBusEvent): Bus {
  return {
    async publish(events) {
      for (const event of events) onEvent(event);
    },
  };
}
