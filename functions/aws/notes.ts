/** What the engine itself remembers: one item a note, replaced only by whoever has read its newest state. */
import type { Notes } from '../../lib/engine/ports.ts';
import { bodyOf, expiryOf } from './item.ts';
import { keys } from './keys.ts';
import { ABSENT, type Table } from './table.ts';

export function createNotes(table: Table): Notes {
  return {
    async read<Note extends object>(name: string) {
      const item = await table.get(keys.note(name));
      return item && { note: bodyOf<Note>(item), rev: item.rev ?? 0 };
    },
    keep(name, note, expectedRev, until) {
      const expiresAt = until === undefined ? undefined : expiryOf(until, 0);
      const item = { ...keys.note(name), type: 'note', rev: expectedRev + 1, body: JSON.stringify(note), expiresAt };
      return table.put(item, expectedRev === 0 ? ABSENT : { that: '#rev = :rev', values: { rev: expectedRev } });
    },
  };
}
