/** Single nodes of a graph, where each leads, and the order in which a contact meets them. */
import type { CheckedCondition } from '../language/checked.ts';
import type { CheckedDefinition } from '../language/definition.ts';
import {
  type ChooseNode,
  entryOf,
  type Graph,
  type GraphNode,
  guardOf,
  stepOf,
  type Target,
  type Way,
} from '../language/graph.ts';

/** Names under which answers travel: one per case, safe inside a JSONPath; a capital stands where the id has a blank. */
const factName = (id: string, index: number) =>
  `${id.replaceAll('-', '_').replaceAll(/ ./g, (blank) => blank.toUpperCase().replace(' ', '_'))}_${index + 1}`;

export function chooseNode(id: string, ways: Way[], otherwise: Target, otherwiseWord?: string): ChooseNode {
  const cases = ways.map((way, index) => ({ fact: factName(id, index), ...way }));
  return { cases, does: 'choose', id, otherwise, ...(otherwiseWord !== undefined && { otherwiseWord }) };
}

export const guardNode = (id: string, onlyIf: CheckedCondition[], passedOver: Target): ChooseNode => ({
  ...chooseNode(guardOf(id), [{ if: onlyIf, to: id }], passedOver),
  guards: id,
});

/** Where a node may lead, first branch first. */
export function targetsOf(node: GraphNode): Target[] {
  switch (node.does) {
    case 'work':
      return eachOnce(Object.values(node.edges));
    case 'wait':
    case 'pass':
      return [node.next];
    case 'wait-for':
      return eachOnce([node.happened, node.limit]);
    case 'choose':
      return eachOnce([...node.cases.map((one) => one.to), node.otherwise]);
    case 'stop':
      return [];
  }
}

/** Few as they are, a set of them would cost more than looking. */
const eachOnce = (targets: Target[]): Target[] =>
  targets.length < 2 ? targets : targets.filter((target, index) => targets.indexOf(target) === index);

/** Where a failed step may lead: no edge of the graph, yet a place where a run may stand. */
export function detourOf(
  { onError }: CheckedDefinition,
  { nodes, steps }: Pick<Graph, 'nodes' | 'steps'>,
): { of(node: Target): Target[]; all: Target[] } {
  const led = (policy: string): Target[] =>
    policy.startsWith('go-to ') ? [entryOf(nodes, policy.slice('go-to '.length))] : [];
  return {
    of: (node) => led(steps[stepOf(node)]?.['on-error'] ?? onError),
    all: [onError, ...Object.values(steps).map((step) => step['on-error'] ?? '')].flatMap(led),
  };
}

/** As the contact meets them, so that equal definitions give equal bytes whatever the order of joining. */
export function inOrder(starts: Target[], nodes: Graph['nodes']): Graph['nodes'] {
  const ordered: Graph['nodes'] = {};
  const ahead = starts.toReversed();
  while (ahead.length > 0) {
    const id = ahead.pop() as Target;
    const node = nodes[id];
    if (!node || ordered[id]) continue;
    ordered[id] = node;
    ahead.push(...targetsOf(node).reverse());
  }
  return ordered;
}
