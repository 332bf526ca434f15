/** The last time a contact entered a definition, which decides whether they may enter again. */
import type { Entries, Entry } from '../../lib/engine/ports.ts';
import { bodyOf } from './item.ts';
import { keys } from './keys.ts';
import { ABSENT, type Condition, type Table } from './table.ts';

export function createEntries(table: Table): Entries {
  return {
    async get(contactId, definition, key) {
      const item = await table.get(keys.entry(contactId, definition, key));
      return item && bodyOf<Entry>(item);
    },
    put(entry, previous) {
      const { contact, definition, key, run, at } = entry;
      const item = {
        ...keys.entry(contact, definition, key),
        type: 'entry',
        run,
        enteredAt: at,
        body: JSON.stringify(entry),
      };
      return table.put(item, previous ? isStill(previous) : ABSENT);
    },
  };
}

const isStill = ({ run, at }: Entry): Condition => ({ that: '#run = :run AND #enteredAt = :at', values: { run, at } });
