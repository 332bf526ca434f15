/** Counts how often a run has come to where it may come again, so that a second turn is never taken for a repeat of the first. */
import { type Graph, type GraphNode, openingState, stepOf, type Target } from '../language/graph.ts';
import type { RunRecord } from './run-record.ts';

/** So many steps may a run walk through in its loops; whoever is still on the way then will never arrive. */
export const MOST_VISITS = 1_000;

/** The record with this arrival counted; undefined where it would be one too many. */
export function arriveAt(node: GraphNode, record: RunRecord, nodes: Graph['nodes']): RunRecord | undefined {
  if (!node.loops) return record;
  const visits = { ...record.visits, [node.id]: (record.visits[node.id] ?? 0) + 1 };
  if (isStep(node) && visitsOfSteps(record, nodes) >= MOST_VISITS) return undefined;
  return { ...record, visits, ...(isCounted(node) && { rounds: oneMore(record.rounds, node.id) }) };
}

/** What a step needs besides its own node is no visit of a step: its `only-if`, the rounds of a repeat. */
const isStep = (node: GraphNode): boolean => node.does !== 'pass' && node.id === stepOf(node.id);

function visitsOfSteps({ visits }: RunRecord, nodes: Graph['nodes']): number {
  const steps = Object.entries(visits).filter(([id]) => nodes[id] && isStep(nodes[id]));
  return steps.reduce((sum, [, count]) => sum + count, 0);
}

const isCounted = (node: GraphNode): boolean =>
  node.does === 'choose' && node.cases.some(({ rounds }) => rounds !== undefined);

const oneMore = (rounds: RunRecord['rounds'], node: Target) => ({ ...rounds, [node]: (rounds?.[node] ?? 0) + 1 });

/** Of a run that begins with a step that works: nobody has looked ahead to it. */
export function firstVisits({ nodes, start }: Graph): RunRecord['visits'] {
  const opening = openingState(nodes, start);
  return nodes[opening]?.loops ? { [opening]: 1 } : {};
}
