/** What an author is told about a mistake: where it is, what is wrong, and the way out. */
import type { Fix } from './fix.ts';

export type Severity = 'error' | 'warning';
export type Path = readonly (string | number)[];

/** 1-based, in UTF-16 units as editors count them. Line 0: a definition written in TypeScript, which has a path only. */
export interface Place {
  line: number;
  column: number;
  length: number;
}

export interface Diagnostic extends Place {
  code: string;
  severity: Severity;
  file: string;
  message: string;
  hint?: string;
  path?: Path;
  /** Where there is one way out: the changes of the file that take it. */
  fix?: Fix;
}

export function errorAt(
  file: string,
  code: string,
  place: Place,
  message: string,
  hint?: string,
  path?: Path,
): Diagnostic {
  return { code, severity: 'error', file, ...place, message, ...(hint && { hint }), ...(path && { path }) };
}

/** File by file, each from top to bottom: the order in which an author repairs them. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...diagnostics].sort(
    (a, b) =>
      byText(a.file, b.file) ||
      a.line - b.line ||
      a.column - b.column ||
      byText(a.code, b.code) ||
      byText(a.message, b.message),
  );
}

/**
 * Sorted, and each mistake once. What YAML itself misread (WM0…) silences whatever else was found at the same place:
 * `*bold*` is a missing pair of quotes, not an unknown name as well.
 */
export function onePerMistake(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  const misread = new Set(diagnostics.filter(isMisreading).map(placeKey));
  return sortDiagnostics(diagnostics).filter((diagnostic) => {
    const place = placeKey(diagnostic);
    if (misread.has(place) && !isMisreading(diagnostic)) return false;
    const mistake = `${place} ${diagnostic.code} ${diagnostic.message}`;
    return !seen.has(mistake) && seen.add(mistake);
  });
}

export const hasErrors = (diagnostics: readonly Diagnostic[]): boolean =>
  diagnostics.some(({ severity }) => severity === 'error');

const isMisreading = ({ code }: Diagnostic) => code.startsWith('WM0');

const placeKey = ({ file, line, column, path }: Diagnostic) =>
  JSON.stringify(line > 0 ? [file, line, column] : [file, path ?? []]);

const byText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
