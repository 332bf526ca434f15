/** Joins a definition's steps into the graph that a contact will walk. */

import { familiesOfConditions } from '../language/asked-families.ts';
import type { CheckedStep } from '../language/checked.ts';
import type { CheckedDefinition } from '../language/definition.ts';
import { END, entryOf, type Flow, type Graph, type GraphNode, type Target } from '../language/graph.ts';
import type { Segment } from '../language/project.ts';
import { stepKind } from '../language/registry.ts';
import { inlined, returnsTo, withDefaults } from './inline.ts';
import { nodesInLoops } from './loops.ts';
import { chooseNode, detourOf, guardNode, inOrder } from './nodes.ts';
import { rememberedSteps } from './remembered.ts';

export { targetsOf } from './nodes.ts';

/** `definitions`: all of the project, of which those that are called as micro-journeys are joined in. */
export function buildGraph(
  definition: CheckedDefinition,
  segments: readonly Segment[] = [],
  definitions: readonly CheckedDefinition[] = [],
): Graph {
  const nodes: Graph['nodes'] = {};
  const steps: Graph['steps'] = {};
  const scopes: NonNullable<Graph['scopes']> = {};
  const callers = new Map<string, { next: Target; journey: CheckedDefinition }>();
  let isGuarded = false;
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
    const caller = step.scope === undefined ? undefined : callers.get(step.scope);
    const flow: Flow = {
      next,
      block,
      work: ({ id }, edges) => ({ does: 'work', edges, id, task: kind.task ?? 'run-step' }),
      wait: ({ id }, target) => ({ does: 'wait', id, next: target }),
      waitFor: ({ id }, awaits, { happened, limit }) => ({
        awaits,
        does: 'wait-for',
        families: familiesOfConditions(awaits, segments),
        happened,
        id,
        limit,
      }),
      choose: ({ id }, ways, otherwise, otherwiseWord) => chooseNode(id, ways, otherwise, otherwiseWord),
      pass: ({ id }, target, more) => ({ does: 'pass', id, next: target, ...more }),
      stop: ({ id, scope }, outcome) =>
        scope !== undefined && caller
          ? { does: 'pass', id, next: caller.next, returns: returnsTo(scope, outcome, caller.journey) }
          : { does: 'stop', id, outcome },
      journey: (call, name) => joinJourney(call, name, next),
    };
    for (const node of kind.toGraph(step, flow)) add(node);
    if (!step['only-if']) return step.id;
    isGuarded = true;
    return add(guardNode(step.id, step['only-if'], next)).id;
  }

  /** A journey that nobody knows, or that would call itself, is passed by: the check has refused it. */
  function joinJourney(call: Pick<CheckedStep, 'id' | 'scope' | 'path'>, name: string, next: Target): Target {
    const journey = definitions.find((one) => one.name === name && one.kind === 'journey');
    if (!journey || isInside(call.scope, name)) return next;
    const inner = inlined(journey, call);
    scopes[call.id] = inner.scope;
    steps[call.id] = withDefaults(steps[call.id]!, journey);
    callers.set(call.id, { next, journey });
    const returns = returnsTo(call.id, 'finished', journey);
    return block(inner.steps, add({ does: 'pass', id: `${call.id} return`, next, returns }).id);
  }

  const isInside = (scope: string | undefined, name: string): boolean =>
    scope !== undefined && (scopes[scope]?.definition === name || isInside(steps[scope]?.scope, name));

  const start = block(definition.steps, END);
  if (isGuarded) for (const node of Object.values(nodes)) enterByGuard(node, nodes);
  const detour = detourOf(definition, { nodes, steps });
  const ordered = inOrder([start, ...detour.all], nodes);
  for (const id of nodesInLoops(ordered, detour.of)) ordered[id]!.loops = true;
  for (const node of Object.values(ordered)) countOnce(node);
  const remembers = rememberedSteps(definition, { steps, scopes });
  return {
    start,
    nodes: ordered,
    steps,
    ...(remembers.length > 0 && { remembers }),
    ...(detour.all.length > 0 && { detours: [...new Set(detour.all)].sort() }),
    ...(Object.keys(scopes).length > 0 && { scopes }),
  };
}

/** Rounds that a run begins only once need not be counted from anew. */
function countOnce(node: GraphNode): void {
  if (node.does === 'pass' && !node.loops) delete node.restarts;
}

/** A step named by an option is entered like any other: through its `only-if`. */
function enterByGuard(node: GraphNode, nodes: Graph['nodes']): void {
  if (node.does === 'pass') node.next = entryOf(nodes, node.next);
  if (node.does !== 'work') return;
  if (node.onward !== undefined) node.onward = entryOf(nodes, node.onward);
  node.edges = Object.fromEntries(
    Object.entries(node.edges).map(([outcome, target]) => [outcome, entryOf(nodes, target)]),
  );
}
