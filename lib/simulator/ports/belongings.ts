/** All that a simulation keeps of a contact, store by store. */
import { anonymousContact } from '../../engine/anonymous.ts';
import type { Belongings, Ids } from '../../engine/ports.ts';
import type { JsonMap } from '../../language/json.ts';

/** A store that can say and forget what it keeps of a contact. */
export interface Forgetful {
  keptOf(contactId: string): unknown[];
  forget(contactId: string): void;
}

/** The anonymous ids that a contact has claimed. */
export type Earlier = (contactId: string) => string[];

/** By the kind of what they keep, in the order in which it is forgotten. */
export function createMemoryBelongings(
  stores: Readonly<Record<string, Forgetful>>,
  { ids, earlier }: { ids: Pick<Ids, 'contact'>; earlier: Earlier },
): Belongings {
  /** With whom they were before anybody knew. */
  const all = (contactId: string): string[] => [
    ...earlier(contactId).map((value) => anonymousContact({ kind: 'anonymousId', value }, ids)),
    contactId,
  ];
  return {
    async of(contactId) {
      const kept = Object.entries(stores).map(
        ([kind, store]) => [kind, all(contactId).flatMap((id) => store.keptOf(id) as JsonMap[])] as const,
      );
      return Object.fromEntries(kept.filter(([, things]) => things.length > 0));
    },
    async erase(contactId) {
      const theirs = all(contactId);
      for (const store of Object.values(stores)) for (const id of theirs) store.forget(id);
    },
  };
}
