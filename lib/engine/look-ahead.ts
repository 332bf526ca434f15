/** Walks from the end of one step to the next thing that takes time or a handler, deciding on the way. */

import { atMostSeconds, type Duration } from '../language/durations.ts';
import { END, type GraphNode, openingState, type Target } from '../language/graph.ts';
import { stepKind } from '../language/registry.ts';
import { type Asker, ask, sayAnswers } from './ask.ts';
import { lineKey } from './keys.ts';
import { askMoment, type Passage, valuesOf, visitOf } from './passage.ts';
import type { TimelineRow } from './ports.ts';
import type { Cursor, OpenWait, RunEnd } from './run-record.ts';
import { dueOf } from './wait-due.ts';

export type Ahead = Pick<Cursor, 'at' | 'next' | 'due' | 'limit' | 'facts'> & {
  rows: TimelineRow[];
  wait?: Omit<OpenWait, 'from'>;
  end?: RunEnd;
};

const usualGrace: Duration = { text: '30 minutes', seconds: 1800 };

/** `seen`: nodes already passed, so that a circle of decisions ends as a reason instead of never. */
export async function lookAhead(passage: Passage, target: Target): Promise<Ahead> {
  const { now } = passage;
  const ahead: Ahead = { at: target, next: '', due: now, limit: 1, facts: {}, rows: [] };
  const asker: Asker = { moment: askMoment(passage), values: valuesOf(passage), ports: passage.ports };
  const seen = new Set<Target>();
  let here = target;

  for (;;) {
    const node = passage.version.graph.nodes[here];
    if (here === END) return { ...ahead, end: { how: 'finished', reason: 'finished', at: now } };
    if (!node || seen.has(here)) return { ...ahead, end: { how: 'error', reason: `error:${here}`, at: now } };
    seen.add(here);
    switch (node.does) {
      case 'work':
        return { ...ahead, next: here };
      case 'stop':
        ahead.rows.push(line(passage, here, { kind: 'step', outcome: 'ended', detail: node.outcome }));
        return { ...ahead, end: { how: 'stop', reason: node.outcome, at: now } };
      case 'choose':
        here = await choose(node, passage, asker, ahead);
        break;
      case 'wait':
      case 'wait-for':
        return await startWait(node, passage, ahead);
    }
  }
}

/** All facts of a Choice are given, because a missing one would fail the execution. */
async function choose(
  node: Extract<GraphNode, { does: 'choose' }>,
  passage: Passage,
  asker: Asker,
  ahead: Ahead,
): Promise<Target> {
  let taken: { to: Target; word: string } | undefined;
  const said: string[] = [];
  for (const [index, { fact, if: conditions, to }] of node.cases.entries()) {
    const verdict = taken ? undefined : await ask(conditions, asker);
    ahead.facts[fact] = verdict?.holds ?? false;
    if (verdict) said.push(sayAnswers(verdict.answers));
    if (verdict?.holds) taken = { to, word: node.cases.length > 1 ? String(index + 1) : 'then' };
  }
  if (!node.guards) {
    ahead.rows.push(
      line(passage, node.id, { kind: 'decided', outcome: taken?.word ?? 'else', detail: said.join(' | ') }),
    );
  } else if (!taken) {
    ahead.rows.push(line(passage, node.guards, { kind: 'step', outcome: 'passed-over', detail: said.join(' | ') }));
  }
  return taken?.to ?? node.otherwise;
}

async function startWait(
  node: Extract<GraphNode, { does: 'wait' | 'wait-for' }>,
  passage: Passage,
  ahead: Ahead,
): Promise<Ahead> {
  const { version, now } = passage;
  const due = await dueOf(passage, node.id);
  if ('missing' in due) {
    ahead.rows.push(line(passage, node.id, { kind: 'step', outcome: 'failed', reason: due.missing }));
    return { ...ahead, end: { how: 'error', reason: due.missing, at: now } };
  }
  ahead.rows.push(line(passage, node.id, { kind: 'waiting', facts: { due: due.at } }));
  const next = node.does === 'wait' ? openingState(version.graph.nodes, node.next) : node.id;
  const families = node.does === 'wait-for' ? node.families : [];
  const wait: Ahead['wait'] = {
    step: node.id,
    since: now,
    due: due.at,
    families,
    graceSeconds: graceOf(node, passage),
  };
  return { ...ahead, next, due: due.at, limit: secondsBetween(now, due.at), wait };
}

/** Only a time of day can be missed; a length of time that is over is over. */
function graceOf(node: GraphNode, { version }: Passage): number | undefined {
  const step = version.graph.steps[node.id]!;
  if (node.does !== 'wait' || !stepKind(step.kind).missable?.(step as never)) return undefined;
  return atMostSeconds((step as { grace?: Duration }).grace ?? version.definition.grace ?? usualGrace);
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

export function line(
  { record, version, now }: Passage,
  step: string,
  said: Partial<TimelineRow> & { kind: string },
): TimelineRow {
  const key = lineKey(record.run, `${said.kind} ${step}`, visitOf(record, step));
  return {
    contact: record.contact,
    key,
    at: now,
    run: record.run,
    definition: record.definition,
    version: version.hash,
    step,
    ...said,
  };
}
