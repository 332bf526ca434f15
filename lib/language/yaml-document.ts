/** One YAML document as data, with every word that YAML misread put back in its place and told to the author. */
import { Composer, type Document } from 'yaml';
import { type Diagnostic, errorAt, onePerMistake } from './diagnostics.ts';
import { excerpt } from './mistake.ts';
import type { SourceText } from './source-text.ts';
import { quoteFix } from './yaml-quotes.ts';
import { colonsInText, inQuotes, most, syntaxProblems } from './yaml-syntax.ts';
import { deepest, readTokens, type Tokens } from './yaml-tokens.ts';
import type { Trap } from './yaml-traps.ts';
import { dataOf, type Gathered, withoutRemark } from './yaml-tree.ts';

export interface ReadYaml {
  /** The tree of the parser; made only when somebody asks where something stands. */
  root(): unknown;
  value: unknown;
  problems: readonly Diagnostic[];
  traps: readonly Trap[];
}

/** The data, the tree it was made from, and what is wrong; `value` is `undefined` if nobody can know what is meant. */
export function readYaml(source: SourceText, file: string): ReadYaml {
  const texts = new Map<number, string>();
  const { tokens, document } = parseAround(texts, source);
  if (tokens.tooDeep !== undefined) {
    const hint = 'Move inner steps to a workflow or a journey of their own.';
    const message = `This is nested more than ${deepest} levels deep.`;
    const found = errorAt(file, 'WM003', source.place(tokens.tooDeep), message, hint);
    return { ...nothing, problems: [found] };
  }
  const refused = [...refuseTokens(tokens, source, file), ...refuseColons(texts, source, file)];
  if (tokens.marks.length > most) return { ...nothing, problems: refused };
  if (!document) return { ...nothing, value: null, problems: refused };

  const gathered: Gathered = { file, source, problems: [], traps: [], texts };
  const value = dataOf(document.contents, [], gathered);
  // The parser also stumbles over what stands behind a `{{ … }}`; that one is told already.
  const placeholders = gathered.problems.filter(({ code }) => code === 'WM009');
  const syntax = syntaxProblems(document, source, [...refused, ...placeholders]).map(
    ({ code, place, message, hint, fix }) => ({ ...errorAt(file, code, place, message, hint), ...(fix && { fix }) }),
  );
  const root = () => document.contents;
  const unread = [...refused, ...placeholders, ...syntax];
  if (unread.some(({ code }) => unreadable.has(code))) {
    return { ...nothing, root, problems: onePerMistake(unread) };
  }
  const problems = onePerMistake([...unread, ...gathered.problems]);
  return { root, value, problems, traps: gathered.traps };
}

// After these nobody knows what the rest of the file means, so checking it would only add noise.
const unreadable = new Set(['WM001', 'WM004', 'WM006']);

export const nothing: ReadYaml = { root: () => null, value: undefined, problems: [], traps: [] };

/** A file in which nothing is wrong: its tree is asked for only if what it says is. */
export function plainYaml(value: unknown, { text }: SourceText): ReadYaml {
  let document: Document.Parsed | undefined;
  const root = () => {
    document ??= parse(text).document;
    return document?.contents;
  };
  return { ...nothing, root, value };
}

/** Parses with text that has a colon in it covered up by as many letters, so that the lines below keep their meaning. */
function parseAround(texts: Map<number, string>, source: SourceText): Parsed {
  const uncovered = parse(source.text);
  let [parsed, text] = [uncovered, source.text];
  for (let round = 0; round < 5 && parsed.document; round++) {
    const colons = colonsInText(parsed.document);
    if (colons.length === 0 || colons.length > most) break;
    const lines = new Set<number>();
    for (const offset of colons.filter((at) => !lines.has(source.lineOf(at)) && lines.add(source.lineOf(at)))) {
      const covered = withoutRemark(source.restOfLine(offset));
      texts.set(offset, covered);
      text = text.slice(0, offset) + 'x'.repeat(covered.length) + text.slice(offset + covered.length);
    }
    parsed = parse(text);
  }
  // Keys stand below it, so it was no text after all.
  if (!parsed.document?.errors.some(({ pos }) => texts.has(pos[0]))) return parsed;
  texts.clear();
  return uncovered;
}

interface Parsed {
  tokens: Tokens;
  document?: Document.Parsed;
}

function parse(text: string): Parsed {
  const tokens = readTokens(text);
  if (tokens.tooDeep !== undefined || tokens.marks.length > most) return { tokens };
  const composer = new Composer({ version: '1.2', schema: 'core', uniqueKeys: false });
  const [document] = composer.compose(tokens.tokens);
  return { tokens, ...(document && { document: document as Document.Parsed }) };
}

function refuseColons(texts: ReadonlyMap<number, string>, source: SourceText, file: string): Diagnostic[] {
  const message = 'A colon with a space behind it makes this text a key and a value.';
  return [...texts].map(([offset, text]) =>
    withQuotes(
      errorAt(file, 'WM016', source.place(offset, offset + text.length), message, inQuotes(text)),
      offset,
      text,
      source,
    ),
  );
}

function withQuotes(found: Diagnostic, offset: number, text: string, source: SourceText): Diagnostic {
  const fix = quoteFix(offset, text, source);
  return fix ? { ...found, fix } : found;
}

function refuseTokens({ marks, directives, documents }: Tokens, source: SourceText, file: string): Diagnostic[] {
  const problems = marks.slice(0, most).map(({ kind, offset, source: mark, inFlow }) => {
    const rest = source.restOfLine(offset);
    const text = inFlow ? rest.replace(/[,\]}].*$/, '').trimEnd() : withoutRemark(rest);
    const place = source.place(offset, offset + mark.length);
    const found = errorAt(file, kind === 'tag' ? 'WM008' : 'WM007', place, says[kind](mark), inQuotes(text));
    return withQuotes(found, offset, text, source);
  });
  for (const offset of directives.slice(0, 1)) {
    const place = source.place(offset, source.text.length);
    problems.push(
      errorAt(file, 'WM001', place, 'A line that starts with % is no part of a definition.', 'Take it away.'),
    );
  }
  for (const offset of documents.slice(1, 2)) {
    const place = source.place(offset, offset + 3);
    problems.push(errorAt(file, 'WM004', place, 'A second document starts here.', 'Give it a file of its own.'));
  }
  return problems;
}

const says = {
  alias: (mark: string) => `\`${excerpt(mark)}\` is read as a reference, because it starts with a star.`,
  anchor: (mark: string) => `\`${excerpt(mark)}\` is read as an anchor, because it starts with an ampersand.`,
  tag: (mark: string) => `\`${excerpt(mark)}\` is read as a tag, because it starts with an exclamation mark.`,
};
