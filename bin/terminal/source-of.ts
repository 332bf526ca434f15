/** Hands the printer of diagnostics the lines of the files they stand in. */
import type { SourceOf } from '../../lib/language/frame.ts';

export function sourceOf(files: readonly { path: string; text: string }[]): SourceOf {
  const lines = new Map<string, string[]>();
  return (file) => {
    const text = files.find(({ path }) => path === file)?.text;
    if (text === undefined) return undefined;
    if (!lines.has(file)) lines.set(file, text.split(/\r\n|\r|\n/));
    return { line: (number) => lines.get(file)?.[number - 1] };
  };
}
