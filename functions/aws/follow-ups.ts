/** What colleagues are asked to do for a contact: one item an effect, so that asking twice is asking once. */
import type { FollowUp, FollowUps } from '../../lib/language/ports.ts';
import { bodyOf, expiryOf, type Item } from './item.ts';
import { keys, listings } from './keys.ts';
import { ABSENT, type Condition, collect, type Table } from './table.ts';

const STILL_OPEN: Condition = { that: 'attribute_exists(#pk) AND attribute_not_exists(#closedAt)' };

export function createFollowUps(table: Table, retentionDays: number): FollowUps {
  async function get(effectKey: string): Promise<FollowUp | undefined> {
    const item = await table.get(keys.followUp(effectKey));
    return item && bodyOf<FollowUp>(item);
  }

  return {
    get,
    create: async (followUp) =>
      (await table.put(itemOf(followUp, retentionDays), ABSENT)) === 'written' ? 'created' : 'there-already',
    async close(effectKey, said) {
      const standing = await get(effectKey);
      if (standing?.state !== 'open') return standing;
      const closed: FollowUp = { ...standing, ...said, state: 'done' };
      return (await table.put(itemOf(closed, retentionDays), STILL_OPEN)) === 'written' ? closed : get(effectKey);
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

/** Listed as long as it is kept, so that a colleague sees what was done too. */
function itemOf(followUp: FollowUp, retentionDays: number): Item {
  const { effectKey, assigneeId, dueAt, contactId, closedAt } = followUp;
  return {
    ...keys.followUp(effectKey),
    type: 'follow-up',
    contact: contactId,
    body: JSON.stringify(followUp),
    listed: listings.followUps(listings.shardOf(effectKey)),
    listedAs: `${assigneeId}#${dueAt}#${effectKey}`,
    ...(closedAt !== undefined && { closedAt, expiresAt: expiryOf(closedAt, retentionDays) }),
  };
}
