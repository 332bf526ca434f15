/** A version in which everybody goes one path, while every question is still asked and paid for. */
import { onEngine } from '../../compiler/version.ts';
import type { CheckedCondition } from '../../language/checked.ts';
import type { Graph, GraphNode, Target } from '../../language/graph.ts';
import { WHOLE } from '../../language/share.ts';
import type { Version } from '../../language/version.ts';
import type { Path } from './paths.ts';

const ENTRY = 'entry.name';
const always: CheckedCondition = { kind: 'value', head: ENTRY, known: true };
const never: CheckedCondition = { kind: 'value', head: ENTRY, known: false };

/** What starts every counted run, and what ends its waits. */
export const START = 'waymark.counted';
export const happening = (node: Target): string => `${START}.${node.replaceAll(' ', '.')}`;

/** Nobody is refused, whatever starts it otherwise; exits and goals are asked for, and not reached. */
export function forcedInto({ ways }: Path, version: Version): Version {
  const nodes = Object.fromEntries(
    Object.entries(version.graph.nodes).map(([id, node]) => [id, forcedNode(node, ways[id])]),
  );
  const { if: _, ...definition } = version.definition;
  const forced = {
    ...version,
    definition: { ...definition, when: [{ kind: 'event', head: START }], again: 'always' as const, per: undefined },
    graph: { ...version.graph, nodes },
  };
  return onEngine(forced as Version, version.definition.engine);
}

function forcedNode(node: GraphNode, way: number | undefined): Graph['nodes'][string] {
  if (way === undefined) return node;
  if (node.does === 'choose') {
    const cases = node.cases.map((one, index) => {
      if (one.if) return { ...one, if: index === way ? holding(one.if) : failing(one.if) };
      return one.share ? { ...one, share: { from: 0, to: index === way ? WHOLE : 0 } } : one;
    });
    return { ...node, cases } as GraphNode;
  }
  if (node.does !== 'wait-for') return node;
  const { awaitsChild: _child, awaitsTask: _task, ...waits } = node;
  if (way !== 0) return { ...waits, awaits: failing(node.awaits) };
  const told: CheckedCondition = { kind: 'event', head: happening(node.id) };
  const families = [...new Set([...node.families, `event:${told.head}`])];
  return { ...waits, families, awaits: [{ kind: 'any', head: [...asked(node.awaits), told] }] };
}

/** A list means all; asked as one, so that each of its questions is asked. */
const asked = (conditions: CheckedCondition[]): CheckedCondition[] =>
  conditions.length === 0 ? [] : [{ kind: 'all', head: conditions }];
const holding = (conditions: CheckedCondition[]): CheckedCondition[] => [
  { kind: 'any', head: [...asked(conditions), always] },
];
const failing = (conditions: CheckedCondition[]): CheckedCondition[] => [
  { kind: 'all', head: [...asked(conditions), never] },
];
