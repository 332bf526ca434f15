/** Makes plain data of a definition written in TypeScript, and refuses what could not be stored, hashed or shown. */
import { bareMap } from '../bare-map.ts';
import type { Path } from '../diagnostics.ts';
import { findNoText } from '../no-text.ts';
import type { Problem } from './report.ts';
import { aValue } from './say-value.ts';

const deepest = 100;
/** A value that stands in many places is copied to each, and a few lines of code can name it a billion times. */
const mostParts = 50_000;

/** A copy of maps, lists, texts, numbers, yes/no and nulls, without what is `undefined`; anything else is a problem. */
export function plainData(value: unknown): { value: unknown; problems: Problem[] } {
  const problems: Problem[] = [];
  const refuse = (message: string, path: Path) => {
    problems.push({ code: 'WM317', message, hint: 'A definition is plain data: text, numbers, lists and maps.', path });
    return null;
  };
  let parts = 0;

  function copy(part: unknown, path: Path, around: readonly unknown[]): unknown {
    parts += 1;
    if (parts === mostParts) refuse(`This has more than ${mostParts} parts.`, []);
    if (parts >= mostParts) return null;
    if (part === null || typeof part === 'boolean') return part;
    if (typeof part === 'string') {
      const strange = findNoText(part);
      return strange ? refuse(`The character ${strange.name} is no text.`, path) : part;
    }
    if (typeof part === 'number')
      return Number.isFinite(part) ? part : refuse(`${part} is no number to reckon with.`, path);
    if (part === undefined) return refuse('Nothing stands here.', path);
    if (typeof part !== 'object') return refuse(`A ${typeof part} stands here.`, path);
    if (around.includes(part)) return refuse('This value contains itself.', path);
    if (around.length >= deepest) return refuse(`This is nested more than ${deepest} levels deep.`, path);
    try {
      return Array.isArray(part) ? listOf(part, path, [...around, part]) : mapOf(part, path, [...around, part]);
    } catch {
      // A getter or a proxy is code of the author's, and may do anything.
      return refuse('This value cannot be read.', path);
    }
  }

  function listOf(list: readonly unknown[], path: Path, inner: readonly unknown[]): unknown {
    if (list.length > mostParts) return refuse(`This list has ${list.length} entries.`, path);
    return Array.from(list, (item, index) => copy(item, [...path, index], inner));
  }

  function mapOf(part: object, path: Path, inner: readonly unknown[]): unknown {
    const prototype: unknown = Object.getPrototypeOf(part);
    if (prototype !== null && prototype !== Object.prototype)
      return refuse(`${aValue(part)} of a class stands here.`, path);
    const data = bareMap();
    for (const [key, item] of Object.entries(part)) {
      if (forbidden.has(key)) refuse(`\`${key}\` cannot be used as a key.`, path);
      else if (item !== undefined) data[key] = copy(item, [...path, key], inner);
    }
    return data;
  }

  return { value: copy(value, [], []), problems };
}

const forbidden = new Set(['__proto__', 'constructor', 'prototype']);
