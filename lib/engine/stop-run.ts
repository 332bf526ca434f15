/** Ends one contact's run where it stands, on an operator's word, and says whose. */
import { RetryableError } from '../language/errors.ts';
import { endedRecord } from './advance.ts';
import { forget } from './ends.ts';
import type { EnginePorts, Said } from './ports.ts';
import type { RunEnd, RunRef } from './run-record.ts';

/** What is said where nobody gave a reason. */
const STOPPED = 'stopped';

const MOST_TURNS = 20;

/** One write; repeated, it finishes what the first attempt left. Left out of `said`: what is said of the definition. */
export async function stopRun(ref: RunRef, said: Said, ports: EnginePorts): Promise<'stopped' | 'over' | 'unknown'> {
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const record = await ports.runs.get(ref);
    if (!record) return 'unknown';
    if (record.status === 'ended') {
      await forget(record, ports);
      return 'over';
    }
    const { reason = STOPPED, by } = said.by || said.reason ? said : await saidOfDefinition(record.definition, ports);
    const now = ports.clock.now();
    const end: RunEnd = { how: 'operator', reason, at: now, ...(by !== undefined && { by }) };
    const ended = endedRecord({ record, version: { hash: record.version }, now }, end);
    if ((await ports.runs.write(ended, record.seq)) === 'lost') continue;
    await forget(record, ports);
    return 'stopped';
  }
  throw new RetryableError('Somebody else got on with this run each time it was read.');
}

async function saidOfDefinition(name: string, { registry }: EnginePorts): Promise<Said> {
  const live = await registry.definition(name);
  return live?.state === 'stopped' ? { by: live.by, reason: live.reason } : {};
}
