/** Compares what two versions hold at one place, part by part, and says each difference as small as it is. */
import { sayAny } from '../definition-words.ts';
import { isReference } from '../paths.ts';
import { isCondition } from '../step-words.ts';
import { type Said, sayChange } from './change.ts';
import { isStepList, wayName } from './places.ts';

/** `label`: `up-to`, `with.reason`. Steps inside are not looked at: each is compared as a step. */
export function compareValues(label: string, before: unknown, after: unknown): Said[] {
  const [was, is] = [plain(before), plain(after)];
  if (same(was, is)) return [];
  if (isConditions(was) || isConditions(is)) {
    return [sayChange('condition', label || 'asks', say(was), say(is))];
  }
  if (isListOfMaps(was) && isListOfMaps(is)) return compareWays(label, was, is);
  if (isPlainMap(was) && isPlainMap(is)) {
    const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])];
    return keys.flatMap((key) => compareValues(label ? `${label}.${key}` : key, was[key], is[key]));
  }
  const [old, now] = [say(was), say(is)];
  return [sayChange('option', label, old, old === now ? JSON.stringify(is) : now)];
}

/** Ways of a decision and arms of a split: by name where they have one, else by their place. */
function compareWays(label: string, before: readonly WayItem[], after: readonly WayItem[]): Said[] {
  const [was, is] = [byName(before), byName(after)];
  const names = [...new Set([...was.keys(), ...is.keys()])];
  return names.flatMap((name): Said[] => {
    const [old, now] = [was.get(name), is.get(name)];
    const full = name.startsWith('way ') ? [label, name].filter(Boolean).join(' ') : name;
    if (old && now) {
      const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])];
      return keys.flatMap((key) => compareValues(key === 'if' ? `${full} asks` : `${full} ${key}`, old[key], now[key]));
    }
    return [sayChange('way', full, old && sayWay(old), now && sayWay(now))];
  });
}

type WayItem = Record<string, unknown>;

const byName = (ways: readonly WayItem[]) => new Map(ways.map((way, index) => [wayName(way, index), way]));

const sayWay = (way: WayItem): string =>
  Object.entries(way)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => (isConditions(value) ? sayAny(value) : `${key} ${sayAny(value)}`))
    .join(', ');

const say = (value: unknown): string | undefined => (value === undefined ? undefined : sayAny(value));

/** Without the steps inside, and without where things were written. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return isStepList(value) ? undefined : value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const isItem = isCondition(value);
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, part]) => {
      const kept = isItem && key === 'path' ? undefined : plain(part);
      return kept === undefined ? [] : [[key, kept]];
    }),
  );
}

export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const [mine, theirs] = [Object.entries(a), Object.entries(b)];
  return (
    Array.isArray(a) === Array.isArray(b) &&
    mine.length === theirs.length &&
    mine.every(([key, value]) => Object.hasOwn(b, key) && same(value, (b as Record<string, unknown>)[key]))
  );
}

const isConditions = (value: unknown): boolean =>
  isCondition(value) || (Array.isArray(value) && value.length > 0 && value.every(isCondition));

const isListOfMaps = (value: unknown): value is WayItem[] =>
  Array.isArray(value) &&
  value.every((item) => typeof item === 'object' && item !== null && !Array.isArray(item) && !isCondition(item));

/** A map that an author wrote as one: not a measure, a window or a reference, which are said in one word. */
const isPlainMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !isCondition(value) &&
  !isReference(value) &&
  !isMeasure(value) &&
  !('from' in value && 'to' in value);

/** Durations, shares and the like keep what was written beside what it comes to. */
function isMeasure(value: object): boolean {
  const { text, ...measured } = value as Record<string, unknown>;
  const numbers = Object.values(measured);
  return typeof text === 'string' && numbers.length > 0 && numbers.every((one) => typeof one === 'number');
}
