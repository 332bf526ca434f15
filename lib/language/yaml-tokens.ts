/** Looks a file's YAML over before it is understood: what definitions leave out, and nesting that no reader could follow. */
import { type CST, Parser } from 'yaml';

export const deepest = 100;

export interface Tokens {
  tokens: CST.Token[];
  /** Anchors, aliases and tags: words that start with `&`, `*` or `!`. */
  marks: { kind: 'anchor' | 'alias' | 'tag'; offset: number; source: string; inFlow: boolean }[];
  directives: number[];
  documents: number[];
  /** Offset of the first thing nested too deep. Understanding it would recurse as deep. */
  tooDeep?: number;
}

export function readTokens(text: string): Tokens {
  const found: Tokens = { tokens: [...new Parser().parse(text)], marks: [], directives: [], documents: [] };
  const open = found.tokens.map((token): Open => ({ token, depth: 0, inFlow: false })).reverse();
  for (let next = open.pop(); next; next = open.pop()) {
    const { token } = next;
    const depth = isCollection(token) ? next.depth + 1 : next.depth;
    const inFlow = next.inFlow || token.type === 'flow-collection';
    if (depth > deepest) return { ...found, tooDeep: token.offset };
    if (token.type === 'document') found.documents.push(token.offset);
    if (token.type === 'directive') found.directives.push(token.offset);
    if (isMark(token)) found.marks.push({ kind: token.type, offset: token.offset, source: token.source, inFlow });
    for (const part of partsOf(token).reverse()) open.push({ token: part, depth, inFlow });
  }
  return found;
}

interface Open {
  token: CST.Token | CST.SourceToken;
  depth: number;
  /** Between braces or brackets. */
  inFlow: boolean;
}

const isCollection = ({ type }: CST.Token | CST.SourceToken) =>
  type === 'block-map' || type === 'block-seq' || type === 'flow-collection';

const isMark = (
  token: CST.Token | CST.SourceToken,
): token is (CST.SourceToken & { type: 'anchor' | 'tag' }) | (CST.FlowScalar & { type: 'alias' }) =>
  token.type === 'anchor' || token.type === 'tag' || token.type === 'alias';

/** The tokens inside one, in the order of the file. */
function partsOf(token: CST.Token | CST.SourceToken): (CST.Token | CST.SourceToken)[] {
  const parts: (CST.Token | CST.SourceToken)[] = [];
  const take = (part: CST.Token | CST.SourceToken | (CST.Token | CST.SourceToken)[] | null | undefined) => {
    for (const one of Array.isArray(part) ? part : [part]) if (one) parts.push(one);
  };
  if ('start' in token) take(token.start);
  if ('props' in token) take(token.props);
  if ('items' in token) {
    for (const item of token.items) {
      take(item.start);
      if ('key' in item) take(item.key);
      if ('sep' in item) take(item.sep);
      if ('value' in item) take(item.value);
    }
  }
  if ('value' in token) take(token.value);
  if ('end' in token) take(token.end);
  return parts;
}
