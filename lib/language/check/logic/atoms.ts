/** What a single condition says about one thing, so that two of them can be seen to contradict each other. */
import type { CheckedCondition } from '../../checked.ts';
import { type ValueComparison, valueComparisonWords } from '../../comparisons.ts';

export interface Atom {
  condition: CheckedCondition;
  /** Two atoms of one subject ask about the same value; left out: it is compared with nothing. */
  subject?: string;
  wanted: ValueComparison;
  /** The comparisons are all it asks. */
  isExact: boolean;
  /** How often something happened: a number, always known. */
  counts?: true;
}

/** Of kinds that ask about a value by comparing it. */
const compared = new Set(['field', 'value', 'score', 'outcome', 'journey']);
const counted = new Set(['event', 'page']);

export function atomOf(condition: CheckedCondition): Atom {
  if (compared.has(condition.kind)) return comparisonAtom(condition);
  if (counted.has(condition.kind) && !summed.some((word) => condition[word] !== undefined)) return countAtom(condition);
  return { condition, wanted: {}, isExact: false };
}

const summed = ['total', 'fewer-than-before', 'above', 'at-least', 'below', 'at-most'];

function comparisonAtom(condition: CheckedCondition): Atom {
  const { kind, head } = condition;
  const isExact = optionsOf(condition).every((word) => comparing.has(word));
  const subject = kind === 'field' ? `value contact.${head}` : `${kind} ${head}`;
  return { condition, subject, wanted: condition as ValueComparison, isExact };
}

function countAtom(condition: CheckedCondition): Atom {
  const { times = 1, ...rest } = condition;
  const [from = '1', to] = String(times).split('..');
  const wanted = { 'at-least': Number(from), ...(to !== undefined && { 'at-most': Number(to) }) };
  return { condition, subject: textOf(rest as CheckedCondition), wanted, isExact: true, counts: true };
}

const comparing = new Set<string>(valueComparisonWords);
const noOptions = new Set(['kind', 'head', 'path']);

const optionsOf = (condition: CheckedCondition): string[] =>
  Object.keys(condition).filter((key) => !noOptions.has(key) && condition[key] !== undefined);

/** Where they were written is no part of it. */
export const asksTheSame = (one: CheckedCondition, other: CheckedCondition): boolean =>
  one.kind === other.kind && (one.head === other.head || typeof one.head === 'object') && textOf(one) === textOf(other);

const textOf = (condition: CheckedCondition): string => JSON.stringify(sorted(condition));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(
    ([key, part]) => part !== undefined && !(key === 'path' && isPlace(part)),
  );
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, part]) => [key, sorted(part)]));
}

// An author's own value called `path` is a word or a comparison, never a list.
const isPlace = (value: unknown) => Array.isArray(value);
