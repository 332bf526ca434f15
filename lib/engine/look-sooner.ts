/** Lets a wait look again when time alone may settle it, and not only at its limit or when something happens. */
import type { GraphNode } from '../language/graph.ts';
import { askerAt } from './asker.ts';
import { nextFlip } from './next-flip.ts';
import type { Passage } from './passage.ts';
import { executionName, type OpenWait, type RunRecord, wakesAt } from './run-record.ts';
import { startExecution } from './start-run.ts';

/** Undefined where nothing turns before the limit. */
export async function nextLook(passage: Passage): Promise<string | undefined> {
  const { record, version } = passage;
  const { step, due } = record.wait!;
  const node = version.graph.nodes[step] as Extract<GraphNode, { does: 'wait-for' }>;
  const flip = await nextFlip(node.awaits, askerAt(passage, step));
  return flip !== undefined && flip < due ? flip : undefined;
}

/** Has the wait armed anew, by another turn of its own execution; `false` where another write came first. */
export async function planLook({ record, ports }: Passage, looksAt: string | undefined): Promise<boolean> {
  const stretch = record.stretch && { ...record.stretch, isOpen: false };
  const planned = { ...record, seq: record.seq + 1, wait: { ...record.wait!, looksAt }, stretch };
  return (await ports.runs.write(planned, record.seq)) === 'written';
}

/**
 * After an event that has settled nothing, yet brought the moment nearer: the execution that sleeps would wake too late, so
 * another becomes the owner. `false` where another write came first.
 */
export async function lookSooner(passage: Passage): Promise<boolean> {
  const { record, ports } = passage;
  const wait = record.wait!;
  const looksAt = await nextLook(passage);
  const isUnderWay = record.owner === executionName(record, record.seq);
  if (looksAt === undefined || looksAt > wakesAt(wait) || (looksAt === wait.looksAt && !isUnderWay)) return true;
  // Not armed yet, or frozen: arming reckons it again.
  if (!isUnderWay && (!wait.token || record.status !== 'running')) return true;
  const machine = await ports.registry.machineOf(record.definition, record.version);
  if (!machine) return true;
  const owned = isUnderWay ? record : await own(passage, { ...wait, looksAt, token: undefined });
  if (!owned) return false;
  await startExecution(owned, machine, ports);
  if (!isUnderWay) await ports.executions.stop(record.owner, machine);
  return true;
}

async function own({ record, now, ports }: Passage, wait: OpenWait): Promise<RunRecord | undefined> {
  const seq = record.seq + 1;
  const owned: RunRecord = { ...record, seq, wait, owner: executionName(record, seq), ownedAt: now };
  return (await ports.runs.write(owned, record.seq)) === 'written' ? owned : undefined;
}
