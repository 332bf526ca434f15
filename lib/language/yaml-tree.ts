/** Turns YAML into plain data without changing a word in silence, and remembers where each part was written. */
import { isAlias, isMap, isScalar, isSeq, type Node, type Scalar, type YAMLMap } from 'yaml';
import { bareMap } from './bare-map.ts';
import { type Diagnostic, errorAt, type Path, type Place } from './diagnostics.ts';
import { excerpt } from './mistake.ts';
import type { SourceText } from './source-text.ts';
import { quoteFix } from './yaml-quotes.ts';
import { inQuotes } from './yaml-syntax.ts';
import { type Trap, trapOf } from './yaml-traps.ts';

/** What is gathered on the way through a file. */
export interface Gathered {
  file: string;
  source: SourceText;
  problems: Diagnostic[];
  traps: Trap[];
  /** Values whose text YAML would have read as something else, by offset. */
  texts: ReadonlyMap<number, string>;
}

/** Plain data; maps have no prototype, so a key never meets anything inherited. A word YAML misread stays the word. */
export function dataOf(node: unknown, path: Path, gathered: Gathered, inFlow = false): unknown {
  if (isAlias(node)) return wordsOf(node, gathered.source, inFlow);
  if (isScalar(node)) return scalarOf(node, path, gathered);
  if (isSeq(node)) {
    return node.items.map((item, index) => dataOf(item, [...path, index], gathered, inFlow || node.flow === true));
  }
  if (!isMap(node)) return null;
  if (isPlaceholder(node, gathered.source)) return placeholderOf(node, path, gathered, inFlow);
  return mapOf(node, path, gathered, inFlow || node.flow === true);
}

function scalarOf(node: Scalar, path: Path, { source, texts, traps }: Gathered): unknown {
  const [start, end] = node.range ?? [0, 0];
  const text = texts.get(start);
  if (text !== undefined && end > start) return text;
  if (node.tag !== undefined || node.anchor !== undefined) return withMarks(source.text, start, end);
  const trap = trapOf(node, path, source);
  if (trap) traps.push(trap);
  if (trap?.always) return trap.sourceText;
  // `-0` would not survive JSON.
  return node.value === 0 ? 0 : (node.value ?? null);
}

/** `!paid`, `&co`: the mark was meant as text. */
function withMarks(text: string, start: number, end: number): string {
  const words = text.slice(text.lastIndexOf('\n', start - 1) + 1, start).match(/\S+[ \t]*/g) ?? [];
  const plain = words.findLastIndex((word) => !/[!&]/.test(word[0]!));
  return `${words.slice(plain + 1).join('')}${text.slice(start, end)}`.trim();
}

/** The text of a value as its author meant it: to the end of the line, unless it stands between braces or brackets. */
function wordsOf(node: Node, source: SourceText, inFlow: boolean): string {
  const [start, end] = node.range ?? [0, 0];
  return inFlow ? source.text.slice(start, end).trim() : withoutRemark(source.restOfLine(start));
}

/** A line without the comment behind it. */
export const withoutRemark = (line: string) => line.replace(/ #.*$/, '').trimEnd();

function mapOf({ items }: YAMLMap, path: Path, gathered: Gathered, inFlow: boolean): Record<string, unknown> {
  const data = bareMap();
  const lineOfKey = new Map<string, number>();
  for (const { key, value } of items) {
    const place = keyPlace(key, gathered.source);
    const name = keyText(key);
    const refuse = (code: string, message: string, hint?: string) =>
      gathered.problems.push(errorAt(gathered.file, code, place, message, hint, path));

    if (name === undefined) {
      if (!isAlias(key)) refuse('WM017', 'A key is one word, not a list or a map.', 'Put text with braces in quotes.');
    } else if (name === '') refuse('WM017', 'A key is missing before the colon.');
    else if (name === '<<') refuse('WM010', 'Merge keys are not part of the language.', 'Write the shared lines out.');
    else if (forbidden.has(name)) refuse('WM011', `\`${name}\` cannot be used as a key.`, 'Choose another name.');
    else if (lineOfKey.has(name)) {
      const first = lineOfKey.get(name);
      refuse('WM005', `\`${name}\` stands here twice: first on line ${first}.`, 'Keep one of the two.');
    } else {
      lineOfKey.set(name, place.line);
      data[name] = dataOf(value, [...path, name], gathered, inFlow);
    }
  }
  return data;
}

const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

/** A key as it was typed: `01` stays `01`. `undefined` if it is no single word. */
function keyText(key: unknown): string | undefined {
  if (key === null) return '';
  if (!isScalar(key)) return undefined;
  return key.type === 'PLAIN' ? (key.source ?? '') : String(key.value);
}

/** `{{ x }}` or `{% if %}` at the start of a value: to YAML a map with odd keys, to the author text. */
const isPlaceholder = ({ flow, range }: YAMLMap, { text }: SourceText) =>
  flow === true && range != null && /[{%]/.test(text[range[0] + 1] ?? '');

function placeholderOf(node: YAMLMap, path: Path, { file, source, problems }: Gathered, inFlow: boolean): string {
  const text = wordsOf(node, source, inFlow);
  const start = node.range?.[0] ?? 0;
  const message = `\`${excerpt(text)}\` is read as a map, because it starts with a brace.`;
  const place = source.place(start, start + text.length);
  const fix = quoteFix(start, text, source);
  problems.push({ ...errorAt(file, 'WM009', place, message, inQuotes(text), path), ...(fix && { fix }) });
  return text;
}

function keyPlace(key: unknown, source: SourceText): Place {
  const range = (key as Node | null)?.range;
  return source.place(range?.[0] ?? 0, range?.[1]);
}

/** Where a path was written; for a part that is not there, its nearest parent. */
export function placeOf(root: unknown, path: Path, part: 'key' | 'value', source: SourceText): Place {
  let node = root;
  let key: unknown;
  for (const step of path) {
    const found = childOf(node, step);
    if (!found) return valuePlace(node, key, source);
    ({ key, value: node } = found);
  }
  return part === 'key' && key ? keyPlace(key, source) : valuePlace(node, key, source);
}

/** A map is shown by its first key: for an item of a list that is the word that says its kind. */
function valuePlace(node: unknown, key: unknown, source: SourceText): Place {
  if (isMap(node) && !node.flow && isScalar(node.items[0]?.key)) return keyPlace(node.items[0].key, source);
  const [start, end] = (node as Node | null)?.range ?? [];
  if (start === undefined || (start === end && key)) return key ? keyPlace(key, source) : source.place(start ?? 0, 1);
  return source.place(start, end);
}

export function childOf(node: unknown, step: string | number): { key?: unknown; value: unknown } | undefined {
  if (isSeq(node)) {
    const value = typeof step === 'number' ? node.items[step] : undefined;
    return value === undefined ? undefined : { value };
  }
  if (!isMap(node)) return undefined;
  return node.items.find(({ key }) => keyText(key) === String(step));
}
