/** Puts a checked definition, its graph and its templates under one content hash: what runs are pinned to. */
import { familiesOfEnds } from '../language/asked-families.ts';
import type { CheckedStep } from '../language/checked.ts';
import type { CheckedDefinition, Engine } from '../language/definition.ts';
import type { Graph } from '../language/graph.ts';
import type { Segment } from '../language/project.ts';
import { stepKind } from '../language/registry.ts';
import type { CompiledTemplate } from '../language/template.ts';
import { templateKey } from '../language/template-key.ts';
import type { Version } from '../language/version.ts';
import { versionHash } from './content-hash.ts';
import type { CompiledMachine, FunctionName } from './emit.ts';
import { compileExpress } from './express.ts';
import { buildGraph } from './graph.ts';
import { type Order, orderer } from './key-order.ts';
import { compileStandard } from './standard.ts';

export interface VersionParts {
  /** Every compiled template of the project; only those the definition names go in. */
  templates: readonly CompiledTemplate[];
  segments: readonly Segment[];
  /** All of the project: a micro-journey's content is its caller's too. */
  definitions?: readonly CheckedDefinition[];
}

export function compileVersion(
  definition: CheckedDefinition,
  { templates, segments, definitions }: VersionParts,
): Version {
  const { nodes, steps, scopes, ...graph } = buildGraph(definition, segments, definitions);
  const uses = usesOf(steps);
  const used = templates.filter(({ name, channel }) => uses.get(name)?.has(channel));
  const { steps: _inTheGraph, ...rest } = definition;
  const order = orderer();
  const content = {
    name: definition.name,
    definition: order({ ...rest, engine: rest.engine ?? fittingEngine(definition, nodes) }),
    graph: {
      ...graph,
      nodes: eachOf(nodes, order),
      steps: eachOf(steps, order),
      ...(scopes && { scopes: eachOf(scopes, order) }),
    },
    templates: Object.fromEntries(used.map((template) => [templateKey(template), template])),
    families: familiesOfEnds(definition, segments),
  };
  return { ...content, hash: versionHash(content, order) };
}

/** A workflow in which nothing waits has nothing to show in the console's graph: it is over in a moment. */
function fittingEngine({ kind }: CheckedDefinition, nodes: Graph['nodes']): Engine {
  if (kind === 'journey') return 'standard';
  const waits = Object.values(nodes).some(({ does }) => does === 'wait' || does === 'wait-for');
  return waits ? 'standard' : 'express';
}

/** The same definition carried by another engine is another version. */
export function onEngine({ hash: _, ...version }: Version, engine: Engine): Version {
  const content = { ...version, definition: { ...version.definition, engine } };
  return { ...content, hash: versionHash(content, orderer()) };
}

const emitters = { standard: compileStandard, express: compileExpress } satisfies Record<Engine, unknown>;

export const compileMachine = ({ definition, graph }: Version, functionName?: FunctionName): CompiledMachine =>
  emitters[definition.engine](graph, functionName);

/** Template → the channels on which it is sent. */
function usesOf(steps: Record<string, CheckedStep>): Map<string, Set<string | undefined>> {
  const uses = new Map<string, Set<string | undefined>>();
  for (const step of Object.values(steps)) {
    for (const { kind, name, channel } of stepKind(step.kind).refersTo?.(step) ?? [])
      if (kind === 'template') uses.set(name, (uses.get(name) ?? new Set()).add(channel));
  }
  return uses;
}

function eachOf<Value>(map: Record<string, Value>, order: Order): Record<string, Value> {
  const ordered: Record<string, Value> = {};
  for (const name of Object.keys(map)) ordered[name] = order(map[name]!);
  return ordered;
}
