/** Which nodes a run may come to more than once: only there are visits counted, so that the second turn is no repeat of the first. */
import type { Graph, Target } from '../language/graph.ts';
import { targetsOf } from './nodes.ts';

/** `detour`: where a run may go from a node besides its edges. */
export function nodesInLoops(nodes: Graph['nodes'], detour: (node: Target) => Target[] = () => []): Target[] {
  const ids = Object.keys(nodes);
  const forward = new Map(
    ids.map((id) => [id, [...targetsOf(nodes[id]!), ...detour(id)].filter((target) => nodes[target])]),
  );
  const done = new Set<Target>();
  const finished = ids.flatMap((id) => walk(id, forward, done));
  if (isOneWay(finished, forward)) return [];

  const backward = new Map<Target, Target[]>(ids.map((id) => [id, []]));
  for (const [id, targets] of forward) for (const target of targets) backward.get(target)!.push(id);
  const met = new Set<Target>();
  return finished.reverse().flatMap((id) => {
    const ring = walk(id, backward, met);
    return ring.length > 1 || forward.get(id)!.includes(id) ? ring : [];
  });
}

/** Most graphs: each node leads only to what was finished before it. */
function isOneWay(finished: readonly Target[], forward: ReadonlyMap<Target, Target[]>): boolean {
  const behind = new Set<Target>();
  return finished.every((id) => forward.get(id)!.every((target) => behind.has(target)) && behind.add(id));
}

/** What can be got to and was not met before, each behind all that it leads to. */
function walk(start: Target, edges: ReadonlyMap<Target, Target[]>, met: Set<Target>): Target[] {
  if (met.has(start)) return [];
  met.add(start);
  const finished: Target[] = [];
  const way = [{ id: start, left: edges.get(start)!.length }];
  for (let here = way.at(-1); here; here = way.at(-1)) {
    const next = edges.get(here.id)![--here.left];
    if (next === undefined) finished.push(way.pop()!.id);
    else if (!met.has(next)) {
      met.add(next);
      way.push({ id: next, left: edges.get(next)!.length });
    }
  }
  return finished;
}
