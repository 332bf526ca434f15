/** The queues of a simulation: what is put into one is handed to whoever takes from it. */
import type { Queues } from '../../engine/ports.ts';

export const createMemoryQueues = (onMessage: (to: string, message: string) => void = () => {}): Queues => ({
  async put(to, message) {
    onMessage(to, message);
  },
});
