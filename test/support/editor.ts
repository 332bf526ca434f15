/** The schema that editors are given, for the names of a project. */
import { loadProject } from '../../bin/load-project.ts';
import { checkProject, type ProjectFile } from '../../lib/language/check/project.ts';
import type { JsonSchema } from '../../lib/language/editor/json-schema.ts';
import { languageRegistry } from '../../lib/language/editor/registry.ts';
import { editorSchema } from '../../lib/language/editor/schema.ts';
import { withScenarios } from '../../lib/simulator/scenario/described.ts';
import { projectRoot } from './imports.ts';

const registry = withScenarios(languageRegistry);

export const schemaFor = (files: readonly ProjectFile[]): JsonSchema =>
  editorSchema(registry, checkProject(files).known);

export async function shippedFiles(): Promise<{ path: string; text: string }[]> {
  return (await loadProject(projectRoot)).files.filter(({ path }) => path.endsWith('.yaml'));
}
