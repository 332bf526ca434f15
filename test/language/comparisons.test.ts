/** Holds: every comparison has an answer for whatever a contact's record holds, yes or no, and never a third. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Ages, ageWords } from '../../lib/language/ages.ts';
import { type Comparison, compares, comparisonWords, where } from '../../lib/language/comparisons.ts';
import { readDuration } from '../../lib/language/durations.ts';
import type { Json } from '../../lib/language/json.ts';
import { isPath } from '../../lib/language/path-form.ts';
import { meets, readPath } from '../../lib/language/paths.ts';
import { inZone, isoOf } from '../../lib/language/zones.ts';

const when = { now: '2026-03-02T10:00:00.000Z', zone: 'Europe/Paris' };
const length = (text: string) => (readDuration(text) as { value: never }).value;

const scalar = fc.oneof(fc.string(), fc.double({ noNaN: true }), fc.integer(), fc.boolean());
const awkward = fc.constantFrom<Json>(
  '',
  ' ',
  '0',
  '-0',
  'NaN',
  '1e3',
  '2026-02-30',
  { toString: 1, valueOf: null },
  [[]],
  [null],
);
const anything = fc.option(fc.oneof(fc.jsonValue() as fc.Arbitrary<Json>, scalar, awkward), { nil: undefined });
const wantedOf: Record<keyof Comparison, fc.Arbitrary<unknown>> = {
  is: scalar,
  'is-not': scalar,
  in: fc.array(scalar, { minLength: 1 }),
  contains: scalar,
  above: fc.oneof(fc.string(), fc.integer()),
  'at-least': fc.oneof(fc.string(), fc.integer()),
  below: fc.oneof(fc.string(), fc.integer()),
  'at-most': fc.oneof(fc.string(), fc.integer()),
  known: fc.boolean(),
};
const age = fc.constantFrom('1 hour', '3 days', '1 year', '2 working days', '4 office hours').map(length);

describe('of any two values', () => {
  test.each(comparisonWords)('%s says yes or no', (word) => {
    fc.assert(
      fc.property(anything, wantedOf[word], (found, wanted) => {
        expect(typeof compares(found, { [word]: wanted } as Comparison)).toBe('boolean');
      }),
    );
  });

  test.each(ageWords)('%s says yes or no', (word) => {
    const dates = fc.oneof(anything, fc.constantFrom<Json>('9999-12-31', '0000-01-01', '2026-03-02', 1_770_000_000));
    fc.assert(
      fc.property(dates, age, (found, wanted) => {
        expect(typeof compares(found, { [word]: wanted } as Ages, when)).toBe('boolean');
      }),
    );
  });

  test('is-not is exactly not: is', () => {
    fc.assert(
      fc.property(anything, scalar, (found, wanted) => {
        expect(compares(found, { 'is-not': wanted })).toBe(!compares(found, { is: wanted }));
      }),
    );
  });

  test('in is one of is, and several words mean all of them', () => {
    fc.assert(
      fc.property(anything, fc.array(scalar, { minLength: 1 }), scalar, (found, several, text) => {
        expect(compares(found, { in: several })).toBe(several.some((is) => compares(found, { is })));
        const both = { in: several, contains: text };
        expect(compares(found, both)).toBe(compares(found, { in: several }) && compares(found, { contains: text }));
      }),
    );
  });

  test('no order holds both ways, and none of the unknown', () => {
    fc.assert(
      fc.property(anything, fc.integer(), (found, wanted) => {
        expect(compares(found, { above: wanted }) && compares(found, { 'at-most': wanted })).toBe(false);
        expect(compares(found, { below: wanted }) && compares(found, { 'at-least': wanted })).toBe(false);
      }),
    );
    for (const found of [undefined, null, '', ' ', [], {}, true])
      for (const word of ['above', 'at-least', 'below', 'at-most'] as const)
        expect(compares(found, { [word]: 0 }), `${JSON.stringify(found)} ${word}`).toBe(false);
  });

  test('whatever the path and the data, where has an answer', () => {
    const written = fc.dictionary(fc.string(), fc.oneof(scalar, fc.constant({ known: true })), {
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(anything, written, fc.string(), (data, lines, path) => {
        expect(typeof meets(data, lines as never)).toBe('boolean');
        readPath(data, path);
      }),
    );
  });
});

describe('G7: a path that cannot be one', () => {
  test.each(['', '.', 'a..b', 'a.', '.a', ' a', 'items[0]', '{{ a }}'])(
    '"%s" is refused where it is written',
    (path) => {
      expect(isPath(path)).toBe(false);
      expect(where.safeParse({ [path]: 1 }).success).toBe(false);
    },
  );

  test.each(['a', 'a.b', 'Order Total', 'items.0.name', 'naïve'])('"%s" may be one', (path) => {
    expect(isPath(path)).toBe(true);
  });

  test('met all the same, it compares false', () => {
    const data = { a: { b: 1 }, constructor: 2 };
    for (const path of ['', 'a..b', 'a.b.c', '__proto__', 'a.toString']) expect(meets(data, { [path]: 1 })).toBe(false);
  });
});

describe('how old a date is', () => {
  const rows: [found: Json | undefined, word: keyof Ages, length: string, holds: boolean][] = [
    ['2025-03-02', 'older-than', '1 year', true],
    ['2025-03-03', 'older-than', '1 year', false],
    ['2025-03-02', 'newer-than', '1 year', false],
    ['2025-03-03', 'newer-than', '1 year', true],
    ['2026-02-01T09:00:00.000Z', 'newer-than', '30 days', true],
    ['2026-03-03', 'newer-than', '30 days', false],
    ['2026-03-09', 'due-within', '7 days', true],
    ['2026-03-10', 'due-within', '7 days', false],
    ['2026-03-02', 'due-within', '7 days', true],
    ['2026-03-01', 'due-within', '7 days', false],
    ['2026-03-02T09:59:59.000Z', 'due-within', '7 days', false],
    ['2026-03-02T10:00:00.000Z', 'due-within', '1 hour', true],
    ['9999-12-31', 'older-than', '10 years', false],
    ['9999-12-31', 'due-within', '10 years', false],
    ['0001-01-01', 'older-than', '10 years', true],
    ['soon', 'older-than', '1 day', false],
    [undefined, 'newer-than', '1 day', false],
    [true, 'due-within', '1 day', false],
  ];
  test.each(rows)('%s is %s %s: %s', (found, word, text, holds) => {
    expect(compares(found, { [word]: length(text) }, when)).toBe(holds);
  });

  test('is counted in calendar days of the contact, the night of daylight saving too', () => {
    const paris = { now: '2026-03-29T22:00:00.000Z', zone: 'Europe/Paris' };
    expect(compares('2026-03-29', { 'older-than': length('1 day') }, paris)).toBe(true);
    expect(compares('2026-03-29', { 'older-than': length('24 hours') }, paris)).toBe(false);
  });

  test('a date in the past is older or newer, and never both', () => {
    const past = fc.integer({ min: -4_000, max: 0 }).map((days) => isoOf(inZone(when.now, 'UTC').add({ days })));
    fc.assert(
      fc.property(past, age, (found, than) => {
        const older = compares(found, { 'older-than': than }, when);
        expect(compares(found, { 'newer-than': than }, when)).toBe(!older);
      }),
    );
  });

  test('nobody knows it where nobody says what time it is', () => {
    expect(compares('2020-01-01', { 'older-than': length('1 day') })).toBe(false);
  });
});

describe('what a record holds, and what is asked of it', () => {
  const rows: [found: Json | undefined, asked: Comparison, holds: boolean][] = [
    [undefined, { known: true }, false],
    [null, { known: true }, false],
    ['', { known: true }, false],
    [' ', { known: true }, true],
    [0, { known: true }, true],
    [false, { known: true }, true],
    [null, { known: false }, true],
    [undefined, { is: 'undefined' }, false],
    [null, { is: 'null' }, false],
    ['', { is: '' }, false],
    [1, { is: '1' }, true],
    [true, { is: 'true' }, true],
    [['gold'], { is: 'gold' }, false],
    [['gold', 'old'], { contains: 'old' }, true],
    [['gold'], { contains: 'old' }, false],
    ['Golden', { contains: 'OLD' }, true],
    [12, { contains: 1 }, false],
    [5, { above: 5 }, false],
    [5, { 'at-least': 5 }, true],
    [5, { below: 5 }, false],
    [5, { 'at-most': 5 }, true],
    ['9', { below: '10' }, true],
    ['9', { above: '10' }, false],
    ['b', { above: 'a' }, true],
    ['a', { below: 'b' }, true],
    ['a', { 'at-least': 'a' }, true],
    ['10', { below: '9 days' }, true],
    ['9 days', { above: '10' }, true],
    ['soon', { above: 1 }, false],
    ['soon', { below: 1 }, false],
    [5, { 'at-least': 'soon' }, false],
    [5, { 'at-most': 'soon' }, false],
    ['', { below: 'a' }, false],
    [' ', { below: 'a' }, true],
  ];
  test.each(rows)('%j, %j: %s', (found, asked, holds) => {
    expect(compares(found, asked)).toBe(holds);
  });
});
