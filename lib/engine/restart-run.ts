/** Gives a run a new execution, on whose way it goes on where its record says. */
import type { EnginePorts } from './ports.ts';
import { executionName, type RunRecord, type RunRef } from './run-record.ts';
import { startExecution } from './start-run.ts';

/** After a resume, or a loss of executions (a restart of the embedded stack). Gives how many. */
export async function restartAll(
  status: 'parked' | 'running' | 'created',
  ports: EnginePorts,
  definition?: string,
): Promise<number> {
  let restarted = 0;
  for await (const ref of ports.runs.withStatus(status, definition)) if (await restartRun(ref, ports)) restarted += 1;
  return restarted;
}

/** A new execution becomes the owner; the old one, if it lives, wakes as stale. */
export async function restartRun(ref: RunRef, ports: EnginePorts): Promise<boolean> {
  const record = await ports.runs.get(ref);
  if (!record || record.status === 'ended') return false;
  const machine = await ports.registry.machineOf(record.definition, record.version);
  if (!machine) return false;
  const seq = record.seq + 1;
  const status = record.status === 'created' ? 'created' : 'running';
  const owned: RunRecord = { ...record, seq, status, owner: executionName(record, seq) };
  if ((await ports.runs.write(owned, record.seq)) === 'lost') return restartRun(ref, ports);
  await startExecution(owned, machine, ports);
  return true;
}
