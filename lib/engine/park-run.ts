/** Freezes a run in a pause, and lets it go on in the execution that a resume has started for it. */
import { Stale } from './flow-signals.ts';
import type { EnginePorts } from './ports.ts';
import { NOBODY, type RunRecord } from './run-record.ts';

export async function isPaused({ definition }: RunRecord, ports: EnginePorts): Promise<boolean> {
  return (await ports.registry.definition(definition))?.state === 'paused';
}

/** Throws `Stale` once the run is parked; undefined where another write came first. */
export async function parkRun(record: RunRecord, ports: EnginePorts): Promise<RunRecord | undefined> {
  const parked: RunRecord = { ...record, status: 'parked', owner: NOBODY, seq: record.seq + 1 };
  if ((await ports.runs.write(parked, record.seq)) === 'lost') return undefined;
  if (await isPaused(record, ports)) throw new Stale();
  // Resumed meanwhile: whoever looked for parked runs may have looked too early, so this execution stays.
  return unparkRun({ ...parked, owner: record.owner }, ports);
}

export async function unparkRun(record: RunRecord, ports: EnginePorts): Promise<RunRecord | undefined> {
  const going: RunRecord = { ...record, status: 'running', seq: record.seq + 1 };
  return (await ports.runs.write(going, record.seq)) === 'written' ? going : undefined;
}
