/** Nobody goes through one definition twice at a time: of two runs that a merge brings together, the one that came later ends. */
import { mayNotEnterAgain } from './enter.ts';
import { idsOf, runsOf } from './family.ts';
import type { Passage } from './passage.ts';
import type { EnginePorts, Entry } from './ports.ts';
import { type RunRecord, refOf } from './run-record.ts';
import { entersEachTime } from './side-by-side.ts';
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
    if (!first.has(inside)) first.set(inside, refOf(record));
    else if (!(await mayBeTwo(record, ports))) await stopRun(refOf(record), { reason: MERGED }, ports);
  }
}

async function mayBeTwo({ definition, version }: RunRecord, { registry }: EnginePorts): Promise<boolean> {
  const known = await registry.version(definition, version);
  return known !== undefined && entersEachTime(known);
}

const byEntry = (a: RunRecord, b: RunRecord): number => {
  if (a.startedAt !== b.startedAt) return a.startedAt < b.startedAt ? -1 : 1;
  return refOf(a) < refOf(b) ? -1 : 1;
};

/**
 * Before a run is started, of who has been merged: whoever was let in by an id of before the merge, while somebody came in by
 * the other, finds the survivor's entry taken.
 */
export async function isTwin(passage: Passage): Promise<boolean> {
  const { record, version, contact, ports } = passage;
  if (idsOf(contact).length === 1 || entersEachTime(version)) return false;
  const { definition, key, trigger } = record;
  const entry: Entry = { contact: contact.id, definition, key, run: refOf(record), at: trigger.receivedAt };
  for (;;) {
    const previous = await ports.entries.get(contact.id, definition, key);
    if (previous?.run !== entry.run) {
      if (previous && (await keepsOut(previous, passage))) return true;
      if ((await ports.entries.put(entry, previous)) === 'lost') continue;
    }
    for (const id of contact.mergedIds ?? []) {
      const other = await ports.entries.get(id, definition, key);
      if (other && other.run !== entry.run && (await keepsOut(other, passage))) return true;
    }
    return false;
  }
}

/** Of two that have not begun yet the survivor's goes on; else the earlier. */
async function keepsOut(entry: Entry, { record, version, contact, ports }: Passage): Promise<boolean> {
  const isSurvivors = entry.contact === contact.id;
  const other = await ports.runs.get(entry.run);
  // Who is on the way to begin looks here too, and finds this one.
  if (!other) return isSurvivors;
  if (other.end?.reason === MERGED) return false;
  if (other.status === 'created' && !isSurvivors && byEntry(record, other) < 0) return false;
  const { trigger } = record;
  return (await mayNotEnterAgain(entry, { version, trigger, contact }, ports)) !== undefined;
}
