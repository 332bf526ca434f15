/** What colleagues are asked to do for a contact: one item an effect, so that asking twice is asking once. */
import type { FollowUp, FollowUps } from '../../lib/language/ports.ts';
import { bodyOf } from './item.ts';
import { keys, listings } from './keys.ts';
import { ABSENT, collect, type Table } from './table.ts';

export function createFollowUps(table: Table): FollowUps {
  return {
    async create(followUp) {
      const { effectKey, assigneeId, dueAt, contactId } = followUp;
      const item = {
        ...keys.followUp(effectKey),
        type: 'follow-up',
        contact: contactId,
        body: JSON.stringify(followUp),
        listed: listings.followUps(listings.shardOf(effectKey)),
        listedAs: `${assigneeId}#${dueAt}#${effectKey}`,
      };
      return (await table.put(item, ABSENT)) === 'written' ? 'created' : 'there-already';
    },
    async list(assigneeId) {
      const range = assigneeId === undefined ? undefined : { from: `${assigneeId}#`, to: `${assigneeId}$` };
      const parts = await Promise.all(
        listings.shards.map((shard) => collect(table.list(listings.followUps(shard), range))),
      );
      const items = await Promise.all(parts.flat().map((listed) => table.get(listed)));
      const found = items.flatMap((item) => (item ? [bodyOf<FollowUp>(item)] : []));
      return found.sort((a, b) => (a.dueAt < b.dueAt ? -1 : a.dueAt > b.dueAt ? 1 : 0));
    },
  };
}
