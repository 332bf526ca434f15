/** All that a simulation keeps of a contact, store by store. */
import type { Belongings } from '../../engine/ports.ts';
import type { JsonMap } from '../../language/json.ts';

/** A store that can say and forget what it keeps of a contact. */
export interface Forgetful {
  keptOf(contactId: string): unknown[];
  forget(contactId: string): void;
}

/** By the kind of what they keep, in the order in which it is forgotten. */
export function createMemoryBelongings(stores: Readonly<Record<string, Forgetful>>): Belongings {
  return {
    async of(contactId) {
      const kept = Object.entries(stores).map(([kind, store]) => [kind, store.keptOf(contactId) as JsonMap[]] as const);
      return Object.fromEntries(kept.filter(([, things]) => things.length > 0));
    },
    async erase(contactId) {
      for (const store of Object.values(stores)) store.forget(contactId);
    },
  };
}
