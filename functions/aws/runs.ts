/** Run records in the table: one item a run, written only by whoever has read its newest state. */
import type { Runs } from '../../lib/engine/ports.ts';
import { type RunRecord, refOf } from '../../lib/engine/run-record.ts';
import { bodyOf, expiryOf, type Item } from './item.ts';
import { keys, listings, partitions, ranges } from './keys.ts';
import { shortBody } from './short-body.ts';
import { ABSENT, collect, type Table } from './table.ts';

export function createRuns(table: Table, retentionDays: number): Runs {
  async function get(ref: string): Promise<RunRecord | undefined> {
    const item = await table.get(keys.run(ref));
    return item && bodyOf<RunRecord>(item);
  }

  return {
    get,
    create: async (record) =>
      (await table.put(itemOf(record, retentionDays), ABSENT)) === 'written' ? 'created' : 'there-already',
    write: (record, expectedSeq) =>
      table.put(itemOf(record, retentionDays), { that: '#rev = :seq', values: { seq: expectedSeq } }),
    async ofContact(contactId) {
      const items = await collect(table.query(partitions.contact(contactId), ranges.runs));
      return items.map(bodyOf<RunRecord>);
    },
    async *withStatus(status, definition) {
      const range = definition === undefined ? undefined : { from: `${definition}#`, to: `${definition}$` };
      for (const shard of listings.shards) {
        const partition = status === 'parked' ? listings.parkedRuns(shard) : listings.openRuns(shard);
        for await (const { listedAs } of table.list(partition, range)) {
          const ref = String(listedAs).slice(String(listedAs).lastIndexOf('#') + 1);
          // The listing knows created and running runs as one, and is a moment behind.
          if ((await get(ref))?.status === status) yield ref;
        }
      }
    },
  };
}

/** Listed from the first day to the last under an unchanging key: an advance costs the index nothing. */
function itemOf(record: RunRecord, retentionDays: number): Item {
  const ref = refOf(record);
  const shard = listings.shardOf(ref);
  const isOpen = record.status !== 'ended';
  return {
    ...keys.run(ref),
    type: 'run',
    rev: record.seq,
    body: shortBody(record),
    listed: isOpen ? (record.status === 'parked' ? listings.parkedRuns(shard) : listings.openRuns(shard)) : undefined,
    listedAs: isOpen ? `${record.definition}#${ref}` : undefined,
    expiresAt: record.end && expiryOf(record.end.at, retentionDays),
  };
}
