/** Changes a part of a YAML file and nothing around it: comments, blank lines and layout stay as their author left them. */
import { isMap, isScalar, parseDocument } from 'yaml';
import type { Path } from './diagnostics.ts';
import type { Fix, Repair } from './fix.ts';
import type { SourceText } from './source-text.ts';
import { liftFix } from './yaml-lift.ts';
import { editOf, endOf, endOfLine, indentOf, laterLines, nodeAt, rangeOfPair } from './yaml-ranges.ts';
import { childOf } from './yaml-tree.ts';

interface Part {
  path: Path;
  on?: 'key' | 'value';
}

/** `undefined` where the part is not written in a form that can be changed by itself. */
export function fixOf(repair: Repair, root: unknown, { path, on }: Part, source: SourceText): Fix | undefined {
  switch (repair.do) {
    case 'write':
      return writeFix(partAt(root, path, on), repair.text, source);
    case 'swap':
      return swapFix(partAt(root, path, on), repair.word, repair.text, source);
    case 'add':
      return addFix(nodeAt(root, repair.path), repair.key, repair.text, source);
    case 'begin':
      return beginFix(root, repair.key, repair.text, source);
    case 'lift':
      return liftFix(root, repair.path, repair.main, source);
    case 'list':
      return listFix(nodeAt(root, path), source);
  }
}

function partAt(root: unknown, path: Path, on: Part['on'] = 'value'): unknown {
  const last = path.at(-1);
  if (on === 'value' || last === undefined) return nodeAt(root, path);
  return childOf(nodeAt(root, path.slice(0, -1)), last)?.key;
}

function writeFix(node: unknown, text: string, source: SourceText): Fix | undefined {
  const range = isScalar(node) ? node.range : undefined;
  if (!range) return undefined;
  const before = source.text.slice(range[0], range[1]);
  const after = /^["']/.test(before) ? JSON.stringify(text) : asScalar(text);
  if (before === after || before === '' || before.includes('\n')) return undefined;
  return { says: `\`${before}\` → \`${after}\``, edits: [editOf(source, range[0], range[1], after)] };
}

function swapFix(node: unknown, word: string, text: string, source: SourceText): Fix | undefined {
  const range = isScalar(node) ? node.range : undefined;
  if (!range || asScalar(text) !== text) return undefined;
  const before = source.text.slice(range[0], range[1]);
  const pattern = word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const found = [...before.matchAll(new RegExp(`(?<![\\w.-])${pattern}(?![\\w-])`, 'g'))];
  if (found.length !== 1) return undefined;
  const start = range[0] + (found[0]?.index ?? 0);
  return { says: `\`${word}\` → \`${text}\``, edits: [editOf(source, start, start + word.length, text)] };
}

/** Behind the first entry: a step's head stays first, and its options follow it. */
function addFix(node: unknown, key: string, text: string, source: SourceText): Fix | undefined {
  const first = isMap(node) ? node.items[0] : undefined;
  const range = first && rangeOfPair(first, source.text);
  if (!isMap(node) || !range) return undefined;
  const line = `${key}: ${asScalar(text)}`;
  const says = `adds \`${line}\``;
  if (node.flow) return { says, edits: [editOf(source, range.end, range.end, `, ${line}`)] };
  const end = endOfLine(range.end, source);
  return { says, edits: [editOf(source, end, end, `\n${' '.repeat(indentOf(range.start, source))}${line}`)] };
}

/** Above the first key, and below what is remarked at the top of the file. */
function beginFix(root: unknown, key: string, text: string, source: SourceText): Fix | undefined {
  const first = isMap(root) && !root.flow ? root.items[0] : undefined;
  const range = first && rangeOfPair(first, source.text);
  if (!range) return undefined;
  const line = `${key}: ${asScalar(text)}`;
  return { says: `adds \`${line}\``, edits: [editOf(source, range.start, range.start, `${line}\n`)] };
}

function listFix(node: unknown, source: SourceText): Fix | undefined {
  const first = isMap(node) ? node.items[0] : undefined;
  const range = first && rangeOfPair(first, source.text);
  if (!isMap(node) || !range || !node.range) return undefined;
  const [says, end] = ['puts a dash before it', endOf(node, source.text)];
  const at = (offset: number, text: string) => editOf(source, offset, offset, text);
  if (node.flow) return { says: 'puts it in brackets', edits: [at(node.range[0], '['), at(end, ']')] };
  const lines = laterLines({ start: range.start, end }, source.text).filter((line) => source.restOfLine(line) !== '');
  return { says, edits: [at(range.start, '- '), ...lines.map((line) => at(line, '  '))] };
}

/** In quotes only where YAML would read it as something else. */
function asScalar(text: string): string {
  const read: unknown = parseDocument(`{ a: ${text} }`, { schema: 'core' }).toJS();
  const isPlain =
    typeof read === 'object' && read !== null && 'a' in read && read.a === text && Object.keys(read).length === 1;
  return isPlain ? text : JSON.stringify(text);
}
