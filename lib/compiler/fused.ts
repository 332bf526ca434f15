/** What is done for a contact between two waits or messages, and reaches nobody outside, is one Task: each state less is $25 a million. */
import { END, type Graph, type GraphNode, landing, lookState, type Target } from '../language/graph.ts';
import { targetsOf } from './nodes.ts';

export interface Fused {
  /** The state's name: `update-contact + 3`. */
  name: string;
  /** Where its Task begins: a step that works, or a look. */
  head: Target;
  /** The steps that it carries out besides, as a contact may meet them. */
  more: Target[];
  /** All of the graph's nodes that are no states any more. */
  inside: Target[];
  /** The one place that all of its ways lead to. */
  exit: Target;
}

/** A Task must be over long before its function is. */
const MOST_STEPS = 10;

/** By head. */
export function fusedTasks(graph: Graph): Map<Target, Fused> {
  const { nodes } = graph;
  const from = entriesOf(graph);
  const taken = new Set<Target>();
  const fused = new Map<Target, Fused>();

  function grow(head: Target, first: readonly Target[]): void {
    const inside = new Set<Target>(first);
    let best: Pick<Fused, 'more' | 'inside' | 'exit'> | undefined;
    for (;;) {
      const others = [...inside].filter((id) => id !== head);
      const more = others.filter((id) => nodes[id]!.does === 'work');
      const exits = exitsOf(inside, nodes);
      if (exits.size <= 1 && more.length > 0) best = { more, inside: others, exit: [...exits][0] ?? END };
      if (more.length + 1 >= MOST_STEPS) break;
      const next = [...inside]
        .flatMap((id) => targetsOf(nodes[id]!))
        .find((id) => !inside.has(id) && isInternal(nodes[id]) && from(id).every((one) => inside.has(one)));
      if (next === undefined) break;
      inside.add(next);
    }
    if (!best) return;
    for (const id of best.inside) taken.add(id);
    fused.set(head, { name: `${head} + ${best.more.length}`, head, ...best });
  }

  for (const [id, node] of Object.entries(nodes)) {
    if (taken.has(id) || !isInternal(node)) continue;
    if (node.does === 'work') grow(id, [id]);
    // Only what nothing but a look leads to may be decided behind one.
    else if (node.does === 'choose' && from(id).every((one) => one === START || nodes[one]?.does === 'wait'))
      grow(lookState(id), [id]);
  }
  return fused;
}

const START = '';
/** Where a failed step may go a state must stand. */
const DETOUR = '?';

/** Node → what leads there. */
function entriesOf({ nodes, start, detours = [] }: Graph): (id: Target) => Target[] {
  const entries = new Map<Target, Target[]>();
  const add = (to: Target, one: Target) => {
    const before = entries.get(to);
    if (before) before.push(one);
    else entries.set(to, [one]);
  };
  add(start, START);
  for (const target of detours) add(target, DETOUR);
  for (const node of Object.values(nodes)) for (const target of targetsOf(node)) add(target, node.id);
  return (id) => entries.get(id) ?? [];
}

/** A second visit must not be taken for a repeat of the first: what loops keeps states of its own. */
const isInternal = (node: GraphNode | undefined): boolean => {
  if (!node || node.loops) return false;
  return (
    node.does === 'choose' ||
    node.does === 'pass' ||
    (node.does === 'work' && node.task === 'run-step' && !node.takesLong)
  );
};

/** An end is an end, whichever it is. */
function exitsOf(inside: ReadonlySet<Target>, nodes: Graph['nodes']): Set<Target> {
  const exits = new Set<Target>();
  for (const id of inside) {
    for (const target of targetsOf(nodes[id]!)) {
      const place = landing(nodes, target);
      if (!inside.has(target) && !inside.has(place)) exits.add(nodes[place]?.does === 'stop' ? END : place);
    }
  }
  return exits;
}
