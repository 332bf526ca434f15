/** A simulated contact's history, in which a message's line is also the one right to send it. */
import { inOrder, linesOf } from '../../engine/lines.ts';
import type { Timeline, TimelineRow } from '../../engine/ports.ts';
import type { RunRecord } from '../../engine/run-record.ts';
import type { Forgetful } from './belongings.ts';
import { freeze } from './freeze.ts';

/** `runsOf`: a run carries on its record what it has said of late. */
export function createMemoryTimeline(runsOf: (contact: string) => Promise<RunRecord[]>): Timeline & Forgetful {
  const byContact = new Map<string, Map<string, TimelineRow>>();

  function keep(row: TimelineRow): void {
    const rows = byContact.get(row.contact) ?? new Map<string, TimelineRow>();
    byContact.set(row.contact, rows.set(row.key, freeze(row)));
  }
  const standing = (contact: string, key: string) => byContact.get(contact)?.get(key);

  return {
    keptOf: (contactId) => [...(byContact.get(contactId)?.values() ?? [])],
    forget(contactId) {
      byContact.delete(contactId);
    },
    write: async (row) => keep(row),
    async tell({ rows }) {
      for (const row of rows) keep(row);
    },
    async claim(row) {
      const before = standing(row.contact, row.key);
      if (before && before.claim?.state !== 'RELEASED') return { won: false, row: before };
      keep(row);
      return { won: true };
    },
    async settle(row, attempt, from) {
      const claim = standing(row.contact, row.key)?.claim;
      if (claim?.attempt !== attempt || !from.includes(claim.state)) return 'lost';
      keep(row);
      return 'written';
    },
    get: async (contactId, key) => standing(contactId, key),
    async *unknown(definition) {
      for (const row of [...byContact.values()].flatMap((rows) => [...rows.values()]))
        if (row.claim?.state === 'UNKNOWN' && (definition === undefined || row.definition === definition)) yield row;
    },
    async of(contactId, run) {
      const carried = (await runsOf(contactId)).flatMap(linesOf).map((row) => [row.key, row] as const);
      const all = new Map([...(byContact.get(contactId) ?? []), ...carried]);
      return inOrder([...all.values()].filter((row) => run === undefined || row.run === run));
    },
  };
}
