/** A decision that is made already is told to its author: nobody would ever see one of its branches. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alwaysHolds, neverHolds } from '../../lib/language/check/logic/verdict.ts';
import { checkProject } from '../../lib/language/check/project.ts';
import type { CheckedCondition } from '../../lib/language/checked.ts';
import { compares, type ValueComparison } from '../../lib/language/comparisons.ts';
import { acmeWith } from '../support/acme.ts';

function mistakesIn(lines: string, head = ''): string[] {
  const text = `journey: decided\npurpose: Decides\nowner: a@acme.example\ntopic: product-tips\n${head}steps:\n${lines.replaceAll(/^/gm, '  ')}\n`;
  const { diagnostics } = checkProject(acmeWith({ 'journeys/decided.yaml': text }));
  const lineOf = text.split('\n');
  return diagnostics.map(
    ({ code, line, column, length }) => `${code} ${lineOf[line - 1]?.slice(column - 1, column - 1 + length)} ${line}`,
  );
}
const asked = (condition: string) =>
  mistakesIn(`- if: ${condition}\n  then:\n    - stop: done`).map((one) => one.replace(/ \d+$/, ''));

test.each<[string, string]>([
  ['{ field: role, is: a, is-not: a }', 'field'],
  ['{ field: role, above: 10, below: 5 }', 'field'],
  ['{ field: role, at-least: 10, below: 10 }', 'field'],
  ['{ field: role, known: false, is: x }', 'field'],
  ['{ field: role, in: [a, b], is: c }', 'field'],
  ['{ field: renewalDate, older-than: 1 year, newer-than: 30 days }', 'field'],
  ['[{ field: plan, is: gold }, { field: plan, is: silver }]', 'field'],
  [
    '[{ field: plan, is-not: gold }, { field: plan, is-not: silver }, { field: plan, is-not: trial }, { field: plan, known: true }]',
    'field',
  ],
  ['[{ segment: early-birds }, { not: { segment: early-birds } }]', 'not'],
  ['{ all: [{ segment: early-birds }, { any: [{ not: { segment: early-birds } }] }] }', 'any'],
  ['[{ event: order.paid, times: 3 }, { not: { event: order.paid } }]', 'not'],
  ['[{ event: order.paid, times: 1..2 }, { event: order.paid, times: 5..6 }]', 'event'],
  ['[{ score: lead, above: 50 }, { score: lead, below: 20 }]', 'score'],
  ['{ any: [{ segment: early-birds }, { field: role, above: 10, below: 5 }] }', 'field'],
  ['[{ value: contact.plan, is: gold }, { field: plan, is: trial }]', 'field'],
])('never holds: %s', (condition, marked) => {
  expect(asked(condition)).toEqual([`WM470 ${marked}`]);
});

test.each<[string, string]>([
  ['{ any: [{ segment: early-birds }, { not: { segment: early-birds } }] }', 'any'],
  ['{ any: [{ field: plan, known: true }, { field: plan, known: false }] }', 'any'],
  ['{ not: [{ field: role, is: a }, { field: role, is-not: a }] }', 'field'],
])('always holds, or would: %s', (condition, marked) => {
  expect(asked(condition).map((one) => one.replace(/^WM47[01] /, ''))).toEqual([marked]);
});

test.each([
  '{ field: role, above: 5, below: 10 }',
  '{ field: role, at-least: 10, at-most: 10 }',
  '{ field: role, above: b, below: c, contains: z }',
  '{ field: renewalDate, older-than: 1 month, newer-than: 31 days }',
  '{ field: renewalDate, newer-than: 1 year, older-than: 30 days }',
  '[{ field: plan, is: gold }, { segment: early-birds }]',
  '{ any: [{ field: role, above: 5 }, { field: role, at-most: 5 }] }',
  '{ any: [{ field: plan, is: gold }, { field: plan, is: silver }] }',
  '[{ event: order.paid, within: 7 days }, { not: { event: order.paid, within: 1 day } }]',
  '[{ event: order.paid, where: { total: 1 } }, { not: { event: order.paid, where: { total: 2 } } }]',
  '[{ field: role, contains: a }, { field: role, contains: b }, { field: role, is-not: ab }]',
  '{ not: [{ field: plan, is: gold }, { segment: early-birds }] }',
])('says nothing where both may be: %s', (condition) => {
  expect(asked(condition)).toEqual([]);
});

test('a list that cannot hold is told at the member with which it cannot', () => {
  const lines =
    '- wait-for:\n    - { segment: early-birds }\n    - { field: plan, is: gold }\n    - { field: plan, is: trial }\n    - { page: /x }\n  up-to: 1 day';
  expect(mistakesIn(lines)).toEqual(['WM470 field 9']);
});

const gold = '{ field: plan, is: gold }';
const early = '{ segment: early-birds }';

test.each<{ case: string; paths: string[]; told: number[] }>([
  { case: 'the same twice', paths: [early, `[${early}]`], told: [2] },
  {
    case: 'a narrower one below',
    paths: ['{ score: lead, at-least: 10 }', '{ score: lead, at-least: 50 }'],
    told: [2],
  },
  { case: 'a wider one below', paths: ['{ score: lead, at-least: 50 }', '{ score: lead, at-least: 10 }'], told: [] },
  { case: 'more conditions below', paths: [gold, `[${gold}, ${early}]`], told: [2] },
  { case: 'one of several above', paths: [`{ any: [${early}, ${gold}] }`, early], told: [2] },
  {
    case: 'all that there are above',
    paths: [gold, '{ field: plan, in: [silver, trial] }', '{ field: plan, known: true }'],
    told: [3],
  },
])('a path of `decide` that nobody takes: $case', ({ paths, told }) => {
  const lines = ['- decide:', ...paths.map((one) => `    - if: ${one}`)].join('\n');
  expect(mistakesIn(lines)).toEqual(told.map((index) => `WM472 if ${6 + index}`));
});

test('a goal behind an end that always comes before it is told, one that outlasts the run is not', () => {
  const twice = (options: string) =>
    `goals:\n  first: { event: order.paid }\n  third: { event: order.paid, times: 3${options} }\n`;
  expect(mistakesIn('- wait: 3 days', twice(''))).toEqual(['WM473 third 7']);
  expect(mistakesIn('- wait: 3 days', twice(', by: 90 days'))).toEqual([]);
  expect(mistakesIn('- wait: 3 days', twice('').replace('paid }', 'paid, ends-run: false }'))).toEqual([]);
});

// Whatever three comparisons say together is tried with every value there may be.
const few = [undefined, 0, 1, 2, 3, 1.5, 'a', 'b', 'ab', '2', true, ['a'], ['a', 'b']] as const;
const literal = fc.constantFrom(1, 2, 'a', 'b', '2');
const wanted = fc.record(
  {
    is: literal,
    'is-not': literal,
    in: fc.array(literal, { minLength: 1, maxLength: 2 }),
    contains: fc.constantFrom('a', 'b'),
    above: literal,
    'at-most': literal,
    below: literal,
    known: fc.boolean(),
  },
  { requiredKeys: [] },
);
const { condition } = fc.letrec<{ condition: CheckedCondition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small' },
    fc.tuple(fc.constantFrom('x', 'y'), wanted).map(([head, one]) => ({ kind: 'field', head, ...one })),
    fc
      .tuple(fc.constantFrom('all', 'any', 'not'), fc.array(tie('condition'), { minLength: 1, maxLength: 3 }))
      .map(([kind, head]) => ({ kind, head })),
  ),
}));

function holds(one: CheckedCondition, values: Record<string, unknown>): boolean {
  const inner = one.head as CheckedCondition[];
  if (one.kind === 'all') return inner.every((each) => holds(each, values));
  if (one.kind === 'any') return inner.some((each) => holds(each, values));
  if (one.kind === 'not') return !inner.every((each) => holds(each, values));
  return compares(values[String(one.head)] as never, one as ValueComparison);
}

test('what is said never to hold holds for nobody, and what always, for all', () => {
  fc.assert(
    fc.property(fc.array(condition, { minLength: 1, maxLength: 3 }), (list) => {
      const answers = few.flatMap((x) => few.map((y) => list.every((one) => holds(one, { x, y }))));
      const none = () => undefined;
      if (neverHolds(list, none)) expect(answers.some(Boolean)).toBe(false);
      if (alwaysHolds(list, none)) expect(answers.every(Boolean)).toBe(true);
    }),
    { numRuns: Number(process.env.FUZZ_RUNS ?? 200) },
  );
});
