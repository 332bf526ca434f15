/** Conditions compare with plain values; Liquid in one would be compared letter by letter and never hold. */
import { isMap } from '../dispatch.ts';
import type { ConditionRule } from '../known.ts';
import type { Problem } from '../report.ts';
import { hasLiquid } from '../text-problems.ts';

export const comparesPlainValues: ConditionRule = ({ item, path }) =>
  Object.keys(item.raw)
    .filter((key) => mayHold(item.raw[key]) && !item.fields.byKey.get(key)?.plan)
    .flatMap((key) => liquidIn(item.raw[key], [...path, key]));

const mayHold = (value: unknown) => (typeof value === 'string' ? hasLiquid(value) : typeof value === 'object');

function liquidIn(value: unknown, path: (string | number)[]): Problem[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => liquidIn(item, [...path, index]));
  if (isMap(value)) return Object.entries(value).flatMap(([key, item]) => liquidIn(item, [...path, key]));
  if (typeof value !== 'string' || !hasLiquid(value)) return [];
  const hint = 'Write the value itself; what differs from contact to contact is asked with a condition of its own.';
  return [{ code: 'WM321', message: 'Liquid is not read in a condition: this compares with its letters.', hint, path }];
}
