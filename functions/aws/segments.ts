/** Who is in which segment: one item a membership, kept when it ends, so that every change of mind has a number. */
import type { Segments } from '../../lib/language/ports.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

export function createSegments(table: Table): Segments {
  const become = (contact: string, segment: string, at: string, member: boolean, isNews = member) =>
    table.update(keys.segment(contact, segment), {
      set: 'SET #type = :type, #contact = :contact, #segment = :segment, #member = :member, #since = :at, #rev = if_not_exists(#rev, :zero) + :one',
      // One who never was a member cannot stop being one.
      that: isNews ? 'attribute_not_exists(#pk) OR #member = :before' : '#member = :before',
      values: { type: 'segment', contact, segment, member, before: !member, at, zero: 0, one: 1 },
    });

  return {
    add: async (contactId, segment, at) =>
      (await become(contactId, segment, at, true)) === 'written' ? 'added' : 'there-already',
    remove: async (contactId, segment, at) =>
      (await become(contactId, segment, at, false)) === 'written' ? 'removed' : 'not-there',
    exclude: async (contactId, segment, at) =>
      (await become(contactId, segment, at, false, true)) === 'written' ? 'removed' : 'not-there',
    async has(contactId, segment) {
      const item = await table.get(keys.segment(contactId, segment));
      return item && item.member === true;
    },
    async since(contactId, segment) {
      const item = await table.get(keys.segment(contactId, segment));
      return item && String(item.since);
    },
  };
}
