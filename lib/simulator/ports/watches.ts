/** What a simulation keeps an eye on, contact by contact. */
import type { Watch, Watches } from '../../engine/ports.ts';
import type { Forgetful } from './belongings.ts';
import { freeze } from './freeze.ts';

export function createMemoryWatches(): Watches & Forgetful {
  const watches = new Map<string, Watch>();
  return {
    keptOf: (contactId) => [watches.get(contactId)].filter((one) => one !== undefined),
    forget(contactId) {
      watches.delete(contactId);
    },
    get: async (contactId) => watches.get(contactId),
    async write(watch, expectedSeq) {
      if ((watches.get(watch.contact)?.seq ?? 0) !== expectedSeq) return 'lost';
      watches.set(watch.contact, freeze(watch));
      return 'written';
    },
  };
}
