/** Prints a mistake so that the eye lands on it: clickable place, code, one sentence, the line, carets, one way out. */
import { type Diagnostic, onePerMistake } from './diagnostics.ts';

/** The files the diagnostics speak of; `undefined` for one that cannot be shown. */
export type SourceOf = (file: string) => { line(number: number): string | undefined } | undefined;

export interface FrameOptions {
  /** ANSI colors, for a terminal that shows them. */
  color?: boolean;
}

const widest = 100;

/** All of them in file order, each with its frame, and a last line that counts. Nothing wrong → `''`. */
export function formatDiagnostics(
  diagnostics: readonly Diagnostic[],
  sourceOf: SourceOf,
  options: FrameOptions = {},
): string {
  const found = onePerMistake(diagnostics);
  if (found.length === 0) return '';
  return [...found.map((one) => formatDiagnostic(one, sourceOf, options)), summarize(found)].join('\n\n');
}

/** One diagnostic as two or three lines, without an end of line. */
export function formatDiagnostic(
  diagnostic: Diagnostic,
  sourceOf: SourceOf,
  { color = false }: FrameOptions = {},
): string {
  const paint = color ? colored : plain;
  const { file, line, column, path = [], code, severity, message, hint } = diagnostic;
  const place = line > 0 ? `${file}:${line}:${column}` : [file, pathText(path)].filter(Boolean).join('  ');
  const label = severity === 'warning' ? paint.yellow(`${code}  warning:`) : paint.red(code);
  const head = `${paint.bold(visible(place))}  ${label}${severity === 'warning' ? ' ' : '  '}${visible(message)}`;

  const text = line > 0 ? sourceOf(file)?.line(line) : undefined;
  if (text === undefined) return hint === undefined ? head : `${head}\n    ${visible(hint)}`;

  const view = window(visible(text), column - 1, diagnostic.length);
  const number = String(line).padStart(5);
  const carets = paint.red('^'.repeat(width(view.marked) || 1));
  const under = `${blank(view.before)}${carets}${hint === undefined ? '' : `  ${visible(hint)}`}`;
  return [
    head,
    `${paint.dim(`${number} │`)} ${view.text}`,
    `${paint.dim(`${' '.repeat(number.length)} │`)} ${under}`,
  ].join('\n');
}

/** `2 errors and 1 warning in 2 files`, `no problems`. */
export function summarize(diagnostics: readonly Diagnostic[]): string {
  if (diagnostics.length === 0) return 'no problems';
  const warnings = diagnostics.filter(({ severity }) => severity === 'warning').length;
  const counts = [counted(diagnostics.length - warnings, 'error'), counted(warnings, 'warning')].filter(Boolean);
  return `${counts.join(' and ')} in ${counted(new Set(diagnostics.map(({ file }) => file)).size, 'file')}`;
}

const counted = (count: number, word: string) => (count === 0 ? '' : `${count} ${word}${count === 1 ? '' : 's'}`);

/** `steps[2].wait`, for definitions that have no lines. */
export function pathText(path: readonly (string | number)[]): string {
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index > 0 ? '.' : ''}${part}`))
    .join('');
}

/** The part of a long line around what is marked. */
function window(text: string, start: number, length: number) {
  const from = Math.min(start, text.length);
  const cut = text.length <= widest ? 0 : Math.max(0, Math.min(from - 20, text.length - widest));
  const lead = cut > 0 ? '…' : '';
  const shown = text.slice(cut, cut + widest);
  const tail = cut + widest < text.length ? '…' : '';
  const before = lead + text.slice(cut, from);
  return { text: lead + shown + tail, before, marked: text.slice(from, Math.min(from + length, cut + widest)) };
}

/** As wide as the text above it, tabs kept, so that the caret stands below its letter. */
const blank = (text: string) =>
  [...text].map((letter) => (letter === '\t' ? '\t' : ' '.repeat(width(letter)))).join('');

const wide = /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60]|\p{Emoji_Presentation}/u;
const width = (text: string) =>
  [...text].reduce((sum, letter) => sum + (/\p{M}|\u200D/u.test(letter) ? 0 : wide.test(letter) ? 2 : 1), 0);

/** A file must not be able to move the cursor of whoever reads its mistakes. */
const visible = (text: string) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced.
  text.replaceAll(/[\u0000-\u0008\u000A-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g, '\uFFFD');

const same = (text: string) => text;
const plain = { bold: same, red: same, yellow: same, dim: same };
const ansi = (on: number, off: number) => (text: string) => `\u001B[${on}m${text}\u001B[${off}m`;
const colored = { bold: ansi(1, 22), red: ansi(31, 39), yellow: ansi(33, 39), dim: ansi(2, 22) };
