/** Reads a definition file: whatever its bytes are, the author gets data or a list of what is wrong, never a crash. */
import { Composer, type Document, isScalar } from 'yaml';
import { type Diagnostic, onePerMistake, type Path, type Place } from './diagnostics.ts';
import { type SourceText, sourceText } from './source-text.ts';
import { syntaxProblems } from './yaml-syntax.ts';
import { deepest, readTokens, type Tokens } from './yaml-tokens.ts';
import type { Trap } from './yaml-traps.ts';
import { childOf, dataOf, type Gathered, placeOf, problem } from './yaml-tree.ts';

export { type Trap, trapDiagnostics } from './yaml-traps.ts';

export interface Source {
  file: string;
  /** Plain data; maps have no prototype. `undefined` if the file could not be read, `null` if it is empty. */
  value: unknown;
  /** What is wrong with the file as YAML. Where a word was misread, `value` holds the word, so the check can go on. */
  problems: readonly Diagnostic[];
  /** Values YAML changed; a mistake only where text is wanted, see `trapDiagnostics`. */
  traps: readonly Trap[];
  /** Where a value or its key was written; for a part that is not there, its nearest parent. */
  at(path: Path, part?: 'key' | 'value'): Place;
  /** A single value as it was typed, quotes included. */
  writtenAt(path: Path): string | undefined;
  /** The text of a 1-based line. */
  line(number: number): string | undefined;
}

export const mostBytes = 256 * 1024;

/** One YAML 1.2 document without anchors, tags and merge keys, at most 256 KB, nested at most 100 deep. */
export function readSource(text: string, file: string): Source {
  const source = sourceText(text.replace(/^\uFEFF/, ''));
  const unread = (found: Diagnostic) =>
    sourceOf(file, source, { root: null, value: undefined, problems: [found], traps: [] });
  const refused = refuseText(source, file);
  if (refused) return unread(refused);
  try {
    const tokens = readTokens(source.text);
    if (tokens.tooDeep !== undefined) return unread(tooDeep(tokens.tooDeep, source, file));
    return readDocument(tokens, source, file);
  } catch {
    // The parser is not ours: whatever it may throw on some file, the author still gets a place to look at.
    const hint = 'Take away half of it to find the line.';
    return unread(problem(file, 'WM001', source.place(0), 'This file cannot be read as YAML.', hint));
  }
}

/** A definition that is no text, such as one written in TypeScript: it has paths, and no lines. */
export function objectSource(value: unknown, file: string): Source {
  const nowhere = { line: 0, column: 0, length: 0 };
  return {
    file,
    value,
    problems: [],
    traps: [],
    at: () => nowhere,
    writtenAt: () => undefined,
    line: () => undefined,
  };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const noText = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFD]|\r(?!\n)/;

function refuseText(source: SourceText, file: string): Diagnostic | undefined {
  const { text } = source;
  if (text.length > mostBytes || new TextEncoder().encode(text).length > mostBytes) {
    const hint = 'Split it: a journey can run another one with `run-journey`.';
    return problem(file, 'WM002', source.place(0), 'The file is larger than 256 KB.', hint);
  }
  const at = text.search(noText);
  if (at < 0) return undefined;
  const code = text.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0');
  const message = `The character U+${code} is no text.`;
  return problem(file, 'WM014', source.place(at), message, 'Save the file as UTF-8 text, and type the line again.');
}

function tooDeep(offset: number, source: SourceText, file: string): Diagnostic {
  const hint = 'Move inner steps to a workflow or a journey of their own.';
  return problem(file, 'WM003', source.place(offset), `This is nested more than ${deepest} levels deep.`, hint);
}

function readDocument(tokens: Tokens, source: SourceText, file: string): Source {
  const refused = refuseTokens(tokens, source, file);
  const composer = new Composer({ version: '1.2', schema: 'core', uniqueKeys: false });
  const [document] = [...composer.compose(tokens.tokens, true, source.text.length)];
  const root = document?.contents;
  const syntax = document ? syntaxProblems(document, source, new Set(refused.map(({ line }) => line))) : [];
  const textAt = new Set(syntax.flatMap((found) => found.textAt ?? []));
  const gathered: Gathered = { file, source, problems: [], traps: [], textAt };
  const value = dataOf(root, [], gathered);

  // The parser also stumbles over what stands behind a `{{ … }}`; that one is told already.
  const told = new Set(gathered.problems.map(({ line }) => line));
  const unread = syntax
    .filter(({ place }) => !told.has(place.line))
    .map(({ code, place, message, hint }) => problem(file, code, place, message, hint));
  const problems = onePerMistake([...refused, ...unread, ...gathered.problems]);
  const isReadable = !problems.some(({ code }) => unreadable.has(code));
  return sourceOf(file, source, { root, value: isReadable ? value : undefined, problems, traps: gathered.traps });
}

// After these nobody knows what the rest of the file means, so checking it would only add noise.
const unreadable = new Set(['WM001', 'WM004', 'WM006']);

function refuseTokens({ marks, directives, documents }: Tokens, source: SourceText, file: string): Diagnostic[] {
  const problems = marks.map(({ kind, offset, source: mark }) => {
    const rest = source.restOfLine(offset);
    const text = /^\s*[,\]}]/.test(rest.slice(mark.length)) ? mark : rest;
    const place = source.place(offset, offset + mark.length);
    const hint = `Write it in quotes: ${JSON.stringify(text)}.`;
    return problem(file, kind === 'tag' ? 'WM008' : 'WM007', place, says[kind](mark), hint);
  });
  for (const offset of directives.slice(0, 1)) {
    const place = source.place(offset, source.text.length);
    problems.push(
      problem(file, 'WM001', place, 'A line that starts with % is no part of a definition.', 'Take it away.'),
    );
  }
  for (const offset of documents.slice(1, 2)) {
    const place = source.place(offset, offset + 3);
    problems.push(problem(file, 'WM004', place, 'A second document starts here.', 'Give it a file of its own.'));
  }
  return problems;
}

const says = {
  alias: (mark: string) => `\`${mark}\` is read as a reference, because it starts with a star.`,
  anchor: (mark: string) => `\`${mark}\` is read as an anchor, because it starts with an ampersand.`,
  tag: (mark: string) => `\`${mark}\` is read as a tag, because it starts with an exclamation mark.`,
};

interface Read {
  root: unknown;
  value: unknown;
  problems: readonly Diagnostic[];
  traps: readonly Trap[];
}

function sourceOf(file: string, source: SourceText, { root, ...read }: Read): Source {
  return {
    file,
    ...read,
    line: source.line,
    at: (path, part = 'value') => placeOf(root, path, part, source),
    writtenAt(path) {
      const node = path.reduce<unknown>((parent, step) => childOf(parent, step)?.value, root);
      return isScalar(node) && node.range ? source.text.slice(node.range[0], node.range[1]) : undefined;
    },
  };
}
