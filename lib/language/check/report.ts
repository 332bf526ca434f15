/** Collects what is wrong with one file, so that an author sees all of it at once, each mistake at its place. */
import type { Diagnostic, Path, Place, Severity } from '../diagnostics.ts';
import type { Repair } from '../fix.ts';
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
  /** A part of the value, counted from 1 as in the text it stands for. */
  within?: Place;
  /** Where the hint is the only way out. */
  repair?: Repair;
}

export interface Report {
  diagnostics: Diagnostic[];
  note(problem: Problem): void;
  /** `line 12`, or the path where there are no lines: for sentences that name two places. */
  placeText(path: Path): string;
}

/** Of each severity in one file: nobody mends more in one go, and what is left is told after that. */
const most = 500;

export function createReport(source: Source): Report {
  const diagnostics: Diagnostic[] = [];
  const told: Record<Severity, number> = { error: 0, warning: 0 };
  return {
    diagnostics,
    note({ code, message, hint, severity = 'error', path, on = 'value', within, repair }) {
      if (told[severity] === most) return;
      told[severity] += 1;
      const place = (within && placeWithin(source, path, within)) ?? source.at(path, on);
      if (place.line === 0 && isTold(source, path)) return;
      const fix = repair && source.fixOf(repair, { path, on });
      const said = { message, ...(hint && { hint }), path, ...(fix && { fix }) };
      diagnostics.push({ code, severity, file: source.file, ...place, ...said });
    },
    placeText(path) {
      const { line } = source.at(path, 'key');
      return line > 0 ? `line ${line}` : `\`${pathText(path)}\``;
    },
  };
}

/** What is no data at all is told already; in YAML that is found out by line and column. */
const isTold = ({ problems }: Source, path: Path) =>
  problems.some((told) => told.path !== undefined && pathText(told.path) === pathText(path));

/** Exact where the value stands in one line as it is; else the value as a whole must do. */
function placeWithin(source: Source, path: Path, { line, column, length }: Place): Place | undefined {
  const written = source.writtenAt(path);
  if (written === undefined || line !== 1 || /\n|^[|>]|\\|''/.test(written)) return undefined;
  const place = source.at(path);
  const quote = /^["']/.test(written) ? 1 : 0;
  return { line: place.line, column: place.column + quote + column - 1, length };
}
