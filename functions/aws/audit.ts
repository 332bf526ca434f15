/** Who did what, month by month; kept as long as a contact's history, of which it holds nothing but ids. */
import type { Audit, AuditEntry } from '../../lib/engine/ports.ts';
import { bodyOf, expiryOf } from './item.ts';
import { keys, partitions } from './keys.ts';
import type { Table } from './table.ts';

export function createAudit(table: Table, retentionDays: number): Audit {
  return {
    async write(entry) {
      const expiresAt = expiryOf(entry.at, retentionDays);
      await table.put({ ...keys.audit(entry), type: 'audit', expiresAt, body: JSON.stringify(entry) });
    },
    async list({ since, until, atMost, keeps = () => true }) {
      const found: AuditEntry[] = [];
      for (let month = monthOf(until); month >= monthOf(since); month = monthBefore(month)) {
        // `$` follows `#`: behind every id of that instant.
        const range = { from: since, to: `${until}$` };
        for await (const item of table.query(partitions.audit(month), range, { newestFirst: true, pageSize: 200 })) {
          const entry = bodyOf<AuditEntry>(item);
          if (keeps(entry)) found.push(entry);
          if (found.length >= atMost) return found;
        }
      }
      return found;
    },
  };
}

const monthOf = (instant: string): string => instant.slice(0, 7);

function monthBefore(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, '0')}`;
}
