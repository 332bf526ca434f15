/** Puts a checked definition, its graph and its templates under one content hash: what runs are pinned to. */
import { createHash } from 'node:crypto';
import type { CheckedStep } from '../language/checked.ts';
import type { CheckedDefinition } from '../language/definition.ts';
import type { Graph } from '../language/graph.ts';
import type { Segment } from '../language/project.ts';
import { stepKind } from '../language/registry.ts';
import type { CompiledTemplate } from '../language/template.ts';
import { familiesOfEnds } from './families.ts';
import { buildGraph } from './graph.ts';
import { type CompiledMachine, compileStandard } from './standard.ts';

export interface CompiledVersion {
  name: string;
  hash: string;
  definition: CheckedDefinition;
  graph: Graph;
  templates: Record<string, CompiledTemplate>;
  families: string[];
}

/** `templates`: every compiled template of the project; only those the definition names go in. */
export function compileVersion(
  definition: CheckedDefinition,
  { templates, segments }: { templates: readonly CompiledTemplate[]; segments: readonly Segment[] },
): CompiledVersion {
  const graph = buildGraph(definition, segments);
  const used = templates.filter((template) => usesOf(graph.steps).has(`${template.name}.${template.channel}`));
  const content = {
    name: definition.name,
    definition,
    graph,
    templates: Object.fromEntries(used.map((template) => [templateKey(template), template])),
    families: familiesOfEnds(definition, segments),
  };
  return { ...content, hash: contentHash(content) };
}

export const compileMachine = (
  version: CompiledVersion,
  functionName?: Parameters<typeof compileStandard>[1],
): CompiledMachine => compileStandard(version.graph, functionName);

/** `welcome.email`, or `welcome.fr.email` for a translation. */
export const templateKey = ({
  name,
  language,
  channel,
}: {
  name: string;
  language?: string;
  channel: string;
}): string => [name, language, channel].filter(Boolean).join('.');

function usesOf(steps: Record<string, CheckedStep>): Set<string> {
  const references = Object.values(steps).flatMap((step) => stepKind(step.kind).refersTo?.(step) ?? []);
  return new Set(references.filter(({ kind }) => kind === 'template').map(({ name, channel }) => `${name}.${channel}`));
}

/** The same content gives the same hash, whatever the order of keys. */
export function contentHash(content: unknown): string {
  return createHash('sha256').update(canonical(content)).digest('hex').slice(0, 16);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`)
    .join()}}`;
}
