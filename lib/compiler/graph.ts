/** Joins a definition's steps into the graph that a contact will walk. */
import type { CheckedCondition, CheckedStep, OnError } from '../language/checked.ts';
import type { CheckedDefinition } from '../language/definition.ts';
import { END, entryOf, type Flow, type Graph, type GraphNode, guardOf, type Target } from '../language/graph.ts';
import type { Segment } from '../language/project.ts';
import { stepKind } from '../language/registry.ts';
import { familiesOfConditions } from './families.ts';

/** Names under which answers travel: one per case, safe inside a JSONPath. */
const factName = (id: string, index: number) => `${id.replaceAll(/[^a-z0-9]/g, '_')}_${index + 1}`;

export function buildGraph(definition: CheckedDefinition, segments: readonly Segment[] = []): Graph {
  const nodes: Graph['nodes'] = {};
  const steps: Graph['steps'] = {};
  const add = <Node extends GraphNode>(node: Node): Node => {
    nodes[node.id] = node;
    return node;
  };

  /** Joins a list from its last step to its first, so that each knows where to go on. */
  const block = (list: CheckedStep[] | undefined, next: Target): Target =>
    (list ?? []).reduceRight((after, step) => joinStep(step, after), next);

  function joinStep(step: CheckedStep, next: Target): Target {
    const kind = stepKind(step.kind);
    steps[step.id] = step;
    const flow: Flow = {
      next,
      block,
      work: ({ id }, edges) => ({ does: 'work', id, task: kind.task ?? 'run-step', edges }),
      wait: ({ id }, target) => ({ does: 'wait', id, next: target }),
      waitFor: ({ id }, awaits, { happened, limit }) => ({
        does: 'wait-for',
        id,
        awaits,
        families: familiesOfConditions(awaits, segments),
        happened,
        limit,
      }),
      choose: ({ id }, cases, otherwise) => chooseNode(id, cases, otherwise),
      stop: ({ id }, outcome) => ({ does: 'stop', id, outcome }),
    };
    for (const node of kind.toGraph(step, flow)) add(node);
    return step['only-if'] ? add(guardNode(step.id, step['only-if'], next)).id : step.id;
  }

  const start = block(definition.steps, END);
  for (const node of Object.values(nodes)) if (node.does === 'work') node.edges = entered(node.edges, nodes);
  const detours = [definition.onError, ...Object.values(steps).map((step) => step['on-error'] ?? '')];
  return { start, nodes: inOrder([start, ...namedBy(detours, nodes)], nodes), steps };
}

/** A step named by an option is entered like any other: through its `only-if`. */
const entered = (edges: Record<string, Target>, nodes: Graph['nodes']): Record<string, Target> =>
  Object.fromEntries(Object.entries(edges).map(([outcome, target]) => [outcome, entryOf(nodes, target)]));

/** Where a failed step may lead: no edge of the graph, yet a place where a run may stand. */
const namedBy = (policies: OnError[], nodes: Graph['nodes']): Target[] =>
  policies.flatMap((policy) => (policy.startsWith('go-to ') ? [entryOf(nodes, policy.replace(/^go-to /, ''))] : []));

function chooseNode(id: string, cases: { if: CheckedCondition[]; to: Target }[], otherwise: Target) {
  return {
    does: 'choose' as const,
    id,
    cases: cases.map((one, index) => ({ fact: factName(id, index), ...one })),
    otherwise,
  };
}

const guardNode = (id: string, onlyIf: CheckedCondition[], passedOver: Target) => ({
  ...chooseNode(guardOf(id), [{ if: onlyIf, to: id }], passedOver),
  guards: id,
});

/** Where a node may lead, first branch first. */
export function targetsOf(node: GraphNode): Target[] {
  switch (node.does) {
    case 'work':
      return [...new Set(Object.values(node.edges))];
    case 'wait':
      return [node.next];
    case 'wait-for':
      return [...new Set([node.happened, node.limit])];
    case 'choose':
      return [...new Set([...node.cases.map((one) => one.to), node.otherwise])];
    case 'stop':
      return [];
  }
}

/** As the contact meets them, so that equal definitions give equal bytes whatever the order of joining. */
function inOrder(starts: Target[], nodes: Graph['nodes']): Graph['nodes'] {
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
