/** Collects what is wrong with one file, so that an author sees all of it at once, each mistake at its place. */
import type { Diagnostic, Path, Severity } from '../diagnostics.ts';
import { pathText } from '../frame.ts';
import type { Source } from '../source.ts';

/** What is wrong and the way out, before it is known where in the file that stands. */
export interface Problem {
  code: string;
  message: string;
  hint?: string;
  severity?: Severity;
  path: Path;
  /** Point at the key rather than at its value. */
  on?: 'key' | 'value';
}

export interface Report {
  diagnostics: Diagnostic[];
  note(problem: Problem): void;
  /** `line 12`, or the path where there are no lines: for sentences that name two places. */
  placeText(path: Path): string;
}

export function createReport(source: Source): Report {
  const diagnostics: Diagnostic[] = [];
  return {
    diagnostics,
    note({ code, message, hint, severity = 'error', path, on = 'value' }) {
      const place = source.at(path, on);
      diagnostics.push({ code, severity, file: source.file, ...place, message, ...(hint && { hint }), path });
    },
    placeText(path) {
      const { line } = source.at(path, 'key');
      return line > 0 ? `line ${line}` : `\`${pathText(path)}\``;
    },
  };
}
