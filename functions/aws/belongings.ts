/** All that the table keeps of a contact: one partition, and the few items elsewhere that it leads to. */
import { linesOf } from '../../lib/engine/lines.ts';
import type { Belongings, TimelineRow } from '../../lib/engine/ports.ts';
import type { RunRecord } from '../../lib/engine/run-record.ts';
import type { ContactEvent } from '../../lib/language/event.ts';
import type { JsonMap } from '../../lib/language/json.ts';
import type { FollowUp } from '../../lib/language/ports.ts';
import { eachOnce } from './each-once.ts';
import { bodyOf, type Item } from './item.ts';
import { type Key, keys, partitions, ranges } from './keys.ts';
import { collect, type Table } from './table.ts';

export function createBelongings(table: Table): Belongings {
  const partition = (contact: string): Promise<Item[]> => collect(table.query(partitions.contact(contact), ranges.all));

  /** With what they did before anybody knew who they were. */
  async function partitionOf(contact: string): Promise<Item[]> {
    const own = await partition(contact);
    const earlier = own.map(async (item) => {
      const isOwn =
        item.before !== undefined && (await table.get({ pk: item.sk, sk: 'identity' }))?.contact === contact;
      return isOwn ? partition(String(item.before)) : [];
    });
    return [...(await Promise.all(earlier)).flat(), ...own];
  }

  /** A line of work bears the key under which it may have asked a colleague for something. */
  async function followUps(items: readonly Item[]): Promise<FollowUp[]> {
    const found = linesIn(items).map(async ({ key }) => {
      const item = await table.get(keys.followUp(key));
      return item && bodyOf<FollowUp>(item);
    });
    return (await Promise.all(found)).filter((one) => one !== undefined);
  }

  return {
    async of(contact) {
      const items = await partitionOf(contact);
      const kept: Record<string, JsonMap[]> = {};
      const add = (kind: string, thing: unknown) => {
        kept[kind] = [...(kept[kind] ?? []), thing as JsonMap];
      };
      for (const item of items) if (item.type !== 'line' && item.type !== 'lines') add(item.type, shown(item));
      for (const line of linesIn(items)) add('line', line);
      for (const followUp of await followUps(items)) add('follow-up', followUp);
      return kept;
    },
    async erase(contact) {
      const items = await partitionOf(contact);
      for (const { effectKey } of await followUps(items)) await table.remove(keys.followUp(effectKey));
      // The contact's own item goes last: while it stands, an erasure that died is begun again.
      for (const item of items.toSorted((a, b) => Number(a.type === 'contact') - Number(b.type === 'contact'))) {
        const elsewhere = elsewhereOf(item);
        const other = elsewhere && (await table.get(elsewhere));
        if (elsewhere && (other?.contact === contact || item.type === 'event')) await table.remove(elsewhere);
        await table.remove(item);
      }
    },
  };
}

const linesIn = (items: readonly Item[]): TimelineRow[] =>
  eachOnce(
    items.flatMap((item) => {
      if (item.type === 'run') return linesOf(bodyOf<RunRecord>(item));
      return item.type === 'line' || item.type === 'lines' ? bodyOf<TimelineRow | TimelineRow[]>(item) : [];
    }),
  );

/** What stands under another key because of this item. */
function elsewhereOf(item: Item): Key | undefined {
  if (item.type === 'event') return keys.eventId(bodyOf<ContactEvent>(item).id);
  if (item.type === 'owned-identity') return { pk: item.sk, sk: 'identity' };
  return undefined;
}

const machinery = new Set(['pk', 'sk', 'type', 'rev', 'body', 'expiresAt', 'listed', 'listedAs', 'effects', 'before']);

/** The body, or what stands beside it where there is none. */
function shown(item: Item): unknown {
  if (item.body !== undefined) return bodyOf(item);
  // Under a hash: whose it is stands in the contact's fields.
  if (item.type === 'owned-identity') return { identity: item.sk };
  return Object.fromEntries(Object.entries(item).filter(([name]) => !machinery.has(name)));
}
