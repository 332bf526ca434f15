/** Where a contact who stands in one version of a definition goes on in another: asked before anybody is moved. */
import { entryOf, type Graph, type GraphNode, stepOf, type Target } from '../language/graph.ts';

/** Step of the old version → step of the new one. */
export type StepMap = Readonly<Record<string, string>>;

/** `stays`: at the same step, whatever it says now. `goes`: enters another one. `leaves`: nothing of their way is left. */
export type Place = { does: 'stays' | 'goes'; node: Target } | { does: 'leaves' };

/** Why somebody ends for whom no place is left. */
export const JOURNEY_CHANGED = 'journey-changed';

export function placeIn(node: Target, from: Graph, to: Graph, map: StepMap = {}): Place {
  const step = stepOf(node);
  const named = Object.hasOwn(map, step) ? map[step]! : step;
  const same = named + node.slice(step.length);
  if (isAlike(from.nodes[node], to.nodes[same])) return { does: 'stays', node: same };
  const other = to.nodes[same] ? same : named;
  if (to.nodes[other]) return { does: 'goes', node: entered(other, to) };
  const next = survivor(node, from, to);
  return next === undefined ? { does: 'leaves' } : { does: 'goes', node: entered(next, to) };
}

const isAlike = (before: GraphNode | undefined, after: GraphNode | undefined): boolean =>
  before !== undefined && before.does === after?.does;

/** Whoever comes to a step is asked first whether it is meant for them. */
const entered = (node: Target, { nodes }: Graph): Target => (node === stepOf(node) ? entryOf(nodes, node) : node);

/** The nearest of what would have come next that is still there, under its old name. */
function survivor(start: Target, from: Graph, to: Graph): Target | undefined {
  const seen = new Set([start]);
  for (let ring = nextOf(from.nodes[start]); ring.length > 0; ) {
    const fresh = ring.filter((node) => !seen.has(node));
    for (const node of fresh) seen.add(node);
    const found = fresh.find((node) => to.nodes[node] && to.nodes[node].does !== 'pass');
    if (found !== undefined) return found;
    ring = fresh.flatMap((node) => nextOf(from.nodes[node]));
  }
  return undefined;
}

/** Likeliest first: for whom nothing has happened yet, the way of those for whom nothing happens. */
function nextOf(node: GraphNode | undefined): Target[] {
  switch (node?.does) {
    case 'work':
      return [...new Set([...Object.values(node.edges), ...(node.onward ? [node.onward] : [])])];
    case 'wait':
    case 'pass':
      return [node.next];
    case 'wait-for':
      return [node.limit, node.happened];
    case 'choose':
      return [node.otherwise, ...node.cases.map(({ to }) => to)];
    default:
      return [];
  }
}
