/** Freezes one contact's run, and lets it go on: nothing happens to it in between, and nothing is lost. */
import { RetryableError } from '../language/errors.ts';
import { keyOf } from './keys.ts';
import { line } from './look-ahead.ts';
import { isPaused } from './park-run.ts';
import type { EnginePorts, Said } from './ports.ts';
import { bringOn } from './rest.ts';
import { restartRun } from './restart-run.ts';
import { type RunPause, type RunRecord, type RunRef, refOf } from './run-record.ts';
import { shiftWait } from './shift-waits.ts';

const MOST_TURNS = 20;

/** One write; frozen once more, it stays frozen since the first time. */
export async function pauseRun(
  ref: RunRef,
  { by, reason }: Said,
  ports: EnginePorts,
): Promise<'paused' | 'over' | 'unknown'> {
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const record = await ports.runs.get(ref);
    if (!record) return 'unknown';
    if (record.status === 'ended') return 'over';
    const at = ports.clock.now();
    const paused: RunPause = record.paused ?? {
      at,
      ...(by !== undefined && { by }),
      ...(reason !== undefined && { reason }),
    };
    const frozen: RunRecord = { ...record, seq: record.seq + 1, paused };
    if (!record.paused && (await ports.runs.write(frozen, record.seq)) === 'lost') continue;
    await tellOperator(record, { outcome: 'paused', ...paused }, ports);
    return 'paused';
  }
  throw overtaken();
}

/** What fell due meanwhile runs now, unless its definition stands still itself. */
export async function resumeRun(
  ref: RunRef,
  { by }: Said,
  ports: EnginePorts,
): Promise<'resumed' | 'over' | 'unknown'> {
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    let record = await ports.runs.get(ref);
    if (!record) return 'unknown';
    if (record.status === 'ended') return 'over';
    if (record.paused) {
      const { paused } = record;
      await shiftWait(ref, paused.at, ports);
      record = (await ports.runs.get(ref)) ?? record;
      const freed: RunRecord = { ...record, seq: record.seq + 1, paused: undefined };
      // Told first: whoever comes again after the write finds no pause any more that could be ended.
      await tellOperator(record, { outcome: 'resumed', at: ports.clock.now(), by, of: paused.at }, ports);
      if ((await ports.runs.write(freed, record.seq)) === 'lost') continue;
    }
    // Another may have died between that write and this.
    await goOn(refOf(record), ports);
    return 'resumed';
  }
  throw overtaken();
}

async function goOn(ref: RunRef, ports: EnginePorts): Promise<void> {
  const record = await ports.runs.get(ref);
  if (!record || record.status === 'ended' || (await isPaused(record, ports))) return;
  if (record.status === 'parked') await restartRun(ref, ports, 'parked');
  else await bringOn(record, ports);
}

/** One line for each time that it was said. */
export async function tellOperator(
  record: RunRecord,
  said: { outcome: string; at: string; by?: string; reason?: string; detail?: string; of?: string },
  ports: EnginePorts,
): Promise<void> {
  const { outcome, at, by, reason, detail = by, of = at } = said;
  const told = { record, version: { hash: record.version }, now: at };
  const key = keyOf('operator', record.run, outcome, of);
  await ports.timeline.write({
    ...line(told, '', { kind: 'operator', outcome, reason, detail, step: undefined }),
    key,
  });
}

const overtaken = () => new RetryableError('Somebody else got on with this run each time it was read.');
