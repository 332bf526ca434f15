/** Makes plain data of a definition written in TypeScript, and refuses what could not be stored, hashed or shown. */
import type { Path } from '../diagnostics.ts';
import type { Problem } from './report.ts';
import { aValue } from './say-value.ts';

const deepest = 100;

/** A copy of maps, lists, texts, numbers, yes/no and nulls, without what is `undefined`; anything else is a problem. */
export function plainData(value: unknown): { value: unknown; problems: Problem[] } {
  const problems: Problem[] = [];
  const refuse = (message: string, path: Path) => {
    problems.push({ code: 'WM317', message, hint: 'A definition is plain data: text, numbers, lists and maps.', path });
    return null;
  };

  function copy(part: unknown, path: Path, around: readonly unknown[]): unknown {
    if (part === null || typeof part === 'string' || typeof part === 'boolean') return part;
    if (typeof part === 'number')
      return Number.isFinite(part) ? part : refuse(`${part} is no number to reckon with.`, path);
    if (part === undefined) return refuse('Nothing stands here.', path);
    if (typeof part !== 'object') return refuse(`A ${typeof part} stands here.`, path);
    if (around.includes(part)) return refuse('This value contains itself.', path);
    if (around.length >= deepest) return refuse(`This is nested more than ${deepest} levels deep.`, path);
    const inner = [...around, part];
    if (Array.isArray(part)) return part.map((item, index) => copy(item, [...path, index], inner));
    const prototype: unknown = Object.getPrototypeOf(part);
    if (prototype !== null && prototype !== Object.prototype)
      return refuse(`${aValue(part)} of a class stands here.`, path);
    const data: Record<string, unknown> = Object.create(null);
    for (const [key, item] of Object.entries(part)) {
      if (forbidden.has(key)) refuse(`\`${key}\` cannot be used as a key.`, path);
      else if (item !== undefined) data[key] = copy(item, [...path, key], inner);
    }
    return data;
  }

  return { value: copy(value, [], []), problems };
}

const forbidden = new Set(['__proto__', 'constructor', 'prototype']);
