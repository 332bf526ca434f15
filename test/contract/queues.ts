/** Holds: what is put into a queue lies there as it was, or whoever puts it hears that it does not. */
import { expect } from 'vitest';
import type { Queues } from '../../lib/engine/ports.ts';
import { RetryableError } from '../../lib/language/errors.ts';
import { contract, type Half } from './contract.ts';

export interface QueuesWorld {
  queues: Queues;
  arrived(): { to: string; message: string }[];
  weather?(weather: 'lose-first' | 'throttle'): void;
}

export function queuesContract(half: Half<QueuesWorld>): void {
  contract('queues', half, (promise) => {
    promise('everything lies in the queue it was put into, in order', async ({ port: { queues, arrived } }) => {
      const messages = ['{"id":"é & <b>"}', '{}', 'not json'].map((message) => ({ to: 'enroll', message }));
      for (const { to, message } of messages) await queues.put(to, message);
      await queues.put('signal', 'last');
      expect(arrived()).toEqual([...messages, { to: 'signal', message: 'last' }]);
    });

    promise.underFault('an answer that was lost is an error, and put again it lies there twice', async ({ port }) => {
      port.weather!('lose-first');
      await expect(port.queues.put('enroll', 'a')).rejects.toThrow(RetryableError);
      await port.queues.put('enroll', 'a');
      expect(port.arrived()).toHaveLength(2);
    });

    promise.underFault('a busy queue is an error that time heals', async ({ port }) => {
      port.weather!('throttle');
      await expect(port.queues.put('enroll', 'a')).rejects.toThrow(RetryableError);
      expect(port.arrived()).toEqual([]);
    });
  });
}
