/** Says in an author's words what the YAML parser could not read, once for each mistake and where the mistake is. */
import { type Document, isCollection, isMap, isScalar, visit, type YAMLError } from 'yaml';
import type { Place } from './diagnostics.ts';
import type { SourceText } from './source-text.ts';

export interface SyntaxProblem {
  code: string;
  place: Place;
  message: string;
  hint?: string;
  /** Offset of a map that is text with a colon in it: taken as text, the file can be read on. */
  textAt?: number;
}

/** One problem for each mistake: the parser stumbles several times over one, so lines next to a reported one are left out. */
export function syntaxProblems(
  document: Document.Parsed,
  source: SourceText,
  known: ReadonlySet<number>,
): SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  const errors = [...document.errors, ...document.warnings].sort(
    (a, b) => a.pos[0] - b.pos[0] || weight(b) - weight(a),
  );
  for (const error of errors) {
    const problem = syntaxProblem(error, document, source);
    const { line } = problem.place;
    if (known.has(line) || problems.some(({ place }) => Math.abs(place.line - line) <= 1)) continue;
    problems.push(problem);
  }
  return problems;
}

// Of two errors at one place, this one knows where the line that does not fit is.
const weight = ({ code }: YAMLError) => (code === 'MULTILINE_IMPLICIT_KEY' ? 1 : 0);

function syntaxProblem(error: YAMLError, document: Document.Parsed, source: SourceText): SyntaxProblem {
  const [start, end] = error.pos;
  if (error.code === 'TAB_AS_INDENT') {
    const place = source.place(start, end);
    return { code: 'WM006', place, message: 'A tab indents this line.', hint: 'Indent with spaces.' };
  }
  if (error.code === 'BAD_SCALAR_START') {
    const text = textAt(document, start, isScalar, source);
    const message = `Text cannot start with \`${text[0]}\` unless it is in quotes.`;
    return { code: 'WM015', place: source.place(start, start + text.length), message, hint: inQuotes(text) };
  }
  if (error.code === 'BLOCK_AS_IMPLICIT_KEY' && error.message.startsWith('Nested')) {
    const text = textAt(document, start, isMap, source);
    const message = 'A colon with a space behind it makes this text a key and a value.';
    const place = source.place(start, start + text.length);
    if (!text.includes('\n')) return { code: 'WM016', place, message, hint: inQuotes(text), textAt: start };
  }
  return { code: 'WM001', ...unreadable(error, document, source) };
}

function unreadable(error: YAMLError, document: Document.Parsed, source: SourceText): Omit<SyntaxProblem, 'code'> {
  const [start, end] = error.pos;
  const { message } = error;
  const place = source.place(start, end);
  if (message.includes('closing') || message.includes('end with a')) {
    const opened = openedBefore(document, start) ?? start;
    const sign = source.text[opened] ?? '';
    const swallowed = /["']/.test(sign) ? null : / (#[^\s#]\S*)/.exec(source.restOfLine(opened));
    const hint = swallowed ? `\`${swallowed[1]}\` starts a comment: write the text in quotes.` : undefined;
    return { place: source.place(opened), message: `This \`${sign}\` is never closed.`, ...(hint && { hint }) };
  }
  if (error.code === 'BAD_DQ_ESCAPE') {
    const hint = 'Write two backslashes for one, or put the text in single quotes.';
    return { place, message: 'The backslash starts nothing known.', hint };
  }
  if (message.endsWith('scalar at node end') && /["']\s+$|["']$/.test(source.text.slice(0, start))) {
    return {
      place,
      message: 'Text goes on behind the closing quote.',
      hint: 'Put all of it in quotes, or none of it.',
    };
  }
  if (misfits.has(error.code) || /map values|without -|node end|YAML stream|same line/.test(message)) {
    const line = misfitLine(error, source);
    const column = (source.line(line)?.search(/\S|$/) ?? 0) + 1;
    const words = source.line(line)?.trim() ?? '';
    const spot = { line, column, length: Math.max(1, words.length) };
    if (/^(- )*[\w-]+:[^\s:/]/.test(words)) {
      return { place: spot, message: 'A space is missing behind the colon.' };
    }
    const hint = 'Check its indentation; a list item starts with "- ", a key ends with ": ".';
    return { place: spot, message: 'This line does not fit what stands above it.', hint };
  }
  return { place, message: 'This cannot be read as YAML.', hint: `The parser says: ${message}.` };
}

const misfits = new Set(['MULTILINE_IMPLICIT_KEY', 'BLOCK_AS_IMPLICIT_KEY', 'BAD_INDENT', 'BLOCK_IN_FLOW']);

/** A key that runs over two lines was not meant as one: its first line lacks a space, or its last one is misplaced. */
function misfitLine({ code, pos: [start, end] }: YAMLError, source: SourceText): number {
  const first = source.lineOf(start);
  if (code !== 'MULTILINE_IMPLICIT_KEY') return first;
  return /^\s*(- )*[\w-]+:\S/.test(source.line(first) ?? '') ? first : source.lineOf(Math.max(start, end - 1));
}

/** The quote, bracket or brace that is still open where the parser gave up. */
function openedBefore(document: Document.Parsed, offset: number): number | undefined {
  let opened: number | undefined;
  visit(document, {
    Node(_, node) {
      const canOpen = isScalar(node) ? /^QUOTE/.test(node.type ?? '') : isCollection(node) && node.flow;
      if (canOpen && node.range && node.range[0] < offset && node.range[1] >= offset) opened = node.range[0];
    },
  });
  return opened;
}

/** The text of the node of a kind that starts at an offset. */
function textAt(
  document: Document.Parsed,
  offset: number,
  isKind: (node: unknown) => boolean,
  source: SourceText,
): string {
  let end = offset + 1;
  visit(document, {
    Node(_, node) {
      if (node.range?.[0] === offset && isKind(node)) end = node.range[1];
    },
  });
  return source.text.slice(offset, end).trimEnd();
}

const inQuotes = (text: string) => `Write it in quotes: ${JSON.stringify(text)}.`;
