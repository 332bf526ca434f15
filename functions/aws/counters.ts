/** How many stand where: sixteen items a definition, each remembering the changes it has counted last. */
import type { Counters } from '../../lib/engine/ports.ts';
import { RetryableError } from '../../lib/language/errors.ts';
import { bodyOf } from './item.ts';
import { keys, listings } from './keys.ts';
import { ABSENT, type Table } from './table.ts';

interface Counted {
  counts: Record<string, number>;
  /** Short names of the newest changes, oldest first. A stream repeats a batch, not last week's. */
  seen: string[];
}

const REMEMBERED = 64;
const MOST_TURNS = 60;

export function createCounters(table: Table): Counters {
  return {
    async apply({ id, definition, deltas }) {
      const { shard, name } = placeOf(id);
      for (let turn = 0; turn < MOST_TURNS; turn++) {
        const item = await table.get(keys.counter(definition, shard));
        const counted = item ? bodyOf<Counted>(item) : { counts: {}, seen: [] };
        if (counted.seen.includes(name)) return;
        const rev = item?.rev ?? 0;
        const written = await table.put(
          {
            ...keys.counter(definition, shard),
            type: 'counter',
            rev: rev + 1,
            body: JSON.stringify(add(counted, name, deltas)),
          },
          item ? { that: '#rev = :rev', values: { rev } } : ABSENT,
        );
        if (written === 'written') return;
      }
      throw new RetryableError('Too many counts of one definition at a time.', { retryAfterSeconds: 1 });
    },
    async read(definition) {
      const items = await Promise.all(
        listings.shards.map((shard) => table.get(keys.counter(definition, shard), 'eventual')),
      );
      const total: Record<string, number> = {};
      for (const item of items) {
        const counts = item ? bodyOf<Counted>(item).counts : {};
        for (const [what, count] of Object.entries(counts)) total[what] = (total[what] ?? 0) + count;
      }
      return total;
    },
  };
}

function add({ counts, seen }: Counted, name: string, deltas: Record<string, number>): Counted {
  const sum = { ...counts };
  for (const [what, delta] of Object.entries(deltas)) sum[what] = (sum[what] ?? 0) + delta;
  return { counts: sum, seen: [...seen, name].slice(-REMEMBERED) };
}

/** The same change always meets the same item. */
function placeOf(id: string): { shard: number; name: string } {
  return { shard: listings.shardOf(id), name: listings.shortNameOf(id) };
}
