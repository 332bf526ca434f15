/** A contact's history, in which a message's line is also the one right to send it. */
import { inOrder, linesOf } from '../../lib/engine/lines.ts';
import type { ClaimState, Timeline, TimelineRow } from '../../lib/engine/ports.ts';
import type { RunRecord } from '../../lib/engine/run-record.ts';
import { RetryableError } from '../../lib/language/errors.ts';
import { eachOnce } from './each-once.ts';
import { bodyOf, expiryOf, type Item } from './item.ts';
import { keys, listings, partitions, type Range, ranges } from './keys.ts';
import { shortBody } from './short-body.ts';
import { collect, type Table } from './table.ts';

const UNCLAIMED = { that: 'attribute_not_exists(#pk) OR #claim = :released', values: { released: 'RELEASED' } };

export function createTimeline(table: Table, retentionDays: number): Timeline {
  const itemOf = (row: TimelineRow): Item => ({
    ...keys.line(row.contact, row.key),
    type: 'line',
    claim: row.claim?.state,
    attempt: row.claim?.attempt,
    expiresAt: expiryOf(row.at, retentionDays),
    body: JSON.stringify(row),
    ...(row.claim?.state === 'UNKNOWN' && listedUnknown(row)),
  });

  async function get(contactId: string, key: string): Promise<TimelineRow | undefined> {
    const item = await table.get(keys.line(contactId, key));
    return item && bodyOf<TimelineRow>(item);
  }

  return {
    get,
    async *unknown(definition) {
      const range = definition === undefined ? undefined : { from: `${definition}#`, to: `${definition}$` };
      for (const shard of listings.shards) {
        for await (const listed of table.list(listings.unknownMessages(shard), range)) {
          const item = await table.get(listed);
          if (item?.claim === 'UNKNOWN') yield bodyOf<TimelineRow>(item);
        }
      }
    },
    async write(row) {
      await table.put(itemOf(row));
    },
    async tell({ contact, key, rows }) {
      const [first] = rows;
      if (!first) return;
      const expiresAt = expiryOf(first.at, retentionDays);
      await table.put({ ...keys.line(contact, key), type: 'lines', expiresAt, body: shortBody(rows) });
    },
    async claim(row) {
      if ((await table.put(itemOf(row), UNCLAIMED)) === 'written') return { won: true };
      const standing = await get(row.contact, row.key);
      if (!standing) throw new RetryableError('A claim vanished while it was read.');
      // The client tried twice and the first answer was lost: it lost against itself.
      if (standing.claim?.attempt === row.claim?.attempt && standing.claim?.state === 'CLAIMED') return { won: true };
      return { won: false, row: standing };
    },
    async settle(row, attempt, from) {
      if ((await table.put(itemOf(row), isStillIn(attempt, from))) === 'written') return 'written';
      const standing = await get(row.contact, row.key);
      const isOurs = standing?.claim?.attempt === attempt && JSON.stringify(standing) === JSON.stringify(row);
      return isOurs ? 'written' : 'lost';
    },
    async of(contactId, run) {
      const items = (range: Range) => collect(table.query(partitions.contact(contactId), range));
      const [told, runs] = await Promise.all([items(ranges.lines), items(ranges.runs)]);
      const carried = runs.flatMap((item) => linesOf(bodyOf<RunRecord>(item)));
      const rows = eachOnce([...told.flatMap((item) => bodyOf<TimelineRow | TimelineRow[]>(item)), ...carried]);
      return inOrder(run === undefined ? rows : rows.filter((row) => row.run === run));
    },
  };
}

/** Only those of which nobody knows: every other message costs the index nothing. */
const listedUnknown = ({ definition = '', contact, key }: TimelineRow) => ({
  listed: listings.unknownMessages(listings.shardOf(contact)),
  listedAs: `${definition}#${contact}#${key}`,
});

function isStillIn(attempt: string, from: ClaimState[]) {
  const states = Object.fromEntries(from.map((state, place) => [`from${place}`, state]));
  const list = Object.keys(states).map((name) => `:${name}`);
  return { that: `#attempt = :attempt AND #claim IN (${list.join(', ')})`, values: { attempt, ...states } };
}
