/** A comparison with nothing would hold for everybody, which nobody means. */
import { comparisonWords } from '../../comparisons.ts';
import { conditionKind, triggerKind } from '../../registry.ts';
import { isMap } from '../dispatch.ts';
import type { ConditionRule, TriggerRule } from '../known.ts';
import type { Problem } from '../report.ts';

const message = 'An empty condition would hold for everybody.';

export const conditionAsks: ConditionRule = ({ condition, item, path }) => {
  const { wants } = conditionKind(item.kind);
  if (!wants || !item.isWhole || wants.some((word) => condition[word] !== undefined))
    return whereProblems(condition['where'], path);
  const hint = `Say how: ${wants.join(', ')}.`;
  return [{ code: 'WM314', message, hint, path: [...path, item.headKey], on: 'key' }];
};

export const triggerAsks: TriggerRule = ({ trigger, item, path }) => {
  const { wants } = triggerKind(item.kind);
  if (!wants || !item.isWhole || wants.some((word) => trigger[word] !== undefined))
    return whereProblems(trigger['where'], path);
  const hint = `Say when: ${wants.join(', ')}.`;
  return [
    { code: 'WM314', message: 'This would start on every change.', hint, path: [...path, item.headKey], on: 'key' },
  ];
};

function whereProblems(where: unknown, path: Problem['path']): Problem[] {
  if (!isMap(where)) return [];
  const at = [...path, 'where'];
  if (Object.keys(where).length === 0)
    return [{ code: 'WM314', message, hint: 'Write what it must have, or take `where` out.', path: at, on: 'key' }];
  return Object.entries(where).flatMap(([name, wanted]): Problem[] => {
    if (!isMap(wanted) || Object.keys(wanted).length > 0) return [];
    const hint = `Compare with one of: ${comparisonWords.join(', ')}.`;
    return [{ code: 'WM314', message, hint, path: [...at, name], on: 'key' }];
  });
}
