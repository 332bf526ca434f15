/** Whether conditions can hold at all, and whether they can fail: a decision that is made already is none. */
import type { CheckedCondition } from '../../checked.ts';
import { compares, type ValueComparison, valueComparisonWords } from '../../comparisons.ts';
import type { FieldType } from '../../project.ts';
import { type Atom, asksTheSame, atomOf } from './atoms.ts';
import { candidatesFor } from './candidates.ts';

/** `contact.plan` → its type, as far as somebody has said. */
export type TypeOf = (path: string) => FieldType | undefined;

interface Literal extends Atom {
  negated: boolean;
}
/** All of its literals hold. */
type Case = readonly Literal[];

/** More cases than these nobody has in mind, and trying them would take longer than the whole check. */
const mostCases = 100;

/** So many comparisons of one value; each is tried with values around all of them. */
const mostOfOne = 30;

/** All of `conditions` hold in none of the cases that there are. `unless`: each a list that does not hold as a whole. */
export function neverHolds(
  conditions: readonly CheckedCondition[],
  typeOf: TypeOf,
  unless: readonly (readonly CheckedCondition[])[] = [],
): boolean {
  if (unless.length === 0 && conditions.length === 1 && isSimple(conditions[0]!)) return false;
  const cases = [casesOf(conditions, false), ...unless.map((list) => casesOf(list, true))].reduce(product);
  return cases.length <= mostCases && cases.every((one) => isContradiction(one, typeOf));
}

/** Most are: one kind and one comparison, which may hold and may not. */
function isSimple(condition: CheckedCondition): boolean {
  return !joiners.has(condition.kind) && wordsIn(condition as ValueComparison) < 2;
}

const joiners = new Set(['all', 'any', 'not']);

export function alwaysHolds(conditions: readonly CheckedCondition[], typeOf: TypeOf): boolean {
  const cases = casesOf(conditions, true);
  return cases.length <= mostCases && cases.every((one) => isContradiction(one, typeOf));
}

/** In which cases a list holds as a whole or, negated, does not. */
function casesOf(conditions: readonly CheckedCondition[], negated: boolean): Case[] {
  const each = conditions.map((condition) => casesOfOne(condition, negated));
  return negated ? each.flat() : each.reduce(product, [[]]);
}

function casesOfOne(condition: CheckedCondition, negated: boolean): Case[] {
  const inner = condition.head as CheckedCondition[];
  const joins = joiners.has(condition.kind) && Array.isArray(inner) && inner.length > 0;
  if (!joins) return [[{ ...atomOf(condition), negated }]];
  if (condition.kind === 'all') return casesOf(inner, negated);
  if (condition.kind === 'not') return casesOf(inner, !negated);
  const each = inner.map((one) => casesOfOne(one, negated));
  return negated ? each.reduce(product, [[]]) : each.flat();
}

/** Cut off above the limit: whoever asks gives up there. */
function product(left: readonly Case[], right: readonly Case[]): Case[] {
  if (left.length * right.length > mostCases) return Array.from({ length: mostCases + 1 }, () => []);
  return left.flatMap((one) => right.map((other) => [...one, ...other]));
}

function isContradiction(literals: Case, typeOf: TypeOf): boolean {
  const denied = literals.filter(({ negated }) => negated);
  if (denied.some((no) => literals.some((yes) => !yes.negated && asksTheSame(yes.condition, no.condition))))
    return true;
  const bySubject = new Map<string, Literal[]>();
  for (const literal of literals) {
    if (literal.subject === undefined || (literal.negated && !literal.isExact)) continue;
    bySubject.set(literal.subject, [...(bySubject.get(literal.subject) ?? []), literal]);
  }
  return [...bySubject].some(([subject, asked]) => !canHold(subject, asked, typeOf));
}

// Months are of several lengths, so what no value meets must be tried on several days.
const days = ['2026-03-01', '2026-05-01', '2026-08-01'].map((day) => `${day}T12:00:00.000Z`);

function canHold(subject: string, asked: readonly Literal[], typeOf: TypeOf): boolean {
  if (asked.length > mostOfOne || asked.some(({ wanted }) => (wanted.in?.length ?? 0) > mostCases)) return true;
  // One comparison alone always has a value that meets it, and one that does not.
  if (asked.length === 1 && wordsIn(asked[0]!.wanted) < 2) return true;
  const type = asked.some(({ counts }) => counts) ? 'count' : typeOf(subject.replace(/^value /, ''));
  const wanted = asked.map((one) => one.wanted);
  return days.some((now) =>
    candidatesFor(wanted, type, now).some((value) =>
      asked.every((one) => compares(value, one.wanted, { now, zone: 'UTC' }) !== one.negated),
    ),
  );
}

const wordsIn = (wanted: ValueComparison) =>
  valueComparisonWords.reduce((count, word) => (wanted[word] === undefined ? count : count + 1), 0);
