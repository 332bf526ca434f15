/** Brings an event to the contact's runs: exits and goals at once, then the wait that it may end. */
import { RetryableError } from '../language/errors.ts';
import type { Version } from '../language/version.ts';
import { allIdsOf, runsOf } from './family.ts';
import { lookSooner } from './look-sooner.ts';
import { openPassage } from './passage.ts';
import type { EnginePorts } from './ports.ts';
import { bringOn, restSooner } from './rest.ts';
import { type RunRecord, refOf } from './run-record.ts';
import { answer, awaitedHolds, settleHappened } from './settle.ts';
import { hasTimedEnds, judgeInTurn } from './timed-ends.ts';
import { MERGE, stopTwins } from './twins.ts';

export interface Signal {
  contact: string;
  /** `event`, `event:project.created`: what waits, exits and goals were filed under; after a merge, all of them. */
  families: readonly string[];
  receivedAt: string;
}

const MOST_TURNS = 20;

/** One query of the contact's runs for each id they have; ended ones only while a goal's window may still be open. */
export async function signalContact(signal: Signal, ports: EnginePorts): Promise<void> {
  const faults: unknown[] = [];
  const ids = await allIdsOf(signal.contact, ports);
  if (signal.families.includes(MERGE)) await stopTwins(ids, ports);
  for (const record of await runsOf(ids, ports)) {
    // What ails one run keeps nothing from the others; the bus brings the signal again.
    await signalRun(record, signal, ports).catch((thrown: unknown) => faults.push(thrown));
  }
  if (faults.length > 0) throw faults[0];
}

async function signalRun(first: RunRecord, signal: Signal, ports: EnginePorts): Promise<void> {
  let record: RunRecord | undefined = first;
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    if (!record) return;
    if (record.cursor.by === idOf(signal)) {
      await answer(record, ports);
      await bringOn(record, ports);
    }
    const done = await concernRun(record, signal, ports);
    if (done) return;
    record = await ports.runs.get(refOf(record));
  }
  throw new RetryableError('Somebody else got on with this run each time it was read.');
}

/** The same whenever the bus brings it again. */
const idOf = ({ receivedAt, families }: Signal): string => [receivedAt, ...families].join(' ');

/** An ended run has nothing left to reach but a goal whose window outlives it. */
const mayStillEnd = ({ status, goals }: RunRecord, { definition }: Version): boolean =>
  status !== 'ended' || Object.entries(definition.goals).some(([name, goal]) => goal.by && !goals[name]);

/** `false` where another write came first and the record must be read again. */
async function concernRun(record: RunRecord, signal: Signal, ports: EnginePorts): Promise<boolean> {
  const isMerge = signal.families.includes(MERGE);
  const concerns = (families: readonly string[] = []) =>
    families.some((family) => isMerge || signal.families.includes(family));
  const as = { id: idOf(signal), receivedAt: signal.receivedAt };
  const version = await ports.registry.version(record.definition, record.version);
  // What time alone has brought about came first, even while nobody has woken to it.
  const isLate = record.status === 'running' && record.looksAt !== undefined && record.looksAt <= signal.receivedAt;
  const mayEnd = version !== undefined && concerns(version.families);
  if (version && (mayEnd || isLate) && mayStillEnd(record, version)) {
    const verdict = await judgeInTurn(await openPassage(record, ports, as));
    if (verdict === 'lost') return false;
    if (verdict === 'ended') return true;
    // Reaching a goal that ends nothing has moved the record on.
    record = (await ports.runs.get(refOf(record))) ?? record;
  }
  const { wait } = record;
  if (record.status === 'ended') return true;
  // What was received after the limit is the limit's to settle, even while it has not fired.
  const isAwaited = wait !== undefined && concerns(wait.families) && signal.receivedAt <= wait.due;
  if (!isAwaited && !(mayEnd && (await hasTimedEnds(version, ports)))) return true;
  const passage = await openPassage(record, ports, as);
  const verdict = isAwaited ? await awaitedHolds(passage) : undefined;
  if (!verdict?.holds) return record.stretch ? restSooner(passage) : lookSooner(passage);
  const settled = await settleHappened(passage, verdict);
  if (settled) await bringOn(settled, ports);
  return settled !== undefined;
}
