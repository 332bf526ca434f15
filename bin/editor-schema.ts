/** Writes what an editor completes and checks by, wherever the project's names are known: at a start, a save, a check. */
import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Known } from '../lib/language/check/known.ts';
import { joinNames } from '../lib/language/editor/last-names.ts';
import { languageRegistry } from '../lib/language/editor/registry.ts';
import { editorSchema } from '../lib/language/editor/schema.ts';
import { withScenarios } from '../lib/simulator/scenario/described.ts';
import { type LoadedProject, loadProject } from './load-project.ts';

/** `.vscode/settings.json` names it, and the first line of what `waymark new` writes. */
export const SCHEMA_FILE = path.join('.waymark', 'schema.json');

const registry = withScenarios(languageRegistry);

/** Whole or not at all, and only if it changed: an editor reads it again at every write. */
export async function writeSchema(known: Known, file: string = SCHEMA_FILE): Promise<void> {
  const text = `${JSON.stringify(editorSchema(registry, known))}\n`;
  if ((await readFile(file, 'utf8').catch(() => undefined)) === text) return;
  const half = `${file}.${process.pid}`;
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(half, text);
  await rename(half, file).catch(async (thrown: Error) => {
    await rm(half, { force: true });
    throw thrown;
  });
}

/** For commands that ask and leave no trace of their own: a schema that is there is brought up to date. */
export async function refreshSchema({ compiled, checked }: LoadedProject): Promise<void> {
  const isThere = await access(SCHEMA_FILE).then(
    () => true,
    () => false,
  );
  // Where the definitions are broken, the names of the last good ones stay.
  if (isThere && compiled) await writeSchema(checked.known);
}

/** Loads the project, and brings the schema up to date each time. Broken definitions take no names away. */
export function loadWithSchema(): () => Promise<LoadedProject> {
  let last: Known | undefined;
  return async () => {
    const project = await loadProject();
    const { compiled, checked } = project;
    const known = compiled || !last ? checked.known : joinNames(last, checked.known);
    if (compiled) last = known;
    await writeSchema(known);
    return project;
  };
}
