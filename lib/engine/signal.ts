/** Brings an event to the contact's runs: exits and goals at once, then the wait that it may end. */
import { judgeEnds } from './ends.ts';
import { openPassage } from './passage.ts';
import type { EnginePorts } from './ports.ts';
import { type RunRecord, refOf } from './run-record.ts';
import { awaitedHolds, finishSettling, settleHappened } from './settle.ts';

export interface Signal {
  contact: string;
  /** `event`, `event:project.created`: what waits, exits and goals were filed under. */
  families: readonly string[];
  receivedAt: string;
}

const MOST_TURNS = 20;

/** One query of the contact's runs; ended ones only while a goal's window may still be open. */
export async function signalContact(signal: Signal, ports: EnginePorts): Promise<void> {
  for (const record of await ports.runs.ofContact(signal.contact)) await signalRun(record, signal, ports);
}

async function signalRun(first: RunRecord, signal: Signal, ports: EnginePorts): Promise<void> {
  let record: RunRecord | undefined = first;
  for (let turn = 0; turn < MOST_TURNS && record; turn++) {
    if (record.cursor.by === nameOf(signal)) await finishSettling(record, ports);
    const done = await concernRun(record, signal, ports);
    if (done) return;
    record = await ports.runs.get(refOf(record));
  }
}

/** The same whenever the bus brings it again. */
const nameOf = ({ receivedAt, families }: Signal): string => [receivedAt, ...families].join(' ');

/** `false` where another write came first and the record must be read again. */
async function concernRun(record: RunRecord, signal: Signal, ports: EnginePorts): Promise<boolean> {
  const concerns = (families: readonly string[] = []) => families.some((family) => signal.families.includes(family));
  const version = await ports.registry.version(record.definition, record.version);
  if (concerns(version?.families)) {
    const verdict = await judgeEnds(await openPassage(record, ports, nameOf(signal)));
    if (verdict === 'lost') return false;
    if (verdict === 'ended') return true;
    // Reaching a goal that ends nothing has moved the record on.
    record = (await ports.runs.get(refOf(record))) ?? record;
  }
  const { wait } = record;
  // What was received after the limit is the limit's to settle, even while it has not fired.
  if (record.status === 'ended' || !wait || !concerns(wait.families) || signal.receivedAt > wait.due) return true;
  const passage = await openPassage(record, ports, nameOf(signal));
  const verdict = await awaitedHolds(passage);
  return !verdict.holds || (await settleHappened(passage, verdict)) !== undefined;
}
