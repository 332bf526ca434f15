/** Checks the texts of a project again and again while they are repaired, without reading or importing anything twice. */
import { checkProject, type ProjectFile } from '../lib/language/check/project.ts';
import type { Diagnostic } from '../lib/language/diagnostics.ts';
import type { TextFile } from '../lib/language/editor/repair.ts';
import { readScenario } from '../lib/simulator/scenario/read-scenario.ts';
import { readFiles } from './load-project.ts';
import { isTypedFile, loadTyped } from './load-typed.ts';

/** All that is wrong with the given YAML files beside the project's other files, scenarios too. */
export async function checkerOf(root: string): Promise<(files: readonly TextFile[]) => Diagnostic[]> {
  const others = (await readFiles(root)).filter(({ path }) => !path.endsWith('.yaml'));
  const typed = await Promise.all(
    others.filter(({ path }) => path.endsWith('.ts')).map(({ path }) => loadTyped(root, path)),
  );
  const beside: ProjectFile[] = [...others.filter(({ path }) => !path.endsWith('.ts')), ...typed.filter(isTypedFile)];
  const today = new Date().toISOString().slice(0, 10);
  return (files) => {
    const scenarios = files.filter(({ path }) => path.endsWith('.scenario.yaml'));
    return [
      ...checkProject([...files, ...beside], { today }).diagnostics,
      ...scenarios.flatMap(({ path, text }) => readScenario(path, text).diagnostics),
    ];
  };
}
