/** Compares two versions of the project, or of a part of it: what differs, and what that does to people inside. */
import { buildGraph } from '../../lib/compiler/graph.ts';
import type { CheckedDefinition } from '../../lib/language/definition.ts';
import { type Diagnostic, sortDiagnostics } from '../../lib/language/diagnostics.ts';
import type { Change } from '../../lib/language/diff/change.ts';
import { compareIds } from '../../lib/language/diff/compare-ids.ts';
import {
  compareDefinitions,
  compareShared,
  type Pair,
  pairDefinitions,
} from '../../lib/language/diff/compare-projects.ts';
import { stepKind } from '../../lib/language/registry.ts';
import { lastCommit, type Named, namedVersion, type Part, workTree } from './named-version.ts';
import type { ProjectAt } from './project-version.ts';

export interface Comparison {
  before: ProjectAt;
  after: ProjectAt;
  changes: Change[];
  /** Of ids, each at its line in the newer version. */
  problems: Diagnostic[];
  /** Files of definitions that had mistakes in the older version. */
  unread: string[];
}

/** A side with mistakes cannot be compared. */
export interface Broken {
  broken: Pick<ProjectAt, 'title' | 'diagnostics' | 'files'>;
}

/** `unknown`: a word that names nothing here, with the way out. */
export async function compareVersions(
  root: string,
  before?: string,
  after?: string,
): Promise<Comparison | Broken | { unknown: string }> {
  const old = before === undefined ? undefined : await namedVersion(root, before);
  const now = after === undefined ? undefined : await namedVersion(root, after);
  if (old && 'unknown' in old) return old;
  if (now && 'unknown' in now) return now;
  const newer: Named = now ?? { project: await workTree(root), part: old?.part ?? {} };
  const older: Named = old && (now || !old.isPart) ? old : { project: await lastCommit(root), part: newer.part };
  return compareNamed(older, newer);
}

function compareNamed(older: Named, newer: Named): Comparison | Broken {
  const [before, after] = [older.project, newer.project];
  const broken = [...(older.part.path ? [withErrors(older)] : []), withErrors(newer)].find(
    ({ diagnostics }) => diagnostics.length > 0,
  );
  if (broken) return { broken };
  const pairs = chosenPairs(older, newer);
  const unread = unreadBefore(pairs, older, newer);
  const readable = pairs.filter((pair) => pair.before || !unread.includes(fileOf(pair.after, newer)));
  return {
    before,
    after,
    changes: [...readable.flatMap(compareDefinitions), ...sharedChanges(older, newer, readable)],
    problems: sortDiagnostics(readable.flatMap((pair) => problemsInside(pair, before, after))),
    unread,
  };
}

/** The newer side must be right. Mistakes in what is not compared do not matter. */
const withErrors = ({ project, part }: Named) => ({
  ...project,
  diagnostics: project.diagnostics.filter(
    ({ severity, file }) => severity === 'error' && (!part.path || part.path === file),
  ),
});

const fileOf = (definition: CheckedDefinition | undefined, { project }: Named): string =>
  (definition && project.checked.fileOf(definition.name)) ?? '';

/** What an old revision wrote may be a mistake by now: it is told, and not taken for a definition that is new. */
function unreadBefore(pairs: readonly Pair[], older: Named, newer: Named): string[] {
  const broken = new Set(withErrors({ ...older, part: {} }).diagnostics.map(({ file }) => file));
  return pairs
    .filter((pair) => !pair.before)
    .map((pair) => fileOf(pair.after, newer))
    .filter((file) => broken.has(file));
}

const isMeant = (definition: CheckedDefinition | undefined, named: Named): boolean => {
  const { name, path } = named.part;
  return (
    definition !== undefined && (definition.name === name || (path !== undefined && fileOf(definition, named) === path))
  );
};

function chosenPairs(older: Named, newer: Named): Pair[] {
  const pairs = pairDefinitions(older.project.checked, newer.project.checked);
  if (isWhole(older.part) && isWhole(newer.part)) return pairs;
  const before = older.project.checked.definitions.find((one) => isMeant(one, older));
  const after = newer.project.checked.definitions.find((one) => isMeant(one, newer));
  // Two files of different names are compared all the same: somebody asked for it.
  if (before && after) return [{ before, after }];
  return pairs.filter((pair) => isMeant(pair.before, older) || isMeant(pair.after, newer));
}

const isWhole = ({ name, path }: Part): boolean => name === undefined && path === undefined;

/** With one definition, what it sends; with one file, what it holds. */
function sharedChanges(older: Named, newer: Named, pairs: readonly Pair[]): Change[] {
  const all = compareShared(older.project.checked, newer.project.checked);
  if (isWhole(older.part) && isWhole(newer.part)) return all;
  const paths = [older.part.path, newer.part.path].flatMap((path) => path ?? []);
  const sent = new Set(pairs.flatMap(({ before, after }) => [...templatesOf(before), ...templatesOf(after)]));
  return all.filter(({ of, name }) => {
    const isSent = of === 'template' && sent.has(name.split('.')[0] ?? '');
    return isSent || paths.some((path) => path.split('/').at(-1)?.startsWith(`${name}.`));
  });
}

const templatesOf = (definition: CheckedDefinition | undefined): string[] =>
  Object.values(definition ? buildGraph(definition).steps : {}).flatMap((step) =>
    (stepKind(step.kind).refersTo?.(step) ?? []).flatMap(({ kind, name }) => (kind === 'template' ? [name] : [])),
  );

function problemsInside({ before: old, after: now }: Pair, before: ProjectAt, after: ProjectAt): Diagnostic[] {
  if (!old || !now) return [];
  const inside = (definition: CheckedDefinition, { checked }: ProjectAt) => ({
    graph: buildGraph(definition, checked.segments, checked.definitions),
    ...(definition.topic !== undefined && { topic: definition.topic }),
  });
  return compareIds(inside(old, before), inside(now, after)).map((problem) => {
    const { code, severity, message, hint } = problem;
    const file = after.checked.fileOf(now.name) ?? now.name;
    // What is gone has no line any more: the definition's own stands for it.
    const path = problem.path ?? [now.kind];
    const line = after.checked.lineOf(now.name, path) ?? 0;
    const text = after.checked.sourceOf(file)?.line(line)?.trimEnd() ?? '';
    const column = Math.max(1, text.search(/[^\s-]/) + 1);
    return { code, severity, file, line, column, length: Math.max(1, text.length - column + 1), message, hint, path };
  });
}
