/** Patterns, and events that nearly fit them: few names and few values, so that they meet. */
import fc from 'fast-check';
import type { Json, JsonMap } from '../../../lib/language/json.ts';
import type { Question } from './judge.ts';

const names = ['a', 'b', 'c', 'detail-type'];
const texts = [
  '',
  'x',
  'xy',
  'y',
  'Xy',
  'x*',
  '1',
  'true',
  'null',
  'é',
  'e\u0301',
  '😀',
  '😀x',
  'ß',
  '10.0.0.7',
  'a.b',
];
const numbers = [0, 1, -1, 1.5, 2, 0.1, 0.30000000000000004, 1e21, 1e-7, 12345678901];

const text = fc.constantFrom(...texts);
const number = fc.constantFrom(...numbers);
const plain: fc.Arbitrary<Json> = fc.oneof(
  { weight: 4, arbitrary: text },
  { weight: 2, arbitrary: number },
  fc.constantFrom<Json>(null, true, false),
);
const aName = fc.constantFrom(...names);

const inside = fc.letrec<{ value: Json; map: JsonMap }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    plain,
    tie('map'),
    fc.array(plain, { maxLength: 3 }),
    fc.array(tie('map'), { maxLength: 3 }),
    fc.array(tie('value'), { maxLength: 2 }),
  ),
  map: fc.dictionary(aName, tie('value'), { maxKeys: 3, noNullPrototype: true }),
}));

export const anEvent: fc.Arbitrary<JsonMap> = fc.dictionary(aName, inside.value, {
  minKeys: 1,
  maxKeys: 4,
  noNullPrototype: true,
});

const textsOrOne = fc.oneof(text, fc.uniqueArray(text, { minLength: 1, maxLength: 3 }));
const nonEmpty = text.filter((one) => one !== '');

/** What our own bus reads. */
const spoken: fc.Arbitrary<Json> = fc.oneof(
  { weight: 6, arbitrary: plain },
  fc.record({ prefix: text }),
  fc.record({ suffix: text }),
  fc.record({ exists: fc.boolean() }),
  fc.record({ 'anything-but': textsOrOne }),
  fc.record({ 'anything-but': fc.oneof(number, fc.uniqueArray(number, { minLength: 1, maxLength: 3 })) }),
  fc.record({
    'anything-but': fc.record({ prefix: fc.oneof(nonEmpty, fc.uniqueArray(nonEmpty, { minLength: 1, maxLength: 3 })) }),
  }),
  fc.record({
    'anything-but': fc.record({ suffix: fc.oneof(nonEmpty, fc.uniqueArray(nonEmpty, { minLength: 1, maxLength: 3 })) }),
  }),
) as fc.Arbitrary<Json>;

/** What EventBridge reads besides, what nobody reads, and what looks right and is not. */
export const unspoken: fc.Arbitrary<Json> = fc.oneof(
  fc.record({ 'equals-ignore-case': text }),
  fc.record({ wildcard: text }),
  fc.record({ prefix: fc.record({ 'equals-ignore-case': text }) }),
  fc.record({ suffix: fc.record({ 'equals-ignore-case': text }) }),
  fc.record({ numeric: fc.tuple(fc.constantFrom('<', '<=', '=', '>', '>='), number) }),
  fc.record({ cidr: fc.constantFrom('10.0.0.0/8', '::/0') }),
  fc.record({ 'anything-but': fc.record({ 'equals-ignore-case': textsOrOne }) }),
  fc.record({ 'anything-but': fc.record({ wildcard: textsOrOne }) }),
  fc.constantFrom<Json>(
    {},
    ['x'],
    { exists: 'yes' },
    { prefix: 1 },
    { prefix: 'x', suffix: 'y' },
    { 'anything-but': [] },
    { 'anything-but': ['x', 1] },
    { 'anything-but': null },
    { 'anything-but': true },
    { 'anything-but': { prefix: [] } },
    { 'anything-but': { prefix: 'x', suffix: 'y' } },
    { 'anything-but': {} },
    { b: 'x' },
  ),
) as fc.Arbitrary<Json>;

const patternOf = (matcher: fc.Arbitrary<Json>) =>
  fc.letrec<{ pattern: JsonMap; field: Json }>((tie) => ({
    field: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      { weight: 3, arbitrary: fc.array(matcher, { minLength: 1, maxLength: 3 }) },
      { weight: 2, arbitrary: tie('pattern') },
    ),
    pattern: fc.dictionary(aName, tie('field'), { minKeys: 1, maxKeys: 3, noNullPrototype: true }),
  })).pattern;

/** Beside events at random, some that were made to fit. */
export const aQuestion: fc.Arbitrary<Question> = patternOf(spoken).chain((pattern) =>
  fc.record({
    pattern: fc.constant<Json>(pattern),
    events: fc
      .tuple(
        fc.array(anEvent, { minLength: 4, maxLength: 6 }),
        fc.array(fitting(pattern), { minLength: 8, maxLength: 8 }),
      )
      .map((both) => both.flat() as Json[]),
  }),
);

/** One place of the pattern holds what our bus does not read. */
export const aStrangeQuestion: fc.Arbitrary<Question> = fc
  .tuple(
    patternOf(spoken),
    aName,
    fc.oneof(
      { weight: 6, arbitrary: fc.array(unspoken, { minLength: 1, maxLength: 1 }) as fc.Arbitrary<Json> },
      fc.constantFrom<Json>([], {}, 'x', null),
    ),
    fc.boolean(),
    fc.array(anEvent, { minLength: 2, maxLength: 2 }),
  )
  .map(([pattern, name, strange, isAlternative, events]) => ({
    pattern: isAlternative ? { $or: [pattern, { [name]: ['x'] }] } : { ...pattern, [name]: strange },
    events,
  }));

/** An event with something of the pattern's own at every field, sometimes in lists, sometimes spread over their items. */
export function fitting(pattern: JsonMap): fc.Arbitrary<JsonMap> {
  const fields = Object.entries(pattern).map(([name, wanted]) => [
    name,
    Array.isArray(wanted) ? near(wanted) : wrapped(fitting(wanted as JsonMap)),
  ]);
  return fc.record(Object.fromEntries(fields), { requiredKeys: [] }) as fc.Arbitrary<JsonMap>;
}

const wrapped = (inner: fc.Arbitrary<JsonMap>): fc.Arbitrary<Json> =>
  fc.oneof(
    { weight: 3, arbitrary: inner },
    { weight: 2, arbitrary: fc.array(inner, { minLength: 1, maxLength: 3 }) },
    fc.array(fc.array(inner, { maxLength: 2 }), { maxLength: 2 }),
  ) as fc.Arbitrary<Json>;

function near(matchers: Json[]): fc.Arbitrary<Json> {
  const wanted = matchers.flatMap((matcher) => valuesIn(matcher));
  const one = wanted.length > 0 ? fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...wanted) }, plain) : plain;
  return fc.oneof({ weight: 4, arbitrary: one }, fc.array(one, { maxLength: 3 }), anEvent) as fc.Arbitrary<Json>;
}

const valuesIn = (matcher: Json): Json[] =>
  typeof matcher === 'object' && matcher !== null
    ? Object.values(matcher).flatMap((one) => valuesIn(one ?? null))
    : typeof matcher === 'string'
      ? [matcher, `${matcher}y`, `x${matcher}`]
      : [matcher];
