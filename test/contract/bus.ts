/** Holds: what is published arrives in full and in order, or the publisher hears of it. */
import { expect } from 'vitest';
import type { Bus } from '../../lib/engine/ports.ts';
import { RetryableError } from '../../lib/language/errors.ts';
import type { BusEvent } from '../../lib/language/event.ts';
import { at } from '../support/records.ts';
import { contract, type Half } from './contract.ts';

export interface BusWorld {
  bus: Bus;
  /** Without ids, which the real bus gives itself. */
  arrived(): Omit<BusEvent, 'id'>[];
  /** Refuses single events, by how many were offered before. */
  refuse?(isRefused: (offer: number) => boolean): void;
  weather?(weather: 'lose-first' | 'throttle'): void;
}

const events = (count: number): BusEvent[] =>
  Array.from({ length: count }, (_, i) => ({
    id: `e${i}`,
    source: 'waymark',
    'detail-type': 'event',
    time: at(i),
    detail: { contact: 'ann', event: `m${i}`, families: ['event', 'event:trial.started'] },
  }));

const withoutIds = (all: BusEvent[]) => all.map(({ id: _, ...event }) => event);

export function busContract(half: Half<BusWorld>): void {
  contract('bus', half, (promise) => {
    promise('everything arrives, in order, however much it is at once', async ({ port: { bus, arrived } }) => {
      await bus.publish([]);
      await bus.publish(events(25));
      expect(arrived()).toEqual(withoutIds(events(25)));
    });

    promise.underFault('what the bus refuses by itself is offered again, and nothing else is', async ({ port }) => {
      port.refuse!((offer) => offer === 3 || offer === 10);
      await port.bus.publish(events(10));
      const ids = port.arrived().map(({ detail }) => detail.event);
      expect(ids.toSorted()).toEqual(events(10).map(({ detail }) => detail.event));
    });

    promise.underFault('what the bus never takes is an error', async ({ port }) => {
      port.refuse!(() => true);
      await expect(port.bus.publish(events(2))).rejects.toThrow(RetryableError);
      expect(port.arrived()).toEqual([]);
    });

    promise.underFault(
      'events whose answer was lost have arrived; published again, they arrive again',
      async ({ port }) => {
        port.weather!('lose-first');
        await expect(port.bus.publish(events(2))).rejects.toThrow(RetryableError);
        await port.bus.publish(events(2));
        expect(port.arrived()).toEqual([...withoutIds(events(2)), ...withoutIds(events(2))]);
      },
    );

    promise.underFault('a busy bus is an error that time heals', async ({ port }) => {
      port.weather!('throttle');
      await expect(port.bus.publish(events(1))).rejects.toThrow(RetryableError);
    });
  });
}
