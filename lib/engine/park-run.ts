/** Freezes a run in a pause, and lets it go on in the execution that a resume has started for it. */
import type { EnginePorts, LiveDefinition } from './ports.ts';
import { isFrozen } from './registry-port.ts';
import { NOBODY, type RunRecord } from './run-record.ts';

/** What an operator has said of it, read strongly; `stopped`: it ends where it is met. */
export async function saidOf(record: RunRecord, ports: EnginePorts): Promise<'goes-on' | 'paused' | 'stopped'> {
  return standing(record, await ports.registry.definition(record.definition));
}

export function standing({ paused }: RunRecord, live: LiveDefinition | undefined): 'goes-on' | 'paused' | 'stopped' {
  if (live?.state === 'stopped') return 'stopped';
  return paused || isFrozen(live) ? 'paused' : 'goes-on';
}

export const isPaused = async (record: RunRecord, ports: EnginePorts): Promise<boolean> =>
  (await saidOf(record, ports)) === 'paused';

/** `false` where another write came first. */
export async function parkRun(record: RunRecord, ports: EnginePorts): Promise<boolean> {
  const { owner, seq } = record;
  const stretch = record.stretch && { isOpen: false };
  // In a pause nothing comes to hold: at its end they are looked at as they are then.
  const frozen = { stretch, looksAt: undefined };
  const parked: RunRecord = { ...record, status: 'parked', owner: NOBODY, parkedBy: owner, seq: seq + 1, ...frozen };
  return (await ports.runs.write(parked, seq)) === 'written';
}

/**
 * For the execution that has just parked the run: resumed between the reading of the pause and that write, it keeps the
 * run, because whoever looked for parked ones may have looked too early.
 */
export async function reclaimRun(record: RunRecord, execution: string, ports: EnginePorts): Promise<RunRecord> {
  if (record.status !== 'parked' || record.parkedBy !== execution || (await isPaused(record, ports))) return record;
  return (await unparkRun({ ...record, owner: execution }, ports)) ?? record;
}

export async function unparkRun(record: RunRecord, ports: EnginePorts): Promise<RunRecord | undefined> {
  const going: RunRecord = { ...record, status: 'running', seq: record.seq + 1 };
  return (await ports.runs.write(going, record.seq)) === 'written' ? going : undefined;
}
