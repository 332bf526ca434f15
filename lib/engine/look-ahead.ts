/** Walks from the end of one step to the next thing that takes time or a handler, deciding on the way. */

import { atMostSeconds, type Duration } from '../language/durations.ts';
import { END, type GraphNode, landing, openingState, type PassNode, stepOf, type Target } from '../language/graph.ts';
import { stepKind } from '../language/registry.ts';
import { arriveAt } from './arrive.ts';
import { familiesOfChild } from './await-child.ts';
import { chooseWay } from './choose-way.ts';
import { lineKey } from './keys.ts';
import { type Passage, scopeOf, seenBy, valuesOf, visitOf } from './passage.ts';
import { recordPassed, remembering } from './passed.ts';
import type { TimelineRow } from './ports.ts';
import { readOutput } from './run-output.ts';
import type { Cursor, OpenWait, RunEnd, RunRecord } from './run-record.ts';
import { dueOf } from './wait-due.ts';

export type Ahead = Pick<Cursor, 'at' | 'next' | 'due' | 'limit' | 'facts'> & {
  rows: TimelineRow[];
  wait?: Omit<OpenWait, 'from'>;
  end?: RunEnd;
  /** The run's record as the walk leaves it: visits counted, outcomes kept. */
  record?: RunRecord;
};

const usualGrace: Duration = { text: '30 minutes', seconds: 1800 };

/** `seen`: nodes already passed, so that a circle of decisions ends as a reason instead of never. */
export async function lookAhead(passage: Passage, target: Target): Promise<Ahead> {
  const { now } = passage;
  const { nodes } = passage.version.graph;
  const ahead: Ahead = { at: landing(nodes, target), next: '', due: now, limit: 1, facts: {}, rows: [] };
  const seen = new Set<Target>();
  let here = target;
  let { record } = passage;
  const ends = (how: RunEnd['how'], reason: string): Ahead => ({ ...ahead, record, end: { how, reason, at: now } });

  for (;;) {
    const node = nodes[here];
    if (here === END) return ends('finished', 'finished');
    if (!node || seen.has(here)) return ends('error', `error:${stepOf(here)}`);
    seen.add(here);
    const arrived = arriveAt(node, record, nodes);
    if (!arrived) return ends('error', TOO_MANY_VISITS);
    record = arrived;
    const standing = { ...passage, record };
    switch (node.does) {
      case 'work':
        return { ...ahead, record, next: here };
      case 'stop':
        ahead.rows.push(line(standing, here, { kind: 'step', outcome: 'ended', detail: node.outcome }));
        return ends('stop', node.outcome);
      case 'choose': {
        const { to, facts, says } = await chooseWay(node, standing);
        Object.assign(ahead.facts, facts);
        if (says) ahead.rows.push(line(standing, here, says));
        record = remembering(record, passage.version, stepOf(here), says?.outcome, now);
        here = to;
        break;
      }
      case 'pass':
        record = passBy(node, standing, ahead.rows);
        here = node.next;
        break;
      case 'wait':
      case 'wait-for':
        return await startWait(node, standing, ahead);
    }
  }
}

const TOO_MANY_VISITS = 'too-many-visits';

/** Rounds are counted anew, or a micro-journey hands back what it came to. */
function passBy({ id, restarts, returns }: PassNode, passage: Passage, rows: TimelineRow[]): RunRecord {
  const { record } = passage;
  if (restarts !== undefined) return { ...record, rounds: { ...record.rounds, [restarts]: 0 } };
  if (!returns) return record;
  const { call, outcome, output } = returns;
  rows.push(line(passage, id, { kind: 'step', outcome, step: call }));
  const values = valuesOf({ ...passage, scope: call });
  return recordPassed(passage, call, { outcome, output: readOutput(output, values) });
}

async function startWait(
  node: Extract<GraphNode, { does: 'wait' | 'wait-for' }>,
  passage: Passage,
  ahead: Ahead,
): Promise<Ahead> {
  const { version, now, record } = passage;
  const { nodes } = version.graph;
  const ends = (reason: string): Ahead => ({ ...ahead, record, end: { how: 'error', reason, at: now, node: node.id } });
  const due = await dueOf(seenBy(passage, node.id), node.id);
  if ('missing' in due) {
    ahead.rows.push(line(passage, node.id, { kind: 'step', outcome: 'failed', reason: due.missing }));
    return ends(due.missing);
  }
  const next = node.does === 'wait' ? openingState(nodes, node.next) : node.id;
  // A step that works opens by itself once the wait is over: nobody looks ahead to it then.
  const arrived = node.does === 'wait' && nodes[next] ? arriveAt(nodes[next], record, nodes) : record;
  if (!arrived) return ends(TOO_MANY_VISITS);
  ahead.rows.push(line(passage, node.id, { kind: 'waiting', facts: { due: due.at } }));
  const wait: Ahead['wait'] = {
    step: node.id,
    since: now,
    due: due.at,
    families: familiesOf(node, record),
    graceSeconds: graceOf(node, passage),
  };
  return { ...ahead, record: arrived, next, due: due.at, limit: secondsBetween(now, due.at), wait };
}

export function familiesOf(node: GraphNode, record: RunRecord): string[] {
  // Only a wait that time alone ends has none.
  if (node.does !== 'wait-for') return [];
  if (node.awaitsChild) return familiesOfChild(record, node);
  return node.families.length > 0 ? node.families : ['time'];
}

/** Only a time of day can be missed; a length of time that is over is over. */
export function graceOf(node: GraphNode, passage: Passage): number | undefined {
  const { graph, definition } = passage.version;
  const step = graph.steps[stepOf(node.id)]!;
  if (node.does !== 'wait' || !stepKind(step.kind).missable?.(step as never)) return undefined;
  const { grace = definition.grace } = scopeOf(seenBy(passage, node.id)) ?? {};
  return atMostSeconds((step as { grace?: Duration }).grace ?? grace ?? usualGrace);
}

/** Nothing ahead but the run's end, for whoever cuts it short. */
export const endAhead = (end: RunEnd): Ahead => ({
  at: END,
  next: '',
  due: end.at,
  limit: 1,
  facts: {},
  rows: [],
  end,
});

/** Whole seconds, at least one: what TimeoutSecondsPath takes. */
export const secondsBetween = (fromIso: string, toIso: string): number =>
  Math.max(1, Math.ceil((Date.parse(toIso) - Date.parse(fromIso)) / 1000));

/** Of whom it is told, and when. */
export interface Told {
  record: RunRecord;
  version: { hash: string };
  now: string;
}

/** Told under the step that the node belongs to; each of its nodes, and each visit, has a line of its own. */
export function line(
  { record, version, now }: Told,
  node: Target,
  said: Partial<TimelineRow> & { kind: string },
): TimelineRow {
  const key = lineKey(record.run, `${said.kind} ${node}`, visitOf(record, node));
  return {
    contact: record.contact,
    key,
    at: now,
    seq: record.seq,
    run: record.run,
    definition: record.definition,
    version: version.hash,
    step: stepOf(node),
    ...said,
  };
}
