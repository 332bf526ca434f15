/** How many stand where: four items a definition, each remembering the changes it has counted last. */
import type { Count, Counters } from '../../lib/engine/ports.ts';
import { RetryableError } from '../../lib/language/errors.ts';
import { bodyOf } from './item.ts';
import { keys, listings } from './keys.ts';
import { shortBody } from './short-body.ts';
import { ABSENT, type Table } from './table.ts';

interface Counted {
  counts: Record<string, number>;
  /** Short names of the newest changes, oldest first, as one text. A stream repeats a batch, not last week's. */
  seen: string;
}

/** What comes in one batch is one write an item: so few of them that a batch pays for few, so many that none is hot. */
const SHARDS = 4;
const NAME_LENGTH = 6;
const REMEMBERED = 80;
const MOST_TURNS = 60;

export function createCounters(table: Table): Counters {
  async function applyTo(definition: string, shard: number, changes: readonly Count[]): Promise<void> {
    const key = keys.counter(definition, shard);
    for (let turn = 0; turn < MOST_TURNS; turn++) {
      const item = await table.get(key);
      const counted = item ? bodyOf<Counted>(item) : { counts: {}, seen: '' };
      const more = changes.reduce(add, counted);
      if (more === counted) return;
      const rev = item?.rev ?? 0;
      const after = { ...key, type: 'counter', rev: rev + 1, body: shortBody(more) };
      if ((await table.put(after, item ? { that: '#rev = :rev', values: { rev } } : ABSENT)) === 'written') return;
    }
    throw new RetryableError('Too many counts of one definition at a time.', { retryAfterSeconds: 1 });
  }

  return {
    async apply(changes) {
      const places = Map.groupBy(changes, ({ id, definition }) => `${shardOf(id)} ${definition}`);
      await Promise.all([...places.values()].map((some) => applyTo(some[0]!.definition, shardOf(some[0]!.id), some)));
    },
    async read(definition) {
      const shards = Array.from({ length: SHARDS }, (_, shard) => shard);
      const items = await Promise.all(shards.map((shard) => table.get(keys.counter(definition, shard), 'eventual')));
      const total: Record<string, number> = {};
      for (const item of items) {
        const counts = item ? bodyOf<Counted>(item).counts : {};
        for (const [what, count] of Object.entries(counts)) total[what] = (total[what] ?? 0) + count;
      }
      return total;
    },
  };
}

function add(counted: Counted, { id, deltas }: Count): Counted {
  const name = listings.shortNameOf(id).slice(0, NAME_LENGTH);
  if (isSeen(counted.seen, name)) return counted;
  const counts = { ...counted.counts };
  for (const [what, delta] of Object.entries(deltas)) counts[what] = (counts[what] ?? 0) + delta;
  return { counts, seen: `${counted.seen}${name}`.slice(-REMEMBERED * NAME_LENGTH) };
}

function isSeen(seen: string, name: string): boolean {
  for (let at = seen.indexOf(name); at >= 0; at = seen.indexOf(name, at + 1)) if (at % NAME_LENGTH === 0) return true;
  return false;
}

/** The same change always meets the same item. */
const shardOf = (id: string): number => listings.shardOf(id) % SHARDS;
