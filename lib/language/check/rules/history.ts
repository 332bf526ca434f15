/** Since when things count must be one answer, and one that the place where it is asked can give. */
import { amountWords } from '../../conditions/define-history.ts';
import type { ConditionRule } from '../known.ts';
import type { Problem } from '../report.ts';

export const oneBeginning: ConditionRule = ({ condition, path }) => {
  if (condition['within'] === undefined || condition['since'] === undefined) return [];
  const message = '`within` and `since` both say from when things count.';
  return [{ code: 'WM441', message, hint: 'Keep one of the two.', path: [...path, 'since'], on: 'key' }];
};

export const beginningExists: ConditionRule = ({ condition, inRun, path }) => {
  const { since } = condition;
  if (inRun || typeof since !== 'string' || since === 'ever') return [];
  const message = `\`since: ${since}\` counts from inside a run, and nobody is in one here.`;
  return [
    {
      code: 'WM442',
      message,
      hint: 'Write `within: 7 days`, or leave `since` out: it is `ever`.',
      path: [...path, 'since'],
    },
  ];
};

/** To count or to add up all that ever happened would take longer with every year that a contact stays. */
export const countIsBounded: ConditionRule = ({ condition, inRun, path }) => {
  const { times, total, within, since } = condition;
  const isEver = since === 'ever' || (since === undefined && !inRun);
  if (within !== undefined || !isEver) return [];
  const counted = total !== undefined ? 'total' : times !== undefined && times !== 1 ? 'times' : undefined;
  if (counted === undefined) return [];
  const message = `\`${counted}\` looks at all that ever happened.`;
  const hint = inRun ? 'Write `within: 365 days`, or count since `start` or a step.' : 'Write `within: 365 days`.';
  return [{ code: 'WM460', message, hint, path: [...path, counted], on: 'key' }];
};

export const amountIsWhole: ConditionRule = ({ condition, item, path }): Problem[] => {
  if (!item.isWhole || !item.fields.byKey.has('total')) return [];
  const word = amountWords.find((one) => condition[one] !== undefined);
  const at = (key: string) => ({ path: [...path, key], on: 'key' as const });
  if (condition['total'] !== undefined && word === undefined) {
    const hint = `Add one of: ${amountWords.join(', ')}.`;
    return [{ code: 'WM461', message: '`total` is compared with nothing.', hint, ...at('total') }];
  }
  if (condition['total'] === undefined && word !== undefined) {
    const message = `\`${word}\` does not say what it compares.`;
    const hint = 'Add `total: <the number in the event>`; how often it happened is asked with `times`.';
    return [{ code: 'WM461', message, hint, ...at(word) }];
  }
  if (condition['fewer-than-before'] && condition['within'] === undefined) {
    const message = '`fewer-than-before` does not say how long the two times are that it compares.';
    return [{ code: 'WM461', message, hint: 'Add `within: 30 days`.', ...at('fewer-than-before') }];
  }
  return [];
};
