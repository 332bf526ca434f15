/** Journeys and workflows for the operator: how many stand where, drawn as they were written. */
import type { LiveDefinition } from '../../engine/ports.ts';
import { nodeWords, stepOfNode } from '../../language/node-words.ts';
import type { DefinitionSummary, DefinitionView } from '../../language/operator-api.ts';
import type { Version } from '../../language/version.ts';
import type { Sources } from './sources.ts';

export async function definitionsView(sources: Sources): Promise<DefinitionSummary[]> {
  const live = await sources.ports.registry.definitions();
  const summaries = await Promise.all(live.map((one) => summaryOf(one, sources)));
  return summaries.flatMap((one) => (one ? [one.summary] : []));
}

export async function definitionView(name: string, sources: Sources): Promise<DefinitionView | undefined> {
  const live = await sources.ports.registry.definition(name);
  const found = live && (await summaryOf(live, sources));
  if (!found) return undefined;
  const { summary, version, counts } = found;
  const { checked, files } = sources.project;
  return {
    ...summary,
    start: version.graph.start,
    nodes: Object.values(version.graph.nodes)
      .map((node) => ({
        node,
        ...nodeWords(node, version.graph.steps),
        line: checked.lineOf(name, stepOfNode(node, version.graph.steps)?.path ?? []),
      }))
      .sort((a, b) => (a.line ?? 0) - (b.line ?? 0)),
    here: countsUnder('here:', counts),
    passed: countsUnder('passed:', counts),
    text: files.find(({ path }) => path === summary.file)?.text ?? '',
  };
}

type Counts = Record<string, number>;

async function summaryOf(
  { name, kind, state, number, version: hash }: LiveDefinition,
  { ports, project }: Sources,
): Promise<{ summary: DefinitionSummary; version: Version; counts: Counts } | undefined> {
  const [version, counts] = await Promise.all([ports.registry.version(name, hash), ports.counters.read(name)]);
  if (!version) return undefined;
  const { purpose, owner } = version.definition;
  const { entered = 0, ended = 0 } = counts;
  const file = project.checked.fileOf(name) ?? '';
  const open = Math.max(0, entered - ended);
  return {
    summary: { name, kind, purpose, owner, state, number, version: hash, file, open, entered, ended },
    version,
    counts,
  };
}

const countsUnder = (prefix: string, counts: Counts): Counts =>
  Object.fromEntries(
    Object.entries(counts)
      .filter(([what, count]) => what.startsWith(prefix) && count > 0)
      .map(([what, count]) => [what.slice(prefix.length), count]),
  );
