/** Shares as they are written: a wrong one would send half of all contacts the other way. */
import { expect, test } from 'vitest';
import { readShare, sayShare } from '../../lib/language/share.ts';

test.each([
  ['50%', 5_000],
  ['33.3%', 3_330],
  ['0.25%', 25],
  ['0.01%', 1],
  ['100%', 10_000],
  ['7.05%', 705],
])('%s is %i of 10,000', (text, parts) => {
  expect(readShare(text)).toEqual({ value: { text, parts } });
});

test.each([
  [50, 'Did you mean `50%`?'],
  [0.5, 'Did you mean `50%`?'],
  [1, 'Did you mean `100%`?'],
  [0, 'Did you mean `0%`?'],
  [-5, 'Did you mean `-5%`?'],
  ['50', 'Write it like `50%` or `33.3%`.'],
  ['1000%', 'Write it like `50%` or `33.3%`.'],
  ['33.333%', 'Write it like `50%` or `33.3%`.'],
  ['-5%', 'Write it like `50%` or `33.3%`.'],
  [undefined, 'Write it like `50%` or `33.3%`.'],
  ['0%', 'A share is more than 0% and at most 100%.'],
  ['0.00%', 'A share is more than 0% and at most 100%.'],
  ['100.01%', 'A share is more than 0% and at most 100%.'],
])('%j is no share: %s', (written, hint) => {
  expect(readShare(written)).toMatchObject({ mistake: { code: 'WM130', hint } });
});

test('is said as it is written', () => {
  expect([5_000, 3_330, 25].map(sayShare)).toEqual(['50%', '33.3%', '0.25%']);
});
