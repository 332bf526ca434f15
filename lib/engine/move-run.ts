/** Brings one contact's run to another version of its definition: nothing that was done is done again, and no wait begins anew. */
import { RetryableError, TerminalError } from '../language/errors.ts';
import { openingState, type Target } from '../language/graph.ts';
import type { Version } from '../language/version.ts';
import { endedRecord } from './advance.ts';
import { arriveAt } from './arrive.ts';
import { forget } from './ends.ts';
import { keptTime } from './hold.ts';
import { withLines, withOwnVersion } from './lines.ts';
import { endAhead, familiesOf, graceOf, line, lookAhead } from './look-ahead.ts';
import { JOURNEY_CHANGED, type Place, placeIn, type StepMap } from './move-plan.ts';
import { openPassage, type Passage, seenBy } from './passage.ts';
import type { EnginePorts } from './ports.ts';
import { renamedRecord } from './rename-steps.ts';
import { bringOn } from './rest.ts';
import { restartRun, startIfNew } from './restart-run.ts';
import { executionName, NOBODY, type RunEnd, type RunRecord, type RunRef, refOf } from './run-record.ts';
import { standsAt } from './stands-at.ts';
import { dueOf } from './wait-due.ts';

export interface Move {
  /** The version that they go on with. */
  to: Version;
  /** Its number, for people. */
  number: number;
  map?: StepMap;
  by?: string;
}

/** `left`: no place was left for them. `there`: on that version already. */
export type Moved = 'moved' | 'left' | 'there' | 'over' | 'unknown';

const MOST_TURNS = 20;

/** One write; repeated, it finishes what the first attempt left undone. */
export async function moveRun(ref: RunRef, move: Move, ports: EnginePorts): Promise<Moved> {
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const record = await ports.runs.get(ref);
    if (!record) return 'unknown';
    if (record.status === 'ended') return 'over';
    if (record.version === move.to.hash) {
      await goOn(record, ports);
      return 'there';
    }
    const moved = await movedRecord(record, move, ports);
    if ((await ports.runs.write(moved, record.seq)) === 'lost') continue;
    if (moved.status !== 'ended') await goOn(moved, ports);
    // Whatever sleeps for it belongs to the version before; a timer that rings finds the record as it is now.
    if (moved.status === 'ended' || !record.stretch || !moved.stretch) await forget(record, ports);
    return moved.end?.reason === JOURNEY_CHANGED ? 'left' : 'moved';
  }
  throw new RetryableError('Somebody else got on with this run each time it was read.');
}

/** A parked run tries whether the pause still lasts; another one has become its execution's own with the move. */
async function goOn(record: RunRecord, ports: EnginePorts): Promise<void> {
  if (record.status === 'parked') {
    await restartRun(refOf(record), ports, 'parked');
    return;
  }
  await startIfNew(record, ports);
  await bringOn(record, ports);
}

export async function placeOfRun(
  record: RunRecord,
  { to, map }: Pick<Move, 'to' | 'map'>,
  ports: EnginePorts,
): Promise<Place> {
  const from = await ports.registry.version(record.definition, record.version);
  if (!from) throw new TerminalError('The version of this run is not published.', { code: 'version-missing' });
  return placeIn(standsAt(record), from.graph, to.graph, map);
}

async function movedRecord(record: RunRecord, move: Move, ports: EnginePorts): Promise<RunRecord> {
  const place = await placeOfRun(record, move, ports);
  const now = ports.clock.now();
  const told = { record, version: { hash: move.to.hash }, now };
  const said = line(told, '', {
    kind: 'operator',
    outcome: 'moved',
    step: undefined,
    detail: [`to v${move.number}`, move.by && `by ${move.by}`].filter(Boolean).join(' '),
  });
  const row = { ...said, key: `${said.key.slice(0, 16)}${move.to.hash.slice(0, 8)}` };
  if (place.does === 'leaves') return endedRecord(told, { how: 'exit', reason: JOURNEY_CHANGED, at: now }, [row]);

  const passage = await openPassage(record, ports);
  const renamed = await renamedRecord(passage, move, ports);
  const moved = withLines({ ...withOwnVersion(renamed), version: move.to.hash }, [row], record.seq + 1);
  const within = { ...passage, version: move.to, record: moved };
  const placed = place.does === 'stays' ? await stayAt(within, place.node) : await enterAt(within, place.node);
  return owned(record, placed, move.to, now);
}

/** As the same step stands in the new version: what it waits for counts from the day they came. */
async function stayAt(passage: Passage, node: Target): Promise<RunRecord> {
  const { record, version } = passage;
  const there = version.graph.nodes[node]!;
  if ((there.does !== 'wait' && there.does !== 'wait-for') || !record.wait) return stand(passage, node);
  const due = await dueOf(seenBy(passage, node), node, { arrivedAt: record.wait.since });
  if ('missing' in due) return ended(passage, { how: 'error', reason: due.missing, at: passage.now, node });
  const { since, isShifted } = record.wait;
  const shiftMs = isShifted ? await shiftedBy(passage) : 0;
  const at = new Date(Date.parse(due.at) + shiftMs).toISOString();
  const next = there.does === 'wait' ? openingState(version.graph.nodes, there.next) : node;
  const wait = {
    step: node,
    since,
    due: at,
    families: familiesOf(there, record),
    graceSeconds: graceOf(there, passage),
    from: record.seq + 1,
    ...(isShifted && { isShifted }),
  };
  const arrived = arriveAnew(passage, next) ?? record;
  return { ...arrived, wait, held: undefined, cursor: { ...record.cursor, at: node, next, due: at } };
}

/** `due: shift`: as much later as it was before. */
async function shiftedBy({ record: moved, ports }: Passage): Promise<number> {
  const record = await ports.runs.get(refOf(moved));
  if (!record?.wait) return 0;
  const due = await dueOf(await openPassage(record, ports), record.wait.step, { arrivedAt: record.wait.since });
  return 'at' in due ? Date.parse(record.wait.due) - Date.parse(due.at) : 0;
}

/** What opens behind a wait is counted as come to already: of another node, that has to be done now. */
function arriveAnew({ record, version }: Passage, next: Target): RunRecord | undefined {
  const { nodes } = version.graph;
  const isCounted = next === record.cursor.next && (!nodes[next]?.loops || record.visits[next] !== undefined);
  return isCounted || !nodes[next] ? record : arriveAt(nodes[next], record, nodes);
}

/** At a step that works: it has come there already, so nothing is counted again. */
function stand(passage: Passage, node: Target): RunRecord {
  const { record } = keptTime(passage);
  const { nodes } = passage.version.graph;
  const next = nodes[node]!.does === 'work' ? node : openingState(nodes, node);
  const held = record.held && { ...record.held, step: next };
  const visits = nodes[node]!.loops ? { [node]: 1, ...record.visits } : record.visits;
  return { ...record, visits, wait: undefined, held, cursor: { ...record.cursor, at: node, next } };
}

async function enterAt(passage: Passage, node: Target): Promise<RunRecord> {
  const standing = { ...passage, record: { ...passage.record, wait: undefined, held: undefined } };
  const { record = standing.record, rows, wait, end, ...ahead } = await lookAhead(standing, node);
  const entered = { ...withLines(record, rows, passage.record.seq + 1), cursor: { ...record.cursor, ...ahead } };
  if (end) return ended({ ...passage, record: entered }, end);
  return { ...entered, wait: wait && { ...wait, from: passage.record.seq + 1 } };
}

function ended(passage: Passage, end: RunEnd): RunRecord {
  const { rows: _, end: __, ...ahead } = endAhead(end);
  const record = endedRecord(passage, end);
  return { ...record, cursor: { ...record.cursor, ...ahead } };
}

/** A new execution, of the new version's machine, is its owner; what is frozen stays nobody's. */
function owned(before: RunRecord, placed: RunRecord, { definition }: Version, now: string): RunRecord {
  const seq = before.seq + 1;
  const stretch = definition.engine === 'express' ? { isOpen: false } : undefined;
  const moved = { ...placed, seq, stretch, looksAt: undefined, cursor: { ...placed.cursor, seq } };
  if (placed.status === 'ended') return moved;
  if (before.status === 'parked') return { ...moved, status: 'parked', owner: NOBODY };
  return { ...moved, owner: executionName(before, seq), ownedAt: stretch ? undefined : now };
}
