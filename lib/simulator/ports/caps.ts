/** How many messages a simulation's contacts have had lately. */
import { givePlaceBack, type Place, takePlace } from '../../engine/caps.ts';
import type { Caps } from '../../engine/ports.ts';
import type { Forgetful } from './belongings.ts';

export function createMemoryCaps(): Caps & Forgetful {
  const places = new Map<string, Place[]>();
  return {
    keptOf: (contactId) => [...(places.get(contactId) ?? [])],
    forget(contactId) {
      places.delete(contactId);
    },
    async take(contactId, place, { limits, keepSince, also = [] }) {
      const elsewhere = also.flatMap((id) => places.get(id) ?? []);
      const taking = takePlace(places.get(contactId) ?? [], place, { limits, keepSince, elsewhere });
      if ('full' in taking) return taking;
      places.set(contactId, taking.taken);
      return 'taken';
    },
    async giveBack(contactId, place) {
      const left = givePlaceBack(places.get(contactId) ?? [], place);
      if (left) places.set(contactId, left);
    },
  };
}
