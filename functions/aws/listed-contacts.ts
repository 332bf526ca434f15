/** Contacts as they are listed, in the sixteen parts that writing is spread over: the newest of all, or all of one part. */
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

export async function contactsInPart(
  table: Table,
  part: number,
  { after, atMost }: { after?: string; atMost: number },
): Promise<{ id: string; place: string }[]> {
  const found: { id: string; place: string }[] = [];
  const range = { from: after ?? ' ', to: '\u{10ffff}' };
  for await (const { listedAs } of table.list(listings.contacts(part), range, { pageSize: atMost + 1 })) {
    const place = String(listedAs);
    if (place !== after) found.push({ id: place.slice(place.indexOf('#') + 1), place });
    if (found.length >= atMost) break;
  }
  return found;
}
