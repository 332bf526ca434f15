/** Lines of a contact's history that were said at once lie in one item; a line that two items hold was told twice. */
import type { TimelineRow } from '../../lib/engine/ports.ts';

/** Of lines with one key the newest stands. */
export function eachOnce(rows: readonly TimelineRow[]): TimelineRow[] {
  const byKey = new Map<string, TimelineRow>();
  for (const row of rows) {
    const other = byKey.get(row.key);
    if (!other || isNewer(row, other)) byKey.set(row.key, row);
  }
  return [...byKey.values()];
}

function isNewer(row: TimelineRow, other: TimelineRow): boolean {
  const [seq, before] = [row.seq ?? 0, other.seq ?? 0];
  return seq > before || (seq === before && row.at > other.at);
}
