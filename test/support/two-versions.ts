/** Two versions of a definition of the sample shop, as a reviewer has them before them. */
import { buildGraph } from '../../lib/compiler/graph.ts';
import { checkProject } from '../../lib/language/check/project.ts';
import type { CheckedDefinition } from '../../lib/language/definition.ts';
import { compareIds, type IdProblem } from '../../lib/language/diff/compare-ids.ts';
import { compareDefinitions } from '../../lib/language/diff/compare-projects.ts';
import { acmeWith } from './acme.ts';

/** `steps`: the lines below `steps:`, not indented; `head`: more lines above it. */
export function aVersion(steps: string, head = '', beside: Record<string, string> = {}): CheckedDefinition {
  const text = `journey: example\npurpose: Example\nowner: team@acme.example\ntopic: product-tips\n${head}steps:\n${steps.replaceAll(/^(?=.)/gm, '  ')}\n`;
  return definitionIn(text, beside);
}

export function definitionIn(text: string, beside: Record<string, string> = {}): CheckedDefinition {
  const [, kind, name] = /^(journey|workflow): (\S+)/m.exec(text) ?? [];
  const { definitions, diagnostics } = checkProject(acmeWith({ ...beside, [`${kind}s/${name}.yaml`]: text }));
  const found = definitions.find((one) => one.name === name);
  if (found) return found;
  throw new Error(diagnostics.map(({ code, line, message }) => `${code} line ${line} ${message}`).join('\n'));
}

export const saysOf = (before: CheckedDefinition, after: CheckedDefinition): string[] =>
  compareDefinitions({ before, after }).map(({ sign, at, says }) => [sign, at, says].filter(Boolean).join(' | '));

export const problemsOf = (before: CheckedDefinition, after: CheckedDefinition): IdProblem[] =>
  compareIds({ graph: buildGraph(before), topic: before.topic }, { graph: buildGraph(after), topic: after.topic });
