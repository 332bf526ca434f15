/** Which contacts stand where right now, kept in memory beside the table so that every look at the page is cheap. */
import type { Change, Runs } from '../engine/ports.ts';
import { type RunRecord, type RunRef, refOf } from '../engine/run-record.ts';

export interface OpenRuns {
  /** What an earlier life of the stack left open. */
  read(runs: Runs): Promise<void>;
  /** What the change feed tells, in any order: an older record never replaces a newer one. */
  take(change: Change): void;
  all(): RunRecord[];
  ofContact(contact: string): number;
  /** Those pinned to another version than this one. */
  onOtherVersion(definition: string, version: string): number;
}

export function createOpenRuns(): OpenRuns {
  const open = new Map<RunRef, RunRecord>();
  const ended = new Map<RunRef, number>();

  function keep(record: RunRecord): void {
    const ref = refOf(record);
    // One that has ended may be driven on by an operator.
    if ((ended.get(ref) ?? open.get(ref)?.seq ?? -1) > record.seq) return;
    if (record.status === 'ended') {
      open.delete(ref);
      ended.set(ref, record.seq);
    } else {
      ended.delete(ref);
      open.set(ref, record);
    }
  }

  return {
    async read(runs) {
      for (const status of ['created', 'running', 'parked'] as const) {
        for await (const ref of runs.withStatus(status)) {
          const record = await runs.get(ref);
          if (record) keep(record);
        }
      }
    },
    take(change) {
      if (change.kind === 'run' && change.after) keep(change.after);
    },
    all: () => [...open.values()],
    ofContact: (contact) => [...open.values()].filter((run) => run.contact === contact).length,
    onOtherVersion: (definition, version) =>
      [...open.values()].filter((run) => run.definition === definition && run.version !== version).length,
  };
}
