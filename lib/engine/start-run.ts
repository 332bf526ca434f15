/** Lets one contact into one definition: entry, record, look-back, start; each found done is passed over. */
import type { Contact } from '../language/contact.ts';
import { TerminalError } from '../language/errors.ts';
import { openingState } from '../language/graph.ts';
import type { JsonMap } from '../language/json.ts';
import type { Version } from '../language/version.ts';
import { firstVisits } from './arrive.ts';
import { judgeEnds } from './ends.ts';
import { enter } from './enter.ts';
import { heldOut } from './hold-out.ts';
import { keyOf, lineKey } from './keys.ts';
import { withLines } from './lines.ts';
import { openPassage } from './passage.ts';
import type { EnginePorts, Entry, LiveDefinition } from './ports.ts';
import { executionName, type RunRecord, type RunTrigger, refOf, STARTED } from './run-record.ts';
import { stopRun } from './stop-run.ts';
import { deadlineOf, launchStretch, setTimer, startStretch } from './stretch.ts';
import { recordId } from './subject.ts';
import { isTwin, MERGED } from './twins.ts';

export interface EntryOrder {
  contact: Contact;
  /** The id that the run lives under, always the same for one trigger, whoever the contact turns out to be; left out: their own. */
  under?: string;
  live: LiveDefinition;
  version: Version;
  trigger: RunTrigger;
  input: JsonMap;
  /** Value of `per`, as text; left out: the id of the record that the definition is about, if it is about one. */
  key?: string;
  /** Why not; asked only of those who have not entered yet. */
  refuses?(): Promise<string | undefined>;
}

export type EntryVerdict = { outcome: 'started'; run: string } | { outcome: 'refused'; reason: string; run?: string };

export async function startRun(given: EntryOrder, ports: EnginePorts): Promise<EntryVerdict> {
  const { contact, live, trigger, under = contact.id, key = recordId(given.version, trigger, given.input) } = given;
  const order = { ...given, key };
  const run = keyOf('run', under, live.name, key, trigger.id);
  const ref = refOf({ contact: under, run });
  const standing = await ports.runs.get(ref);
  const lot = standing ? undefined : heldOut(contact.id, given.version, await ports.registry.settings(), ports);
  if (!standing) {
    const entry: Entry = { contact: contact.id, definition: live.name, key, run: ref, at: trigger.receivedAt };
    const refusal = await enter(entry, order, lot !== undefined, ports);
    if (refusal) return { outcome: 'refused', reason: refusal };
  }
  const first = () => (lot === undefined ? firstRecord(order, under, run) : heldOutRecord(order, under, run, lot));
  const record = standing ?? (await createRun(first(), ports));
  if (record.end?.how === 'held-out') return { outcome: 'refused', reason: record.end.reason, run: ref };
  await begin(record, live, ports);
  return { outcome: 'started', run: ref };
}

async function createRun(record: RunRecord, ports: EnginePorts): Promise<RunRecord> {
  // Watched from before it is there: whoever dies, or gives up, before the start leaves nobody standing.
  if (record.stretch && !record.end) await setTimer(record, deadlineOf(ports.clock.now()), ports);
  if ((await ports.runs.create(record)) === 'created') return record;
  return (await ports.runs.get(refOf(record))) ?? record;
}

/** Whatever an earlier attempt left undone. */
async function begin(record: RunRecord, live: LiveDefinition, ports: EnginePorts): Promise<void> {
  if (record.status !== 'created') return;
  const passage = await openPassage(record, ports);
  if (await isTwin(passage)) {
    await stopRun(refOf(record), { reason: MERGED }, ports);
    return;
  }
  const verdict = await judgeEnds(passage);
  if (verdict === 'ended') return;
  if (verdict === 'lost') {
    const newer = await ports.runs.get(refOf(record));
    return newer && begin(newer, live, ports);
  }
  // A deploy may have come between two attempts: the run keeps the version it was made for.
  const { definition, version } = record;
  const machine = version === live.version ? live.machine : await ports.registry.machineOf(definition, version);
  if (!machine) throw new TerminalError('The machine of this run is gone.', { code: 'machine-missing' });
  await (record.stretch ? launchStretch : startExecution)(record, machine, ports);
}

/** The machine's input; the record alone says where it goes on. */
export async function startExecution(record: RunRecord, machine: string, ports: EnginePorts): Promise<void> {
  if (record.stretch) return startStretch(record, machine, ports);
  const r = { seq: record.seq, at: '', due: record.startedAt, limit: 1, facts: {} };
  await ports.executions.start({ name: record.owner, machine, input: { run: record.owner, r } });
}

function firstRecord({ live, version, trigger, input, key }: EntryOrder, contact: string, run: string): RunRecord {
  const { nodes, start } = version.graph;
  const at = openingState(nodes, start);
  const due = trigger.receivedAt;
  const first: RunRecord = {
    contact,
    run,
    definition: live.name,
    version: version.hash,
    status: 'created',
    seq: 1,
    owner: executionName({ contact, run }, 1),
    trigger,
    input: withDefaults(version, input),
    key,
    startedAt: trigger.receivedAt,
    stretch: version.definition.engine === 'express' ? { isOpen: false } : undefined,
    cursor: { step: STARTED, from: 0, visit: 1, at, next: at, due, limit: 1, facts: {} },
    visits: firstVisits(version.graph),
    doneAt: {},
    outputs: {},
    goals: {},
  };
  return withLines(first, [enteredLine(first)], first.seq);
}

/** It has entered, and has ended: nothing is sent, and what the contact does all the same is counted. */
function heldOutRecord(order: EntryOrder, under: string, run: string, said: string): RunRecord {
  const { lines: _, ...first } = firstRecord(order, under, run);
  const { startedAt: at } = first;
  const ended: RunRecord = { ...first, status: 'ended', end: { how: 'held-out', reason: 'holdout', at } };
  const line = {
    ...enteredLine(ended),
    key: lineKey(run, 'held-out', 1),
    kind: 'held-out',
    reason: 'holdout',
    detail: said,
  };
  return withLines(ended, [line], ended.seq);
}

function withDefaults({ definition }: Version, input: JsonMap): JsonMap {
  const defaults = Object.entries(definition.input).map(([name, declared]) => [name, declared.default] as const);
  return { ...Object.fromEntries(defaults), ...input };
}

const enteredLine = ({ contact, run, definition, version, trigger, startedAt }: RunRecord) => ({
  contact,
  key: lineKey(run, 'entered', 1),
  at: startedAt,
  run,
  definition,
  version,
  kind: 'entered',
  detail: `${trigger.family} ${trigger.name}`,
});
