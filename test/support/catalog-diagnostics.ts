/** Runs an example of the catalog through whatever finds its mistake: the check, the template compiler, the scenario reader, the comparison of versions. */
import { compileProject } from '../../lib/compiler/project.ts';
import { compileTemplate } from '../../lib/compiler/templates.ts';
import type { CatalogEntry } from '../../lib/language/catalog/index.ts';
import { checkProject, type ProjectFile } from '../../lib/language/check/project.ts';
import { defineJourney, defineWorkflow } from '../../lib/language/define.ts';
import type { Diagnostic } from '../../lib/language/diagnostics.ts';
import { readScenario } from '../../lib/simulator/scenario/read-scenario.ts';
import { acmeWith } from './acme.ts';
import { definitionIn, problemsOf } from './two-versions.ts';

type Found = Pick<Diagnostic, 'code' | 'message'> & Partial<Diagnostic>;

/** `today` is 1 December 2026. */
export async function catalogDiagnostics(entry: CatalogEntry, which: 'bad' | 'good'): Promise<Found[]> {
  const text = entry[which].repeat(which === 'bad' ? (entry.times ?? 1) : 1);
  if (entry.before !== undefined) return problemsOf(definitionIn(entry.before), definitionIn(text));
  const path = pathOf(entry, which, text);
  if (entry.file === 'scenario') return readScenario(path, text).diagnostics;
  const checked = checkProject(filesOf(entry, path, text), { today: '2026-12-01' });
  const { diagnostics, templates } = checked;
  const compiled = await Promise.all(
    templates.filter(({ file }) => file === `statemachines/${path}`).map((template) => compileTemplate(template)),
  );
  const found = [...diagnostics, ...compiled.flatMap((one) => one.diagnostics)];
  return found.length > 0 ? found : (await compileProject({ ...checked, templates: [] })).diagnostics;
}

function pathOf({ file, names }: CatalogEntry, which: 'bad' | 'good', text: string): string {
  const named = names?.[which];
  if (named !== undefined) return named.includes('/') ? named : `templates/${named}`;
  const name = /^\w+: ([a-z][a-z0-9-]*)$/m.exec(text)?.[1] ?? 'example';
  if (file === 'project') return 'waymark.yaml';
  if (file === 'scenario') return 'journeys/example.scenario.yaml';
  if (file === 'template') return 'templates/example.email.mjml';
  if (file !== undefined) return `${file}s/${name}.yaml`;
  return /^journey:/m.test(text) ? `journeys/${name}.yaml` : `workflows/${name}.yaml`;
}

function filesOf(entry: CatalogEntry, path: string, text: string): ProjectFile[] {
  if (entry.file !== 'typescript') return acmeWith({ ...entry.beside, [path]: text });
  const object = new Function('defineJourney', 'defineWorkflow', `return ${text}`)(defineJourney, defineWorkflow);
  return [...acmeWith({}), { path: 'statemachines/workflows/example.ts', object }];
}
