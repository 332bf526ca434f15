/** Reads the lines between `---` at the head of a template, where the author says what the contact sees before opening it. */
import { isMap, isNode, isScalar, LineCounter, parseDocument, visit, type YAMLMap } from 'yaml';
import type { Place } from './diagnostics.ts';

export interface FrontMatterEntry extends Place {
  key: string;
  value: unknown;
  valuePlace: Place;
}

export interface FrontMatterProblem extends Place {
  message: string;
  hint?: string;
}

export interface FrontMatter {
  entries: FrontMatterEntry[];
  problems: FrontMatterProblem[];
  body: string;
  /** The line of the file on which the body begins. */
  bodyLine: number;
}

/**
 * `textKeys` hold one line of text that is taken as it is written, because Liquid's `default: "there"` and a leading
 * `{{` are something else in YAML; between quotes YAML's own rules hold.
 */
export function readFrontMatter(file: string, textKeys: readonly string[]): FrontMatter {
  const lines = file
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n')
    .split('\n');
  if (lines[0]?.trimEnd() !== '---') return { entries: [], problems: [], body: lines.join('\n'), bodyLine: 1 };
  const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---');
  if (end < 0) {
    const place = { line: 1, column: 1, length: 3 };
    const problem = {
      ...place,
      message: 'The front matter never ends.',
      hint: 'Close it with a line of three dashes.',
    };
    return { entries: [], problems: [problem], body: '', bodyLine: lines.length };
  }
  const body = lines.slice(end + 1).join('\n');
  return { ...readEntries(lines.slice(1, end), textKeys), body, bodyLine: end + 2 };
}

function readEntries(written: string[], textKeys: readonly string[]): Pick<FrontMatter, 'entries' | 'problems'> {
  const texts = written.map((line, index) => readText(line, written[index + 1], index + 2, textKeys));
  // Line 1 of the file is `---`: an empty first line keeps YAML's line numbers those of the file.
  const source = ['', ...written.map((line, index) => texts[index]?.quoted ?? line)].join('\n');
  const counter = new LineCounter();
  const document = parseDocument(source, { version: '1.2', merge: false, lineCounter: counter });
  const at = ([from, to]: readonly [number, number, ...number[]]): Place => {
    const { line, col } = counter.linePos(from);
    return { line, column: col, length: Math.max(1, Math.min(to, source.indexOf('\n', from) >>> 0) - from) };
  };
  const problems: FrontMatterProblem[] = texts.flatMap((text) => text?.problem ?? []);
  if (problems.length > 0) return { entries: [], problems };
  for (const error of document.errors) {
    problems.push({ ...at(error.pos), message: `The front matter cannot be read: ${firstSentence(error.message)}` });
  }
  visit(document, {
    Alias: (_, node) => void problems.push({ ...at(node.range!), message: 'Aliases are not used here: write it out.' }),
    Node: (_, node) => {
      if (node.anchor) problems.push({ ...at(node.range!), message: 'Anchors are not used here: write it out.' });
    },
  });
  const root = document.contents;
  if (problems.length > 0 || root === null) return { entries: [], problems };
  if (!isMap(root)) {
    const message = 'The front matter is lines of `key: value`, like `subject: Welcome`.';
    return { entries: [], problems: [{ ...at(root.range), message }] };
  }
  const entries = (root as YAMLMap).items.flatMap(({ key, value }) => {
    if (!isScalar(key)) return [];
    const place = at(key.range!);
    if (!isNode(value)) return [{ ...place, key: String(key.value), value: null, valuePlace: place }];
    const valuePlace = at(value.range!);
    const isAuthorsQuote = isScalar(value) && /^QUOTE/.test(value.type ?? '') && !texts[valuePlace.line - 2];
    if (isAuthorsQuote) valuePlace.column += 1;
    return [{ ...place, key: String(key.value), value: value.toJSON() as unknown, valuePlace }];
  });
  return { entries, problems };
}

function readText(line: string, next: string | undefined, number: number, keys: readonly string[]) {
  const [, head = '', key = '', value = ''] = /^(([a-z-]+):[ \t]+)(\S.*?)[ \t]*$/.exec(line) ?? [];
  if (!keys.includes(key) || /^(["']|[|>][-+\d]*$)/.test(value)) return undefined;
  const place = { line: number, column: head.length + 1, length: value.length };
  const quoted = `${head}'${value.replaceAll("'", "''")}'`;
  if (/\s#/.test(value)) {
    const hint = `Write it in quotes: ${key}: ${JSON.stringify(value)}`;
    return { quoted, problem: { ...place, message: '` #` begins a comment in YAML.', hint } };
  }
  if (next !== undefined && /^\s+\S/.test(next)) {
    return { quoted, problem: { ...place, line: number + 1, column: 1, message: `\`${key}\` is one line of text.` } };
  }
  return { quoted };
}

const firstSentence = (message: string) => `${message.split(/ at line \d+|\n/)[0]!.replace(/\.$/, '')}.`;
