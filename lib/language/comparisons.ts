/** How two values are compared, everywhere: in conditions, in `where`, in audiences. Two-valued: the unknown compares false. */
import * as z from 'zod';
import { type Ages, ageShape, agesHold, ageWords, sayAges, type When } from './ages.ts';
import type { Json } from './json.ts';
import { isPath } from './path-form.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const ordered = z.union([z.string(), z.number()]);

export const comparisonShape = {
  is: scalar.optional().describe('Equal; number 1 and text "1" are one value.'),
  'is-not': scalar.optional().describe('Exactly `not: is`, so true of the unknown.'),
  in: z.array(scalar).min(1).optional().describe('One of these.'),
  contains: scalar.optional().describe('Text holds this text (case ignored), or a list holds this item.'),
  above: ordered.optional(),
  'at-least': ordered.optional(),
  below: ordered.optional(),
  'at-most': ordered.optional(),
  known: z.boolean().optional().describe('true: has a value; false: has none.'),
};
export const comparison = z.strictObject(comparisonShape);
export type Comparison = z.output<typeof comparison>;

export const comparisonWords = Object.keys(comparisonShape) as (keyof Comparison)[];

/** For values that may be dates as well. */
export const valueComparisonShape = { ...comparisonShape, ...ageShape };
export type ValueComparison = Comparison & Ages;
export const valueComparisonWords = [...comparisonWords, ...ageWords];

type Test = (found: Json | undefined, wanted: never) => boolean;

const isKnown = (found: Json | undefined): found is Exclude<Json, null> =>
  found !== undefined && found !== null && found !== '';
// A list or a map is never one plain value, and may not even be sayable as text.
const isSame = (found: Json | undefined, wanted: unknown) =>
  isKnown(found) && typeof found !== 'object' && String(found) === String(wanted);

/** Blank text is no number, though JavaScript reads it as 0. */
const asNumber = (value: string | number) =>
  typeof value === 'string' && value.trim() === '' ? Number.NaN : Number(value);

/** Negative, 0 or positive; undefined where the two cannot be ordered. Numbers as numbers, the rest as text. */
function order(found: Json | undefined, wanted: string | number): number | undefined {
  if (!isKnown(found) || typeof found === 'object' || typeof found === 'boolean') return undefined;
  const [left, right] = [asNumber(found), asNumber(wanted)];
  if (!Number.isNaN(left) && !Number.isNaN(right)) return left - right;
  if (typeof wanted === 'number' || typeof found === 'number') return undefined;
  return found < wanted ? -1 : found > wanted ? 1 : 0;
}

const tests: Record<keyof Comparison, Test> = {
  is: (found, wanted) => isSame(found, wanted),
  'is-not': (found, wanted) => !isSame(found, wanted),
  in: (found, wanted: unknown[]) => wanted.some((one) => isSame(found, one)),
  contains: (found, wanted) => {
    if (Array.isArray(found)) return found.some((item) => isSame(item, wanted));
    return typeof found === 'string' && found.toLowerCase().includes(String(wanted).toLowerCase());
  },
  above: (found, wanted) => (order(found, wanted) ?? 0) > 0,
  'at-least': (found, wanted) => (order(found, wanted) ?? -1) >= 0,
  below: (found, wanted) => (order(found, wanted) ?? 0) < 0,
  'at-most': (found, wanted) => (order(found, wanted) ?? 1) <= 0,
  known: (found, wanted) => isKnown(found) === wanted,
};

/** True if every comparison written in `wanted` holds of `found`. Where nobody says `when` it is, no date is old or new. */
export function compares(found: Json | undefined, wanted: ValueComparison, when?: When): boolean {
  const isAsked = comparisonWords.every(
    (word) => wanted[word] === undefined || tests[word](found, wanted[word] as never),
  );
  if (!isAsked || ageWords.every((word) => wanted[word] === undefined)) return isAsked;
  return when !== undefined && agesHold(found, wanted, when);
}

/** `where: { plan: pro, amount: { above: 100 } }`: paths of the event's data, each with a value or comparisons. */
const dataPath = z.string().refine(isPath, 'A path is names joined by dots: `order.total`.');
export const where = z.record(dataPath, z.union([scalar, comparison]));
export type Where = z.output<typeof where>;

/** The comparison as people say it: `at least 50`, `is gold`. */
export function sayComparison(wanted: ValueComparison): string {
  const plain = comparisonWords
    .filter((word) => wanted[word] !== undefined)
    .map((word) =>
      word === 'known'
        ? wanted.known
          ? 'known'
          : 'not known'
        : `${word.replaceAll('-', ' ')} ${sayValue(wanted[word])}`,
    );
  return [...plain, ...sayAges(wanted)].join(' and ');
}
const sayValue = (value: unknown) => (Array.isArray(value) ? value.join(', ') : String(value));

/** `total above 100, productType is skin-care`. */
export const sayWhere = (where: Where): string =>
  Object.entries(where)
    .map(([path, wanted]) => `${path} ${sayComparison(typeof wanted === 'object' ? wanted : { is: wanted })}`)
    .join(', ');
