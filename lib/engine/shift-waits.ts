/** `due: shift`: after a pause every wait ends later by its length. */
import type { EnginePorts } from './ports.ts';
import { bringOn } from './rest.ts';
import { NOBODY, type RunRecord, type RunRef } from './run-record.ts';
import { isAtRest } from './stretch.ts';

/**
 * Done while still paused, each run marked with the pause it was shifted for, so that an operator who repeats an
 * interrupted resume moves nobody twice.
 */
export async function shiftWaits(name: string, pausedAt: string, ports: EnginePorts): Promise<void> {
  for (const status of ['running', 'parked'] as const) {
    for await (const ref of ports.runs.withStatus(status, name)) await shiftWait(ref, pausedAt, ports);
  }
}

export async function shiftWait(ref: RunRef, pausedAt: string, ports: EnginePorts): Promise<void> {
  const record = await ports.runs.get(ref);
  if (!record?.wait || record.status === 'ended' || record.shiftedFor === pausedAt) return;
  const version = await ports.registry.version(record.definition, record.version);
  if (version?.definition.due !== 'shift') return;
  const now = ports.clock.now();
  // Of two pauses at a time, the run's own and its definition's, no moment counts twice.
  const from = [pausedAt, record.wait.since, record.shiftedUntil ?? ''].sort().at(-1)!;
  const lengthMs = Math.max(0, Date.parse(now) - Date.parse(from));
  const due = new Date(Date.parse(record.wait.due) + lengthMs).toISOString();
  const later: RunRecord = {
    ...record,
    seq: record.seq + 1,
    wait: { ...record.wait, due, isShifted: true },
    cursor: { ...record.cursor, due },
    looksAt: undefined,
    shiftedFor: pausedAt,
    shiftedUntil: now,
  };
  // Parked, so that the resume that follows starts it anew on the later instant; the old execution wakes as stale.
  const shifted = isAtRest(record) ? later : parkedRecord(later);
  if ((await ports.runs.write(shifted, record.seq)) === 'lost') return shiftWait(ref, pausedAt, ports);
  if (isAtRest(shifted)) await bringOn(shifted, ports);
}

const parkedRecord = (record: RunRecord): RunRecord => ({
  ...record,
  status: 'parked',
  owner: NOBODY,
  stretch: record.stretch && { isOpen: false },
});
