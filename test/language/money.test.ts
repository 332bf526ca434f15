/** What a contact pays is what is written, to the smallest unit. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isCurrency, readAmount, sayAmount } from '../../lib/language/money.ts';

describe('an amount', () => {
  test.each([
    ['49.90', 'EUR', 4990],
    ['49.9', 'EUR', 4990],
    [49.9, 'EUR', 4990],
    ['49', 'EUR', 4900],
    [' 0.01 ', 'USD', 1],
    ['49.900', 'EUR', 4990],
    ['500', 'JPY', 500],
    ['500.00', 'JPY', 500],
    ['1.5', 'KWD', 1500],
    [19.99, 'EUR', 1999],
    [1.1, 'EUR', 110],
    ['1234567890.12', 'EUR', 123_456_789_012],
  ])('%j %s is %i of the smallest unit', (written, currency, minor) => {
    expect(readAmount(written, currency)).toBe(minor);
  });

  test.each([
    ['49.999', 'EUR'],
    [0.1 + 0.2, 'EUR'],
    ['1.5', 'JPY'],
    ['0', 'EUR'],
    ['0.00', 'EUR'],
    ['-5', 'EUR'],
    ['1e3', 'EUR'],
    ['1,50', 'EUR'],
    ['1.', 'EUR'],
    ['€5', 'EUR'],
    ['', 'EUR'],
    [undefined, 'EUR'],
    [null, 'EUR'],
    [true, 'EUR'],
    [{}, 'EUR'],
    [['5'], 'EUR'],
    [Number.NaN, 'EUR'],
    [1e21, 'EUR'],
    ['12345678901.00', 'EUR'],
    ['5', 'EURO'],
    ['5', 'eur'],
    ['5', 'constructor'],
  ])('%j %s is none, and is never guessed', (written, currency) => {
    expect(readAmount(written, currency)).toBeUndefined();
  });

  test('is said so that it is read as the same', () => {
    const currency = fc.constantFrom('EUR', 'JPY', 'KWD', 'ISK');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999 }), currency, (minor, code) => {
        expect(readAmount(sayAmount(minor, code), code)).toBe(minor);
      }),
    );
  });

  test.each([
    [4990, 'EUR', '49.90'],
    [5, 'EUR', '0.05'],
    [500, 'JPY', '500'],
    [1500, 'KWD', '1.500'],
  ])('%i %s is said %s', (minor, currency, said) => expect(sayAmount(minor, currency)).toBe(said));
});

test('a currency is one of ISO 4217, in capitals', () => {
  expect(['EUR', 'USD', 'JPY', 'TND', 'XOF'].every(isCurrency)).toBe(true);
  expect(['eur', 'EURO', '', 'XXX', 'BTC'].some(isCurrency)).toBe(false);
});
