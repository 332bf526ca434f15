/** Values to try comparisons with: where any value at all meets them, one of these does. */
import { type Ages, ageWords } from '../../ages.ts';
import type { ValueComparison } from '../../comparisons.ts';
import { after, before } from '../../durations.ts';
import type { Json } from '../../json.ts';
import type { FieldType } from '../../project.ts';

const compared = ['is', 'is-not', 'in', 'above', 'at-least', 'below', 'at-most'] as const;

/** `now`: the instant from which ages are counted. `undefined` stands for a value that nobody knows. */
export function candidatesFor(
  wanted: readonly ValueComparison[],
  type: FieldType | 'count' | undefined,
  now: string,
): (Json | undefined)[] {
  if (typeof type === 'object') return [undefined, ...type.choices];
  if (type === 'yes-no') return [undefined, true, false];
  const literals = wanted.flatMap((one) => compared.flatMap((word) => [one[word] ?? []].flat()));
  const numbers = around(literals.map(Number).filter(Number.isFinite));
  if (type === 'count') return numbers.map((number) => Math.max(0, Math.ceil(number)));
  if (type === 'number') return [undefined, ...numbers];
  const contained = wanted.flatMap(({ contains }) => (contains === undefined ? [] : [contains]));
  return [
    undefined,
    true,
    false,
    ...numbers,
    // Beside a text, a number may be compared as one.
    ...numbers.map(String),
    ...texts(literals.map(String), contained.map(String)),
    ...(contained.length > 0 ? [contained] : []),
    ...datesAround(wanted, now),
  ];
}

/** The numbers themselves, one below and one above all, and one between each two. */
function around(numbers: readonly number[]): number[] {
  const ordered = [...new Set(numbers)].sort((a, b) => a - b);
  const between = ordered.slice(1).map((number, index) => (number + ordered[index]!) / 2);
  return [(ordered[0] ?? 0) - 1, ...ordered, ...between, (ordered.at(-1) ?? 0) + 1];
}

/** The texts themselves, and behind each the next one; all of them also with everything in them that is looked for. */
function texts(literals: readonly string[], contained: readonly string[]): string[] {
  const all = contained.join(' ');
  const places = ['', ...literals];
  return [...literals, all, ...contained, ...places.flatMap((text) => [`${text}\u0001`, `${text}\u0001${all}`])].filter(
    Boolean,
  );
}

const hour = 3_600_000;

function datesAround(wanted: readonly ValueComparison[], now: string): string[] {
  const ages = wanted.flatMap((one: Ages) => ageWords.flatMap((word) => one[word] ?? []));
  if (ages.length === 0) return [];
  const turns = [now, ...ages.flatMap((age) => [before(now, age, 'UTC'), after(now, age, 'UTC')])].sort();
  return [
    ...turns.flatMap((turn) => [moved(turn, -hour), turn, moved(turn, hour)]),
    ...turns.slice(1).map((turn, index) => new Date((Date.parse(turn) + Date.parse(turns[index]!)) / 2).toISOString()),
  ];
}

const moved = (iso: string, milliseconds: number) => new Date(Date.parse(iso) + milliseconds).toISOString();
