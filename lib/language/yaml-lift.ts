/** Moves what an author put one level too deep to where it belongs: options stand beside a step's head, not inside a map. */
import { isMap, isNode, isScalar, type Pair, type YAMLMap } from 'yaml';
import type { Path } from './diagnostics.ts';
import type { Edit, Fix } from './fix.ts';
import type { SourceText } from './source-text.ts';
import { editOf, endOf, endOfLine, indentOf, laterLines, nodeAt, rangeOfPair } from './yaml-ranges.ts';

/** The entries of the map at `path` stand beside it; `main` names the one that becomes the value there. */
export function liftFix(root: unknown, path: Path, main: string | undefined, source: SourceText): Fix | undefined {
  const outer = nodeAt(root, path.slice(0, -1));
  const pair = isMap(outer) ? outer.items.find(({ key }) => isScalar(key) && key.value === path.at(-1)) : undefined;
  if (!isMap(outer) || !pair || !isMap(pair.value) || !isNode(pair.key) || !pair.key.range) return undefined;
  const inner = pair.value;
  const key = pair.key.range[0];
  const moved = inner.items.filter((one) => nameOf(one) !== main);
  const says = `${moved.map((one) => `\`${nameOf(one)}\``).join(', ')} out of \`${path.at(-1)}\``;
  const isCommented = /(^|\s)#/.test(source.text.slice(key, endOf(inner, source.text)));
  const edits =
    main === undefined && !outer.flow && !inner.flow
      ? dedented(key, inner, source)
      : isCommented
        ? undefined
        : rebuilt({ key, outer, inner, main }, source);
  return edits && { says, edits };
}

const nameOf = ({ key }: Pair): string => (isScalar(key) ? String(key.value) : '');

/** Block in block: the key's line goes, the lines below it move to the left, and every comment stays. */
function dedented(key: number, inner: YAMLMap, source: SourceText): Edit[] | undefined {
  const first = inner.items[0] && rangeOfPair(inner.items[0], source.text);
  if (!first) return undefined;
  const { text } = source;
  const indent = indentOf(key, source);
  const away = indentOf(first.start, source) - indent;
  const comments = text
    .slice(key, first.start)
    .split('\n')
    .flatMap((line) => /(?:^|\s)(#.*)$/.exec(line)?.[1] ?? []);
  const kept = comments.map((comment) => `${comment.trimEnd()}\n${' '.repeat(indent)}`).join('');
  const lines = laterLines({ start: first.start, end: endOf(inner, text) }, text);
  const isDeeper = (at: number) => text.slice(at, at + away) === ' '.repeat(away);
  return [
    editOf(source, key, first.start, kept),
    ...lines.filter(isDeeper).map((at) => editOf(source, at, at + away, '')),
  ];
}

interface Lifted {
  /** Where the key begins. */
  key: number;
  outer: YAMLMap;
  inner: YAMLMap;
  main: string | undefined;
}

/** All other forms: the entries are written anew, each as it was. */
function rebuilt({ key, outer, inner, main }: Lifted, source: SourceText): Edit[] | undefined {
  const { text } = source;
  const entries = inner.items.map((pair) => ({ pair, range: rangeOfPair(pair, text) }));
  const pieces = entries.flatMap(({ pair, range }) =>
    range ? [{ name: nameOf(pair), text: text.slice(range.start, range.end), value: writtenValue(pair, text) }] : [],
  );
  if (pieces.some((piece) => piece.text.includes('\n'))) return undefined;
  const head = pieces.find(({ name }) => name === main);
  const rest = pieces.filter((piece) => piece !== head).map((piece) => piece.text);
  if (main === undefined ? rest.length === 0 : head?.value === undefined) return undefined;
  const [start, end] = [inner.range?.[0] ?? 0, endOf(inner, text)];
  const behindColon = text.indexOf(':', key) + 1;
  const from = head ? (inner.flow ? start : behindColon) : key;
  const first = head ? `${inner.flow ? '' : ' '}${head.value}` : rest.shift();
  if (outer.flow) return [editOf(source, from, end, [first, ...rest].join(', '))];
  const indent = `\n${' '.repeat(indentOf(key, source))}`;
  const lines = rest.map((line) => `${indent}${line}`).join('');
  const lineEnd = endOfLine(end, source);
  return lineEnd === end
    ? [editOf(source, from, end, `${first}${lines}`)]
    : [editOf(source, from, end, first ?? ''), editOf(source, lineEnd, lineEnd, lines)];
}

const writtenValue = ({ value }: Pair, text: string): string | undefined =>
  isScalar(value) && value.range ? text.slice(value.range[0], value.range[1]) : undefined;
