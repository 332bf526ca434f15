/** Reads `statemachines/` and gives the checked and compiled project, or every mistake in it. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type CompiledProject, compileProject } from '../lib/compiler/project.ts';
import { checkProject } from '../lib/language/check/project.ts';
import { type Diagnostic, sortDiagnostics } from '../lib/language/diagnostics.ts';
import { isDiagnostic, isTypedFile, loadTyped } from './load-typed.ts';

export const FOLDER = 'statemachines';

export interface ProjectFile {
  /** As diagnostics name it: `statemachines/journeys/welcome.yaml`. */
  path: string;
  text: string;
}

export interface LoadedProject {
  /** Left out where a diagnostic is an error. */
  compiled?: CompiledProject;
  checked: ReturnType<typeof checkProject>;
  diagnostics: Diagnostic[];
  files: ProjectFile[];
}

export async function loadProject(root: string = process.cwd()): Promise<LoadedProject> {
  const files = await readFiles(root);
  const typed = await Promise.all(files.filter(isTyped).map((file) => loadTyped(root, file.path)));
  const parts = [...files.filter((file) => !isTyped(file)), ...typed.filter(isTypedFile)];
  const checked = checkProject(parts, { today: new Date().toISOString().slice(0, 10) });
  const diagnostics = [...checked.diagnostics, ...typed.filter(isDiagnostic)];
  const isBroken = () => diagnostics.some(({ severity }) => severity === 'error');
  if (isBroken()) return { checked, diagnostics, files };
  const compiled = await compileProject(checked);
  diagnostics.push(...compiled.diagnostics);
  return { compiled: isBroken() ? undefined : compiled, checked, diagnostics: sortDiagnostics(diagnostics), files };
}

/** A definition in the other notation. */
const isTyped = ({ path: file }: ProjectFile): boolean => file.endsWith('.ts');

/** Every text file of the folder, in an order of names, so that the same project always reads the same. */
export async function readFiles(root: string): Promise<ProjectFile[]> {
  const folder = path.join(root, FOLDER);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => {
    throw new Error(`There is no folder ${FOLDER}/ in ${root}. Run this where your definitions are.`);
  });
  const paths = entries
    .filter((entry) => entry.isFile() && /\.(yaml|mjml|html|txt|ts)$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
  return Promise.all(paths.map(async (file) => ({ path: file, text: await readFile(path.join(root, file), 'utf8') })));
}
