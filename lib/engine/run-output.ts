/** What a definition hands back to whoever called it, read where it ends. */
import type { CheckedDefinition } from '../language/definition.ts';
import type { JsonMap } from '../language/json.ts';
import { readPath } from '../language/paths.ts';
import { type Passage, valuesOf } from './passage.ts';

type Output = CheckedDefinition['output'];

/** A value that is not known is left out. */
export function readOutput(output: Output, values: JsonMap): JsonMap {
  const read = Object.entries(output).map(([name, { from }]) => [name, readPath(values, from)] as const);
  return Object.fromEntries(read.filter(([, value]) => value !== undefined)) as JsonMap;
}

/** Of the run as it ends; undefined where the definition hands nothing back. */
export function outputOf(passage: Passage): JsonMap | undefined {
  const { output } = passage.version.definition;
  if (Object.keys(output).length === 0) return undefined;
  return readOutput(output, valuesOf({ ...passage, scope: undefined }));
}
