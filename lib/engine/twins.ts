/** Nobody goes through one definition twice at a time: of two runs that a merge brings together, the one that came later ends. */
import { idsOf, runsOf } from './family.ts';
import type { Passage } from './passage.ts';
import type { EnginePorts, Entry } from './ports.ts';
import { type RunRecord, refOf } from './run-record.ts';
import { stopRun } from './stop-run.ts';

/** The family of the signal that two contacts are one: whatever waits is asked anew, of all that either has done. */
export const MERGE = 'merge';

/** Why it ended. */
export const MERGED = 'merged';

/** On learning of a merge, of all runs that were there before it. */
export async function stopTwins(ids: readonly string[], ports: EnginePorts): Promise<void> {
  const open = (await runsOf(ids, ports)).filter(({ status }) => status !== 'ended');
  const first = new Map<string, string>();
  for (const record of open.toSorted(byEntry)) {
    const inside = JSON.stringify([record.definition, record.key]);
    if (first.has(inside)) await stopRun(refOf(record), { reason: MERGED }, ports);
    else first.set(inside, refOf(record));
  }
}

const byEntry = (a: RunRecord, b: RunRecord): number => {
  if (a.startedAt !== b.startedAt) return a.startedAt < b.startedAt ? -1 : 1;
  return refOf(a) < refOf(b) ? -1 : 1;
};

/** Of two that have not begun yet the earlier goes on. */
async function isInsideByOther({
  record,
  contact,
  ports,
}: Pick<Passage, 'record' | 'contact' | 'ports'>): Promise<boolean> {
  for (const id of contact.mergedIds ?? []) {
    const entry = await ports.entries.get(id, record.definition, record.key);
    const other = entry && entry.run !== refOf(record) ? await ports.runs.get(entry.run) : undefined;
    if (other && !other.end && (other.status !== 'created' || byEntry(other, record) < 0)) return true;
  }
  return false;
}

/**
 * Before a run is started, of who has been merged: whoever was let in by an id of before the merge, while somebody came in by
 * the other, finds the survivor's entry taken.
 */
export async function isTwin({ record, contact, ports }: Passage): Promise<boolean> {
  if (idsOf(contact).length === 1) return false;
  const { definition, key, trigger } = record;
  const entry: Entry = { contact: contact.id, definition, key, run: refOf(record), at: trigger.receivedAt };
  for (;;) {
    const previous = await ports.entries.get(contact.id, definition, key);
    if (previous?.run !== entry.run) {
      const other = previous && (await ports.runs.get(previous.run));
      if (previous && !other?.end) return true;
      if ((await ports.entries.put(entry, previous)) === 'lost') continue;
    }
    return isInsideByOther({ record, contact, ports });
  }
}
