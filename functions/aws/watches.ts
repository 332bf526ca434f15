/** What is kept an eye on of a contact: one item beside the contact's own, written only by whoever has read its newest state. */
import type { Watch, Watches } from '../../lib/engine/ports.ts';
import { bodyOf } from './item.ts';
import { keys } from './keys.ts';
import { shortBody } from './short-body.ts';
import { ABSENT, type Table } from './table.ts';

export function createWatches(table: Table): Watches {
  return {
    async get(contactId) {
      const item = await table.get(keys.watch(contactId));
      return item && bodyOf<Watch>(item);
    },
    write: (watch, expectedSeq) =>
      table.put(
        { ...keys.watch(watch.contact), type: 'watch', rev: watch.seq, body: shortBody(watch) },
        expectedSeq === 0 ? ABSENT : { that: '#rev = :seq', values: { seq: expectedSeq } },
      ),
  };
}
