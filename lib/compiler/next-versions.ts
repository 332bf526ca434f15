/** A definition as it is to be: `<name>.next.yaml` beside it, which a scenario publishes while people are inside. */

import { NEXT } from '../language/check/file-form.ts';
import { checkProject, type ProjectFile } from '../language/check/project.ts';
import type { Diagnostic } from '../language/diagnostics.ts';
import { type CompiledProject, compileProject } from './project.ts';

type Text = Extract<ProjectFile, { text: string }>;

export interface NextVersions {
  next: CompiledProject['versions'];
  /** Of the files that are to be, under their own names. */
  diagnostics: Diagnostic[];
}

export async function compileNext(files: readonly Text[]): Promise<NextVersions> {
  const all: NextVersions = { next: [], diagnostics: [] };
  for (const { path, text } of files.filter((file) => file.path.endsWith(NEXT))) {
    const standing = path.replace(NEXT, '.yaml');
    const changed = files.map((file) => (file.path === standing ? { ...file, text } : file));
    const checked = checkProject(changed);
    const own = checked.diagnostics.filter(({ severity, file }) => severity === 'error' && file === standing);
    all.diagnostics.push(...own.map((diagnostic) => ({ ...diagnostic, file: path })));
    if (own.length > 0) continue;
    const { versions } = await compileProject(checked);
    all.next.push(...versions.filter(({ version }) => checked.fileOf(version.name) === standing));
  }
  return all;
}
