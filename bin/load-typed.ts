/** Imports the definitions that a team wrote in TypeScript; one that cannot be imported is told like any other mistake. */
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Diagnostic, errorAt } from '../lib/language/diagnostics.ts';

const nowhere = { line: 0, column: 0, length: 0 };

export type TypedFile = { path: string; object: unknown };

export async function loadTyped(root: string, file: string): Promise<TypedFile | Diagnostic> {
  const absolute = path.join(root, file);
  // The instant of the save is part of the address: a module is imported once, and a saved one must be read anew.
  const address = `${pathToFileURL(absolute).href}?saved=${Math.trunc((await stat(absolute)).mtimeMs * 1000)}`;
  try {
    const { default: object } = (await import(/* @vite-ignore */ address)) as { default?: unknown };
    if (object !== undefined) return { path: file, object };
    return errorAt(
      file,
      'WM001',
      nowhere,
      'This file has no default export.',
      'Write `export default defineJourney({ … });`.',
    );
  } catch (thrown) {
    const [message] = String(thrown instanceof Error ? thrown.message : thrown).split('\n');
    return errorAt(
      file,
      'WM001',
      nowhere,
      `This file cannot be imported: ${message}`,
      'Run `npx tsc --noEmit` to see where.',
    );
  }
}

export const isDiagnostic = (loaded: TypedFile | Diagnostic): loaded is Diagnostic => 'code' in loaded;
export const isTypedFile = (loaded: TypedFile | Diagnostic): loaded is TypedFile => !isDiagnostic(loaded);
