/** Reads Liquid without rendering it: what an author mistyped, and which values of the contact a text asks for. */
import { type Liquid, LiquidError, Tokenizer, TokenKind, type Variable } from 'liquidjs';
import { createLiquid, fileTags, type LiquidMode, liquidLimits } from './liquid.ts';
import { didYouMean } from './suggest.ts';

/** Line and column count from 1, within the text that was given. */
export interface LiquidProblem {
  message: string;
  hint?: string;
  line: number;
  column: number;
  length: number;
}

export interface LiquidRead {
  /** Dotted, down to the first part that is only known at run time: `contact.firstName`. */
  path: string;
  line: number;
  column: number;
}

const readers = new Map<LiquidMode, Liquid>();

function reader(mode: LiquidMode): Liquid {
  const known = readers.get(mode) ?? createLiquid(mode);
  readers.set(mode, known);
  return known;
}

/** The variable paths a text reads from outside itself, each once, in order; nothing for a text that does not parse. */
export function liquidPaths(text: string): string[] {
  return [...new Set(liquidReads(text).map((read) => read.path))];
}

export function liquidReads(text: string): LiquidRead[] {
  if (liquidProblems(text).length > 0) return [];
  const { globals } = reader('text').parseAndAnalyzeSync(text);
  return Object.values(globals)
    .flat()
    .flatMap(readsOf)
    .sort((one, other) => one.line - other.line || one.column - other.column);
}

function readsOf(variable: Variable): LiquidRead[] {
  const dynamic = variable.segments.findIndex((segment) => typeof segment !== 'string');
  const known = dynamic < 0 ? variable.segments : variable.segments.slice(0, dynamic);
  return [{ path: known.join('.'), line: variable.location.row, column: variable.location.col }];
}

/** The mistakes of each `{{ … }}` and the first one among the tags: Liquid itself stops at the first of all. */
export function liquidProblems(text: string, mode: LiquidMode = 'text'): LiquidProblem[] {
  if (text.length > liquidLimits.parseLimit) {
    return [{ message: 'The text is too long: 100,000 characters are the most.', line: 1, column: 1, length: 1 }];
  }
  const outputs = liquidSpans(text).filter(({ kind }) => kind === 'output');
  const ofOutputs = outputs.flatMap(({ begin, written }) => {
    const problem = problemOf(written, mode) ?? strayWords(written);
    return problem ? [movedBy(text.slice(0, begin), problem)] : [];
  });
  const ofTags = problemOf(outputs.reduce(blanked, text), mode);
  return [...ofOutputs, ...(ofTags ? [ofTags] : [])].sort((a, b) => a.line - b.line || a.column - b.column);
}

const blanked = (text: string, { begin, written }: { begin: number; written: string }) =>
  text.slice(0, begin) + written.replace(/[^\n]/g, ' ') + text.slice(begin + written.length);

function problemOf(text: string, mode: LiquidMode): LiquidProblem | undefined {
  try {
    reader(mode).parse(text);
    return undefined;
  } catch (error) {
    if (!LiquidError.is(error)) return { message: (error as Error).message, line: 1, column: 1, length: 1 };
    const [line = 1, column = 1] = error.token.getPosition();
    const written = error.token.getText().split('\n')[0]!;
    return { ...wording(error, mode), line, column, length: Math.max(1, Math.min(written.length, 80)) };
  }
}

function wording(error: LiquidError, mode: LiquidMode): { message: string; hint?: string } {
  const said = error.message.replace(/(, file:.*)?, line:\d+, col:\d+$/s, '');
  const [, filter] = /^undefined filter: (.*)$/.exec(said) ?? [];
  if (filter === 'raw' && mode !== 'text') {
    return {
      message: '`raw` is not allowed here: values are always escaped in HTML.',
      hint: 'Line breaks of a value are kept by `newline_to_br`.',
    };
  }
  if (filter) return { message: `\`${filter}\` is no filter.`, ...nearest(filter, Object.keys(reader(mode).filters)) };
  const [, tag] = /^tag "(.*)" not found$/.exec(said) ?? [];
  if (tag && fileTags.includes(tag as (typeof fileTags)[number])) {
    return { message: `\`{% ${tag} %}\` is not allowed: a template stands alone and reads no other file.` };
  }
  if (tag && /^(end|els|when)/.test(tag)) return { message: `\`{% ${tag} %}\` closes or continues nothing.` };
  if (tag) return { message: `\`{% ${tag} %}\` is no tag.`, ...nearest(tag, Object.keys(reader(mode).tags)) };
  return { message: `Liquid cannot be read: ${said}.` };
}

function nearest(word: string, names: string[]): { hint?: string } {
  const hint = didYouMean(word, names, {});
  return hint ? { hint } : {};
}

const operators = /^(==|!=|<>|[<>]=?|contains|and|or)(\s|$)/;

/** `{{ contact firstName }}` parses, and would print the wrong thing. */
function strayWords(written: string): LiquidProblem | undefined {
  const [, before = '', value, rest] =
    /^(\{\{-?\s*)([\w.][\w.-]*(?:\[[^\]]*\])*)\s+([^|\s}-].*?)\s*-?\}\}$/s.exec(written) ?? [];
  if (!value || !rest || operators.test(rest)) return undefined;
  return {
    message: `Only \`${value}\` would be read here; \`${rest}\` would be ignored.`,
    hint: 'A path has dots and no spaces, and a filter begins with `|`.',
    line: 1,
    column: before.length + 1,
    length: value.length,
  };
}

/** Where Liquid stands in a text, in order; nothing if it cannot be told apart from the rest. */
export function liquidSpans(text: string): { kind: 'output' | 'tag'; begin: number; written: string }[] {
  try {
    return new Tokenizer(text).readTopLevelTokens().flatMap((token) => {
      if (token.kind !== TokenKind.Output && token.kind !== TokenKind.Tag) return [];
      const kind = token.kind === TokenKind.Output ? 'output' : 'tag';
      return [{ kind, begin: token.begin, written: text.slice(token.begin, token.end) } as const];
    });
  } catch {
    return [];
  }
}

function movedBy(before: string, problem: LiquidProblem): LiquidProblem {
  const lines = before.split('\n');
  const column = problem.line === 1 ? problem.column + lines.at(-1)!.length : problem.column;
  return { ...problem, line: problem.line + lines.length - 1, column };
}
