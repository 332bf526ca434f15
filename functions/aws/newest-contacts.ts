/** The operator's list of contacts, newest first, put together from the sixteen parts that writing is spread over. */
import type { Contact } from '../../lib/language/contact.ts';
import { listings } from './keys.ts';
import type { Table } from './table.ts';

/** Ids of at most `limit` contacts older than `after`. */
export async function newestContacts(table: Table, limit: number, after?: Contact): Promise<string[]> {
  const last = after && `${after.createdAt}#${after.id}`;
  const parts = await Promise.all(
    listings.shards.map((shard) => newestOf(table, listings.contacts(shard), limit, last)),
  );
  const newest = parts.flat().sort().reverse().slice(0, limit);
  return newest.map((listedAs) => listedAs.slice(listedAs.indexOf('#') + 1));
}

async function newestOf(table: Table, partition: string, limit: number, last: string | undefined): Promise<string[]> {
  const found: string[] = [];
  // BETWEEN includes its ends: one more is asked for, and `last` itself is left out.
  const range = last === undefined ? undefined : { from: ' ', to: last };
  for await (const item of table.list(partition, range, { newestFirst: true, pageSize: limit + 1 })) {
    const listedAs = String(item.listedAs);
    if (listedAs !== last) found.push(listedAs);
    if (found.length >= limit) break;
  }
  return found;
}
