/** Checks the texts of a project again and again while they are repaired, without reading or importing anything twice. */
import { checkProject, type ProjectFile } from '../lib/language/check/project.ts';
import type { Diagnostic } from '../lib/language/diagnostics.ts';
import type { TextFile } from '../lib/language/editor/repair.ts';
import { readScenario } from '../lib/simulator/scenario/read-scenario.ts';
import { readFiles } from './load-project.ts';
import { isTypedFile, loadTyped } from './load-typed.ts';

/** Definitions in TypeScript are code: a team's compiler and editor repair those. */
export const isText = ({ path }: { path: string }): boolean => !path.endsWith('.ts');

/** All that is wrong with the given files, scenarios too, beside the definitions in TypeScript. */
export async function checkerOf(root: string): Promise<(files: readonly TextFile[]) => Diagnostic[]> {
  const typed = (await readFiles(root)).filter((file) => !isText(file)).map(({ path }) => loadTyped(root, path));
  const beside: ProjectFile[] = (await Promise.all(typed)).filter(isTypedFile);
  const today = new Date().toISOString().slice(0, 10);
  return (files) => {
    const scenarios = files.filter(({ path }) => path.endsWith('.scenario.yaml'));
    return [
      ...checkProject([...files, ...beside], { today }).diagnostics,
      ...scenarios.flatMap(({ path, text }) => readScenario(path, text).diagnostics),
    ];
  };
}
