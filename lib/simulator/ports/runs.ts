/** Run records of a simulation: written only by whoever has read their newest state. */
import type { Runs } from '../../engine/ports.ts';
import { type RunRecord, type RunRef, readExecutionName, refOf } from '../../engine/run-record.ts';
import type { Forgetful } from './belongings.ts';
import { changeId, type OnChange } from './changes.ts';
import { freeze } from './freeze.ts';

export function createMemoryRuns(onChange: OnChange): Runs & Forgetful {
  const byContact = new Map<string, Map<string, RunRecord>>();
  const listed = {
    created: new Map<RunRef, string>(),
    running: new Map<RunRef, string>(),
    parked: new Map<RunRef, string>(),
    failed: new Map<RunRef, string>(),
  };

  function standing(ref: RunRef): RunRecord | undefined {
    const { contact, run } = readExecutionName(ref);
    return byContact.get(contact)?.get(run);
  }

  function keep(record: RunRecord, before?: RunRecord): void {
    const ref = refOf(record);
    const runs = byContact.get(record.contact) ?? new Map<string, RunRecord>();
    byContact.set(record.contact, runs.set(record.run, freeze(record)));
    const [was, is] = [before && listedAs(before), listedAs(record)];
    if (was && was !== is) listed[was].delete(ref);
    if (is) listed[is].set(ref, record.definition);
    onChange({ kind: 'run', id: changeId(`run:${ref}`, record.seq), before, after: record });
  }

  return {
    keptOf: (contactId) => [...(byContact.get(contactId)?.values() ?? [])],
    forget(contactId) {
      for (const record of byContact.get(contactId)?.values() ?? [])
        for (const refs of Object.values(listed)) refs.delete(refOf(record));
      byContact.delete(contactId);
    },
    async create(record) {
      if (standing(refOf(record))) return 'there-already';
      keep(record);
      return 'created';
    },
    get: async (ref) => standing(ref),
    async write(record, expectedSeq) {
      const before = standing(refOf(record));
      if (before?.seq !== expectedSeq) return 'lost';
      keep(record, before);
      return 'written';
    },
    ofContact: async (contactId) => [...(byContact.get(contactId)?.values() ?? [])],
    async *withStatus(status, definition) {
      // A copy: whoever asks usually changes what is found.
      for (const [ref, name] of [...listed[status]]) {
        const record = standing(ref);
        if ((definition === undefined || name === definition) && record && listedAs(record) === status) yield ref;
      }
    },
    async *openIn(part) {
      // All of them are in the first.
      for (const ref of part === 0
        ? [...listed.created.keys(), ...listed.running.keys(), ...listed.parked.keys()]
        : []) {
        const record = standing(ref);
        if (record && record.status !== 'ended') yield record;
      }
    },
  };
}

const listedAs = ({ status, end }: RunRecord): 'created' | 'running' | 'parked' | 'failed' | undefined =>
  status !== 'ended' ? status : end?.how === 'error' ? 'failed' : undefined;
