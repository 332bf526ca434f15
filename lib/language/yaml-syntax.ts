/** Says in an author's words what the YAML parser could not read, once for each mistake and where the mistake is. */
import { type Document, isCollection, isScalar, type Range, visit, type YAMLError } from 'yaml';
import type { Place } from './diagnostics.ts';
import type { Fix } from './fix.ts';
import type { SourceText } from './source-text.ts';
import { quoteFix } from './yaml-quotes.ts';

export interface SyntaxProblem {
  code: string;
  place: Place;
  message: string;
  hint?: string;
  fix?: Fix;
}

type Found = Pick<SyntaxProblem, 'code' | 'place'>;

interface Looked {
  document: Document.Parsed;
  openers(): readonly Range[];
  source: SourceText;
}

/** A file with more mistakes of one sort is no definition that somebody mistyped. */
export const most = 50;

/** The parser may stumble at each letter of a file that is no YAML. */
const mostLookedAt = 1000;

/** One problem for each mistake: the parser stumbles several times over one, so lines next to a reported one are left out. */
export function syntaxProblems(
  document: Document.Parsed,
  source: SourceText,
  known: readonly Place[],
): SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  const knownLines = new Set(known.map(({ line }) => line));
  const isTold = ({ code, place }: Found) =>
    code === 'WM015'
      ? known.some((told) => covers(told, place))
      : knownLines.has(place.line) || problems.some((told) => told.code !== 'WM015' && near(told, { code, place }));
  const errors = [...document.errors, ...document.warnings]
    .filter(({ code }) => !aboutMarks.has(code))
    .slice(0, mostLookedAt)
    .sort((a, b) => a.pos[0] - b.pos[0] || weight(b) - weight(a));
  const openers = openersIn(document);
  for (const error of errors) {
    if (problems.length === most) break;
    // Asked twice: what is told already need not be looked into, and what is looked into may lie on another line.
    const place = source.place(error.pos[0]);
    if (isTold({ code: error.code === 'BAD_SCALAR_START' ? 'WM015' : 'WM001', place })) continue;
    const problem = syntaxProblem(error, { document, openers, source });
    if (!isTold(problem)) problems.push(problem);
  }
  return problems;
}

const covers = (told: Place, { line, column }: Place) =>
  told.line === line && told.column <= column && column < told.column + told.length;

const near = (told: Found, { code, place }: Found) =>
  Math.abs(told.place.line - place.line) <= (code === 'WM001' && told.code === 'WM001' ? 1 : 0);

// Anchors, references and tags are refused as such, whatever else is wrong with them.
const aboutMarks = new Set([
  'ALIAS_PROPS',
  'BAD_ALIAS',
  'BAD_COLLECTION_TYPE',
  'BAD_PROP_ORDER',
  'MULTIPLE_ANCHORS',
  'MULTIPLE_TAGS',
  'TAG_RESOLVE_FAILED',
]);

// Of two errors at one place, this one knows where the line that does not fit is.
const weight = ({ code }: YAMLError) => (code === 'MULTILINE_IMPLICIT_KEY' ? 1 : 0);

/** Where text with a colon in it begins (`purpose: Trials: turn them`): YAML reads a map there, and all that follows into it. */
export function colonsInText(document: Document.Parsed): number[] {
  const keysOverLines = new Set(document.errors.filter((error) => weight(error) > 0).map(({ pos }) => pos[0]));
  return document.errors
    .filter(({ code, message }) => code === 'BLOCK_AS_IMPLICIT_KEY' && message.startsWith('Nested'))
    .map(({ pos }) => pos[0])
    .filter((offset) => !keysOverLines.has(offset));
}

function syntaxProblem(error: YAMLError, { document, openers, source }: Looked): SyntaxProblem {
  const [start, end] = error.pos;
  if (error.code === 'TAB_AS_INDENT') {
    const place = source.place(start, end);
    return { code: 'WM006', place, message: 'A tab indents this line.', hint: 'Indent with spaces.' };
  }
  if (error.code === 'BAD_SCALAR_START') {
    const text = scalarAt(document, start, source);
    const message = `Text cannot start with "${text[0]}" unless it is in quotes.`;
    const fix = quoteFix(start, text, source);
    const place = source.place(start, start + text.length);
    return { code: 'WM015', place, message, hint: inQuotes(text), ...(fix && { fix }) };
  }
  return { code: 'WM001', ...unreadable(error, openers, source) };
}

function unreadable(error: YAMLError, openers: Looked['openers'], source: SourceText): Omit<SyntaxProblem, 'code'> {
  const [start, end] = error.pos;
  const { message } = error;
  const place = source.place(start, end);
  if (message.includes('closing') || message.includes('end with a')) {
    const opened = openedBefore(openers(), start) ?? start;
    const sign = signs[source.text[opened] ?? ''] ?? 'text';
    const comment = sign.endsWith('quote') ? null : / (#[^\s#]\S*)/.exec(source.restOfLine(opened));
    const hint = comment ? `\`${comment[1]}\` starts a comment: write the text in quotes.` : undefined;
    return { place: source.place(opened), message: `This ${sign} is never closed.`, ...(hint && { hint }) };
  }
  if (error.code === 'BAD_DQ_ESCAPE') {
    const hint = 'Write two backslashes for one, or put the text in single quotes.';
    return { place, message: 'The backslash starts nothing known.', hint };
  }
  if (message.endsWith('scalar at node end') && isBehindQuote(start, source)) {
    return {
      place,
      message: 'Text goes on behind the closing quote.',
      hint: 'Put all of it in quotes, or none of it.',
    };
  }
  if (message.startsWith('Nested mappings')) {
    const hint = 'Write the text in quotes, or start the inner keys on the next line.';
    return { place, message: 'There is one colon too many in this line.', hint };
  }
  if (message.includes('block-seq-ind on same line')) {
    return { place, message: 'A list cannot start on the line of its key.', hint: 'Start it on the next line.' };
  }
  if (misfits.has(error.code) || /map values|without -|node end|YAML stream/.test(message)) {
    return misfit(error, source);
  }
  return { place, message: 'This cannot be read as YAML.', hint: `The parser says: ${message}.` };
}

const signs: Record<string, string> = { '"': 'double quote', "'": 'single quote', '[': 'bracket', '{': 'brace' };
const misfits = new Set(['MULTILINE_IMPLICIT_KEY', 'BLOCK_AS_IMPLICIT_KEY', 'BAD_INDENT', 'BLOCK_IN_FLOW']);

/** A line that is no key, or stands in the wrong column. To YAML it is often a key that runs on over the line below. */
function misfit({ code, pos: [start, end] }: YAMLError, source: SourceText): Omit<SyntaxProblem, 'code'> {
  const first = source.place(start);
  const last = source.lineOf(Math.max(start, end - 1));
  const indent = (line: number) => source.line(line)?.search(/\S|$/) ?? 0;
  const beginsLine = /^\s*(- )*$/.test((source.line(first.line) ?? '').slice(0, first.column - 1));
  const isBelow = code === 'MULTILINE_IMPLICIT_KEY' && !beginsLine;
  const line = isBelow ? last : first.line;
  const words = source.line(line)?.trim() ?? '';
  const place = { line, column: indent(line) + 1, length: Math.max(1, words.length) };
  if (/^(- )*[\w-]+:[^\s:/]/.test(words)) return { place, message: 'A space is missing behind the colon.' };
  if (code === 'MULTILINE_IMPLICIT_KEY' && !isBelow && source.text[start] !== '-') {
    return { place, message: 'This is no key: a colon and a space are missing.' };
  }
  const hint = 'Check its indentation; a list item starts with "- ", a key ends with ": ".';
  return { place, message: 'This line does not fit what stands above it.', hint };
}

function isBehindQuote(offset: number, { text }: SourceText): boolean {
  let before = offset - 1;
  while (text[before] === ' ') before--;
  return text[before] === '"' || text[before] === "'";
}

/** The quote, bracket or brace that is still open where the parser gave up. */
const openedBefore = (openers: readonly Range[], offset: number): number | undefined =>
  openers.findLast(([start, end]) => start < offset && end >= offset)?.[0];

/** Where something in quotes, brackets or braces stands; looked for once, when first asked for. */
function openersIn(document: Document.Parsed): () => readonly Range[] {
  let found: Range[] | undefined;
  return () => {
    if (found) return found;
    const ranges: Range[] = [];
    visit(document, {
      Node(_, node) {
        const canOpen = isScalar(node) ? /^QUOTE/.test(node.type ?? '') : isCollection(node) && node.flow;
        if (canOpen && node.range) ranges.push(node.range);
      },
    });
    found = ranges;
    return found;
  };
}

function scalarAt(document: Document.Parsed, offset: number, source: SourceText): string {
  let end = offset + 1;
  visit(document, {
    Scalar(_, node) {
      if (node.range?.[0] === offset) end = node.range[1];
    },
  });
  return source.text.slice(offset, end);
}

export const inQuotes = (text: string): string =>
  text.length > 100 ? 'Write it in quotes.' : `Write it in quotes: ${JSON.stringify(text)}.`;
