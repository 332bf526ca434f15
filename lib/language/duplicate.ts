/** A definition once more under another name, as its author wrote it, comments and all: a draft, which nobody enters. */
import { isMap, isScalar, type Pair, parseDocument, type YAMLMap } from 'yaml';
import type { Path } from './diagnostics.ts';
import { nodeAt, rangeOfPair } from './yaml-ranges.ts';

export interface Duplicate {
  kind: 'journey' | 'workflow';
  name: string;
  /** Places at which the definition speaks of itself. */
  own: readonly Path[];
}

interface Change {
  start: number;
  end: number;
  text: string;
}

/** Undefined for a file that is not written in lines of keys, or not readable at all. */
export function duplicateText(text: string, { kind, name, own }: Duplicate): string | undefined {
  const { contents: root, errors } = parseDocument(text);
  if (errors.length > 0 || !isMap(root) || root.flow) return undefined;
  const head = changeOf(pairOf(root, kind)?.value, name);
  if (!head) return undefined;
  const itself = own.flatMap((path) => changeOf(nodeAt(root, path), name) ?? []);
  const changes = [head, ...itself, asDraft(root, head.end, text), ...withoutLine(pairOf(root, 'was'), text)];
  return changes
    .toSorted((a, b) => b.start - a.start || b.end - a.end)
    .reduce((copy, { start, end, text: written }) => copy.slice(0, start) + written + copy.slice(end), text);
}

const pairOf = (root: YAMLMap, key: string): Pair | undefined =>
  root.items.find((pair) => isScalar(pair.key) && pair.key.value === key);

function changeOf(node: unknown, text: string): Change | undefined {
  return isScalar(node) && node.range ? { start: node.range[0], end: node.range[1], text } : undefined;
}

/** Right below its name. */
function asDraft(root: YAMLMap, headEnd: number, text: string): Change {
  const written = changeOf(pairOf(root, 'draft')?.value, 'true');
  if (written) return written;
  const lineEnd = text.indexOf('\n', headEnd);
  if (lineEnd < 0) return { start: text.length, end: text.length, text: '\ndraft: true' };
  const ending = text[lineEnd - 1] === '\r' ? '\r\n' : '\n';
  return { start: lineEnd + 1, end: lineEnd + 1, text: `draft: true${ending}` };
}

/** Only one definition can be the new name of an old one. */
function withoutLine(pair: Pair | undefined, text: string): Change[] {
  const range = pair && rangeOfPair(pair, text);
  if (!range) return [];
  const lineEnd = text.indexOf('\n', range.end);
  return [{ start: text.lastIndexOf('\n', range.start) + 1, end: lineEnd < 0 ? text.length : lineEnd + 1, text: '' }];
}
