/** Since when things count must be one answer, and one that the place where it is asked can give. */
import type { ConditionRule } from '../known.ts';

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
