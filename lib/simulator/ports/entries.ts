/** The last time a simulation's contact entered a definition. */
import type { Entries, Entry } from '../../engine/ports.ts';
import type { Forgetful } from './belongings.ts';
import { freeze } from './freeze.ts';

export function createMemoryEntries(): Entries & Forgetful {
  const entries = new Map<string, Entry>();
  const nameOf = (contact: string, definition: string, key?: string) =>
    key === undefined ? `${contact}\n${definition}` : `${contact}\n${definition}\n${key}`;
  const of = (contactId: string) => [...entries].filter(([, { contact }]) => contact === contactId);
  return {
    keptOf: (contactId) => of(contactId).map(([, entry]) => entry),
    forget(contactId) {
      for (const [name] of of(contactId)) entries.delete(name);
    },
    get: async (contactId, definition, key) => entries.get(nameOf(contactId, definition, key)),
    async put(entry, previous) {
      const name = nameOf(entry.contact, entry.definition, entry.key);
      const standing = entries.get(name);
      if (standing?.run !== previous?.run || standing?.at !== previous?.at) return 'lost';
      entries.set(name, freeze(entry));
      return 'written';
    },
  };
}
