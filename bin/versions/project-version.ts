/** One side of a comparison: the whole project as it is, as it was in a revision, or with one file of somebody's in it. */
import { copyFile, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { checkProject } from '../../lib/language/check/project.ts';
import { type Diagnostic, sortDiagnostics } from '../../lib/language/diagnostics.ts';
import { FOLDER, type ProjectFile, readFiles } from '../load-project.ts';
import { isDiagnostic, isTypedFile, loadTyped } from '../load-typed.ts';
import { filesAt } from './git.ts';

export interface ProjectAt {
  /** As people call it: `HEAD~1`, `the work tree`. */
  title: string;
  checked: ReturnType<typeof checkProject>;
  diagnostics: Diagnostic[];
  files: ProjectFile[];
}

const isTyped = ({ path: file }: { path: string }): boolean => file.endsWith('.ts');

/** `root`: where its TypeScript can be imported from. */
async function projectOf(title: string, root: string, files: ProjectFile[]): Promise<ProjectAt> {
  const typed = await Promise.all(files.filter(isTyped).map((file) => loadTyped(root, file.path)));
  const checked = checkProject([...files.filter((file) => !isTyped(file)), ...typed.filter(isTypedFile)]);
  const diagnostics = sortDiagnostics([...checked.diagnostics, ...typed.filter(isDiagnostic)]);
  return { title, checked, diagnostics, files };
}

export const projectIn = async (title: string, root: string): Promise<ProjectAt> =>
  projectOf(title, root, await readFiles(root));

export async function projectAt(title: string, root: string, commit: string): Promise<ProjectAt> {
  const files = await filesAt(root, commit, FOLDER, (file) => /\.(yaml|mjml|html|txt|ts)$/.test(file));
  if (!files.some(isTyped)) return projectOf(title, root, files);
  const copy = path.join(root, '.waymark', 'versions', `${commit}-${process.pid}`);
  try {
    await layOut(root, copy, files);
    return await projectOf(title, copy, files);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

/** The project with another file in the place of the definition that bears its name. */
export async function projectWith(root: string, file: ProjectFile): Promise<ProjectAt & { name: string }> {
  const [, kind, name] = /^(journey|workflow):\s*["']?([a-z][a-z0-9-]*)/m.exec(file.text) ?? [];
  if (!kind || !name) throw new Error(`${file.path} is no journey and no workflow.`);
  const stands = `${FOLDER}/${kind}s/${name}.yaml`;
  const others = (await readFiles(root)).filter(({ path: other }) => !other.startsWith(stands.replace(/yaml$/, '')));
  const project = await projectOf(file.path, root, [...others, { path: stands, text: file.text }]);
  return { ...project, name };
}

/** The old definitions where their imports lead to what is there now: they are judged by the present language. */
async function layOut(root: string, copy: string, files: readonly ProjectFile[]): Promise<void> {
  await mkdir(copy, { recursive: true });
  for (const entry of await readdir(root, { withFileTypes: true })) {
    if (!entry.isFile() && ![FOLDER, '.git', '.waymark'].includes(entry.name)) {
      await symlink(path.join(root, entry.name), path.join(copy, entry.name), 'junction');
    }
  }
  await copyFile(path.join(root, 'package.json'), path.join(copy, 'package.json'));
  for (const file of files) {
    await mkdir(path.dirname(path.join(copy, file.path)), { recursive: true });
    await writeFile(path.join(copy, file.path), file.text);
  }
}
