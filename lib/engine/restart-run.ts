/** Gives a run a new execution, on whose way it goes on where its record says. */
import type { EnginePorts } from './ports.ts';
import { bringOn } from './rest.ts';
import { executionName, type RunRecord, type RunRef } from './run-record.ts';
import { startExecution } from './start-run.ts';
import { isAtRest } from './stretch.ts';

/** After a resume (`parked`), or a loss of executions such as a restart of the embedded stack (all three). Gives how many. */
export async function restartAll(
  status: 'parked' | 'running' | 'created',
  ports: EnginePorts,
  definition?: string,
): Promise<number> {
  let restarted = 0;
  for await (const ref of ports.runs.withStatus(status, definition)) {
    if (await restartRun(ref, ports, status)) restarted += 1;
  }
  return restarted;
}

/**
 * A new execution becomes the owner; the old one, if it lives, wakes as stale. A parked run stays so until a Task of the
 * new one opens it: whoever dies before the start finds it again among the parked. `only`: if it still stands like that.
 */
export async function restartRun(ref: RunRef, ports: EnginePorts, only?: RunRecord['status']): Promise<boolean> {
  const record = await ports.runs.get(ref);
  if (!record || record.status === 'ended' || (only && record.status !== only)) return false;
  // Frozen for itself, it would only be parked again.
  if (only === 'parked' && record.paused) return false;
  if (isAtRest(record)) {
    await bringOn(record, ports);
    return true;
  }
  const machine = await ports.registry.machineOf(record.definition, record.version);
  if (!machine) return false;
  const seq = record.seq + 1;
  // What failed before a pause is not held against the run afterwards.
  const held = record.held && record.status === 'parked' ? { ...record.held, attempts: 0 } : record.held;
  const stretch = record.stretch && { isOpen: false };
  const ownedAt = stretch ? undefined : ports.clock.now();
  const owned: RunRecord = { ...record, seq, held, stretch, owner: executionName(record, seq), ownedAt };
  if ((await ports.runs.write(owned, record.seq)) === 'lost') return restartRun(ref, ports, only);
  await startExecution(owned, machine, ports);
  return true;
}

/** Whoever made another execution the owner may have died before it was started; started twice, it is one. */
export async function startIfNew(record: RunRecord, ports: EnginePorts): Promise<void> {
  const isNew = !record.stretch && record.status !== 'ended' && record.owner === executionName(record, record.seq);
  if (!isNew) return;
  const machine = await ports.registry.machineOf(record.definition, record.version);
  if (machine) await startExecution(record, machine, ports);
}
