/** Gives a run a new execution when Step Functions has lost its own: nobody may be left standing where a machine broke. */
import { restartRun } from './restart-run.ts';
import type { EnginePorts } from './ports.ts';
import { readExecutionName } from './run-record.ts';

/** `left alone`: the run has ended, waits for its operator, or belongs to another execution by now. */
export async function wakeRun(execution: string, ports: EnginePorts): Promise<'restarted' | 'left alone'> {
  const { ref } = readExecutionName(execution);
  const record = await ports.runs.get(ref);
  if (!record || record.owner !== execution || record.status === 'ended' || record.status === 'parked')
    return 'left alone';
  return (await restartRun(ref, ports)) ? 'restarted' : 'left alone';
}
