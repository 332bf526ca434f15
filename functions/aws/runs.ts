/** Run records in the table: one item a run, written only by whoever has read its newest state. */
import type { Runs } from '../../lib/engine/ports.ts';
import { type RunRecord, refOf } from '../../lib/engine/run-record.ts';
import { bodyOf, expiryOf, type Item, type Value } from './item.ts';
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
        const partition = partitionOf[status](shard);
        for await (const { listedAs } of table.list(partition, range)) {
          const ref = refIn(listedAs);
          // The listing knows created and running runs as one, and is a moment behind.
          const record = await get(ref);
          if (record && isAt(record, status)) yield ref;
        }
      }
    },
    async *openIn(part) {
      for (const partition of [listings.openRuns(part), listings.parkedRuns(part)]) {
        for await (const { listedAs } of table.list(partition)) {
          const record = await get(refIn(listedAs));
          if (record && record.status !== 'ended') yield record;
        }
      }
    },
  };
}

type Listed = Parameters<Runs['withStatus']>[0];

const partitionOf: Record<Listed, (shard: number) => string> = {
  created: listings.openRuns,
  running: listings.openRuns,
  parked: listings.parkedRuns,
  failed: listings.failedRuns,
};

const isAt = ({ status, end }: RunRecord, wanted: Listed): boolean =>
  wanted === 'failed' ? end?.how === 'error' : status === wanted;

const refIn = (listedAs: Value | undefined): string => String(listedAs).slice(String(listedAs).lastIndexOf('#') + 1);

/** Where an operator looks for it; undefined where nobody has to. */
function listedIn({ status, end }: RunRecord, shard: number): string | undefined {
  if (status === 'parked') return listings.parkedRuns(shard);
  if (status !== 'ended') return listings.openRuns(shard);
  return end?.how === 'error' ? listings.failedRuns(shard) : undefined;
}

/** Listed from the first day to the last under an unchanging key: an advance costs the index nothing. */
function itemOf(record: RunRecord, retentionDays: number): Item {
  const ref = refOf(record);
  const listed = listedIn(record, listings.shardOf(ref));
  return {
    ...keys.run(ref),
    type: 'run',
    rev: record.seq,
    body: shortBody(record),
    listed,
    listedAs: listed && `${record.definition}#${ref}`,
    expiresAt: record.end && expiryOf(record.end.at, retentionDays),
  };
}
