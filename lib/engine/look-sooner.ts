/** Wakes a run when time alone may end it or what it waits for, and not only when it goes on or when something happens. */
import { earliest } from '../language/ages.ts';
import { askerAt } from './asker.ts';
import { backOff } from './fail-step.ts';
import { nextFlip, turnByTime } from './next-flip.ts';
import { openPassage, type Passage } from './passage.ts';
import type { EnginePorts } from './ports.ts';
import { executionName, goesOnAt, type RunRecord, refOf, wakesAt } from './run-record.ts';
import { startExecution } from './start-run.ts';
import { awaitsEvent } from './stretch.ts';
import { hasTimedEnds, judgeInTurn, nextTurnOfEnds } from './timed-ends.ts';

/** Whether time alone may end a run that stands still, or what it waits for; asks nothing of the contact. */
async function mayTurn(record: RunRecord, ports: EnginePorts): Promise<boolean> {
  const version = await ports.registry.version(record.definition, record.version);
  if (!version) return false;
  return (await hasTimedEnds(version, ports)) || turnByTime(awaitedBy({ record, version }), ports.registry);
}

function awaitedBy({ record, version }: Pick<Passage, 'record' | 'version'>) {
  const node = awaitsEvent(record) ? version.graph.nodes[record.wait!.step] : undefined;
  return node?.does === 'wait-for' ? node.awaits : [];
}

/** Undefined where nothing turns before the run goes on. */
export async function nextLook(passage: Passage): Promise<string | undefined> {
  const { record } = passage;
  const on = goesOnAt(record);
  const awaited = awaitedBy(passage);
  if (on === undefined) return undefined;
  const look = earliest([
    await nextTurnOfEnds(passage),
    awaited.length > 0 ? await nextFlip(awaited, askerAt(passage, record.wait!.step)) : undefined,
  ]);
  return look !== undefined && look < on ? look : undefined;
}

/** The run rests until then, in another turn of its own execution; undefined where another write came first. */
export async function planLook(
  { record, ports }: Pick<Passage, 'record' | 'ports'>,
  looksAt: string | undefined,
): Promise<RunRecord | undefined> {
  const seq = record.seq + 1;
  const stretch = record.stretch && { ...record.stretch, isOpen: false };
  const wait = record.wait && { ...record.wait, from: seq };
  const planned: RunRecord = { ...record, seq, looksAt, wait, stretch };
  return (await ports.runs.write(planned, record.seq)) === 'written' ? planned : undefined;
}

/**
 * For a run that waits or is held, once that is on its record: what came meanwhile may have ended it, or brought a moment
 * nearer. Gives the record as it stands then. A look that fails is taken again later, and costs nobody their run.
 */
export async function lookBack(record: RunRecord, ports: EnginePorts): Promise<RunRecord> {
  try {
    return await lookUntilSettled(record, ports);
  } catch (thrown) {
    const standing = (await ports.runs.get(refOf(record))) ?? record;
    const later = backOff(ports.clock.now(), LAST_BACK_OFF);
    if (!stands(standing, record, ports) || isPlanned(standing, later, ports)) return standing;
    const planned = await planLook({ record: standing, ports }, later);
    if (!planned) throw thrown;
    return planned;
  }
}

/** Eight minutes. */
const LAST_BACK_OFF = 3;
/** How often the record is read anew: each time somebody else got on. */
const MOST_TURNS = 20;

async function lookUntilSettled(first: RunRecord, ports: EnginePorts): Promise<RunRecord> {
  let record = first;
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    if (!stands(record, first, ports)) return record;
    // One that was planned after a failure is behind the run, whether or not there was anything to see.
    const isLate = record.looksAt !== undefined && record.looksAt <= ports.clock.now();
    if (!isLate && !(await mayTurn(record, ports))) return record;
    const passage = await openPassage(record, ports);
    const verdict = await judgeInTurn(passage);
    const look = verdict === 'goes-on' ? await nextLook(passage) : undefined;
    if (verdict === 'goes-on' && !isLate && (look === undefined || look >= wakesAt(record)!)) return record;
    // Moved to a later instant it is looked back once more: what came meanwhile has found the earlier one.
    const planned = verdict === 'goes-on' ? await planLook(passage, look) : undefined;
    record = planned ?? (await ports.runs.get(refOf(record))) ?? record;
  }
  return record;
}

/** Nobody else has taken it on, and it does not go on yet. */
function stands(record: RunRecord, { owner }: RunRecord, { clock }: EnginePorts): boolean {
  const on = goesOnAt(record);
  return record.status === 'running' && record.owner === owner && on !== undefined && on > clock.now();
}

const isPlanned = ({ looksAt }: RunRecord, by: string, { clock }: EnginePorts): boolean =>
  looksAt !== undefined && looksAt > clock.now() && looksAt <= by;

/**
 * After an event that has settled nothing, yet may have brought the moment nearer: the execution that sleeps would wake too
 * late, so another becomes the owner. `false` where another write came first.
 */
export async function lookSooner(passage: Passage): Promise<boolean> {
  const { record, ports } = passage;
  const looksAt = await nextLook(passage);
  // Whoever planned it may have died before another execution was started.
  const isUnderWay = record.looksAt !== undefined && record.owner === executionName(record, record.seq);
  const isSooner = looksAt !== undefined && looksAt < wakesAt(record)! && isAsleep(record);
  if (!isUnderWay && !isSooner) return true;
  const machine = await ports.registry.machineOf(record.definition, record.version);
  if (!machine) return true;
  const owned = isSooner ? await own(passage, looksAt) : record;
  if (!owned) return false;
  await startExecution(owned, machine, ports);
  if (isSooner) await ports.executions.stop(record.owner, machine);
  return true;
}

/** A wait that is not armed yet is reckoned again when it is; what is frozen, when it goes on. */
const isAsleep = (record: RunRecord): boolean =>
  record.status === 'running' && (!awaitsEvent(record) || record.wait?.token !== undefined);

async function own({ record, now, ports }: Passage, looksAt: string): Promise<RunRecord | undefined> {
  const seq = record.seq + 1;
  const wait = record.wait && { ...record.wait, token: undefined };
  const owned: RunRecord = { ...record, seq, looksAt, wait, owner: executionName(record, seq), ownedAt: now };
  return (await ports.runs.write(owned, record.seq)) === 'written' ? owned : undefined;
}
