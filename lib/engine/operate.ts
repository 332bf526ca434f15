/** What an operator does to a definition, and what then happens to the people inside. */
import type { EnginePorts, OperatorState } from './ports.ts';
import { bringOn } from './rest.ts';
import { restartAll } from './restart-run.ts';
import { NOBODY, type RunRecord, type RunRef } from './run-record.ts';
import { isAtRest } from './stretch.ts';

/** One write stops the world; going live again restarts what was parked meanwhile. Gives how many. */
export async function setDefinitionState(
  name: string,
  state: OperatorState,
  ports: EnginePorts,
): Promise<{ restarted: number }> {
  const before = await ports.registry.definition(name);
  if (state !== 'paused' && before?.state === 'paused' && before.since) await shiftWaits(name, before.since, ports);
  await ports.registry.setState(name, state, ports.clock.now());
  return { restarted: state === 'paused' ? 0 : await restartAll('parked', ports, name) };
}

/**
 * `due: shift`: every wait ends later by the length of the pause. Done while still paused, each run marked with the
 * pause it was shifted for, so that an operator who repeats an interrupted resume moves nobody twice.
 */
async function shiftWaits(name: string, pausedAt: string, ports: EnginePorts): Promise<void> {
  for (const status of ['running', 'parked'] as const) {
    for await (const ref of ports.runs.withStatus(status, name)) await shiftWait(ref, pausedAt, ports);
  }
}

async function shiftWait(ref: RunRef, pausedAt: string, ports: EnginePorts): Promise<void> {
  const record = await ports.runs.get(ref);
  if (!record?.wait || record.status === 'ended' || record.shiftedFor === pausedAt) return;
  const version = await ports.registry.version(record.definition, record.version);
  if (version?.definition.due !== 'shift') return;
  const lengthMs = Date.parse(ports.clock.now()) - Math.max(Date.parse(pausedAt), Date.parse(record.wait.since));
  const due = new Date(Date.parse(record.wait.due) + lengthMs).toISOString();
  const later: RunRecord = {
    ...record,
    seq: record.seq + 1,
    wait: { ...record.wait, due, isShifted: true },
    cursor: { ...record.cursor, due },
    looksAt: undefined,
    shiftedFor: pausedAt,
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
