/** Where the parts of a YAML file begin and end, without the blank lines and comments that follow them. */
import { isCollection, isMap, isNode, isPair, isScalar, isSeq, type Node, type Pair } from 'yaml';
import type { Path } from './diagnostics.ts';
import type { Edit } from './fix.ts';
import type { SourceText } from './source-text.ts';
import { childOf } from './yaml-tree.ts';

export interface Range {
  start: number;
  end: number;
}

export const nodeAt = (root: unknown, path: Path): unknown =>
  path.reduce<unknown>((node, step) => childOf(node, step)?.value, root);

export function rangeOfPair({ key, value }: Pair, text: string): Range | undefined {
  if (!isNode(key) || !key.range) return undefined;
  const [start, keyEnd] = key.range;
  return { start, end: isNode(value) ? Math.max(keyEnd, endOf(value, text)) : keyEnd };
}

/** The last character that belongs to a value; a block ends with its last line. */
export function endOf(node: Node, text: string): number {
  const end = node.range?.[1] ?? 0;
  if (isCollection(node) && !node.flow) {
    const last = node.items.at(-1);
    if (isPair(last)) return rangeOfPair(last, text)?.end ?? end;
    return isNode(last) ? endOf(last, text) : end;
  }
  const isBlockText = isScalar(node) && /^BLOCK/.test(node.type ?? '');
  return isBlockText ? text.slice(0, end).trimEnd().length : end;
}

/** Inner maps and lists that stand in lines of their own. */
export const isBlock = (node: unknown): boolean => (isMap(node) || isSeq(node)) && !node.flow;

export const editOf = (source: SourceText, start: number, end: number, text: string): Edit => ({
  from: source.pointOf(start),
  to: source.pointOf(end),
  text,
});

/** Offsets at which the lines behind the first one of a range begin. */
export function laterLines({ start, end }: Range, text: string): number[] {
  const lines: number[] = [];
  for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) lines.push(at + 1);
  return lines;
}

export const endOfLine = (offset: number, source: SourceText): number => offset + source.restOfLine(offset).length;

export const indentOf = (offset: number, source: SourceText): number => source.pointOf(offset).column - 1;
