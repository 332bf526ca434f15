/** Gives a run a new execution when Step Functions has lost its own: nobody may be left standing where a machine broke. */

import { isPaused } from './park-run.ts';
import type { EnginePorts } from './ports.ts';
import { restartRun } from './restart-run.ts';
import { executionName, type RunRecord, readExecutionName } from './run-record.ts';
import { startExecution } from './start-run.ts';

/** `left alone`: the run has ended, or belongs to nobody or to another execution by now. */
export async function wakeRun(execution: string, ports: EnginePorts): Promise<'restarted' | 'left alone'> {
  const { ref } = readExecutionName(execution);
  const record = await ports.runs.get(ref);
  // What befalls a stretch is its timer's to notice.
  if (!record || record.status === 'ended' || record.stretch) return 'left alone';
  const isItsOwn = record.owner === execution || (await isLeftBehind(record, execution, ports));
  if (!isItsOwn) return startAgain(record, ports);
  return (await restartRun(ref, ports)) ? 'restarted' : 'left alone';
}

/** It parked its run behind a resume that had looked for parked runs already. */
const isLeftBehind = async (record: RunRecord, execution: string, ports: EnginePorts): Promise<boolean> =>
  record.status === 'parked' && record.parkedBy === execution && !(await isPaused(record, ports));

/** Where this was tried before and died: an execution that has not moved its run yet may never have been started. */
async function startAgain(record: RunRecord, ports: EnginePorts): Promise<'restarted' | 'left alone'> {
  if (record.owner !== executionName(record, record.seq)) return 'left alone';
  const machine = await ports.registry.machineOf(record.definition, record.version);
  if (machine) await startExecution(record, machine, ports);
  return machine ? 'restarted' : 'left alone';
}
