/** Who did what in a simulation. */
import type { Audit, AuditEntry } from '../../engine/ports.ts';
import { freeze } from './freeze.ts';

export function createMemoryAudit(): Audit {
  const entries = new Map<string, AuditEntry>();
  return {
    async write(entry) {
      entries.set(`${entry.at} ${entry.id}`, freeze(entry));
    },
    async list({ since, until, atMost, keeps = () => true }) {
      const asked = [...entries].filter(([, entry]) => entry.at >= since && entry.at <= until && keeps(entry));
      return asked
        .sort(([a], [b]) => (a < b ? 1 : -1))
        .slice(0, atMost)
        .map(([, entry]) => entry);
    },
  };
}
