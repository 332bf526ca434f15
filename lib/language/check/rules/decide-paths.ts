/** A path that somebody wrote for gold customers and that nobody takes, because an earlier one takes them all. */
import type { CheckedCondition } from '../../checked.ts';
import type { DefinitionRule } from '../known.ts';
import { isWhole } from '../logic/asked-lists.ts';
import { neverHolds } from '../logic/verdict.ts';
import { typeFinder } from '../path-types.ts';
import type { Problem } from '../report.ts';

export const pathsAreTaken: DefinitionRule = (definition, known) => {
  const typeOf = typeFinder(known, definition);
  return definition.steps.flatMap(({ step, item, path }): Problem[] => {
    if (item.kind !== 'decide' || !item.isUsable) return [];
    const paths = (step.head as { if: CheckedCondition[] }[]).map((one) => one.if);
    return paths.flatMap((conditions, index): Problem[] => {
      const above = paths.slice(0, index).filter((one) => isWhole(one, definition));
      if (above.length === 0 || !isWhole(conditions, definition)) return [];
      if (!neverHolds(conditions, typeOf, above) || neverHolds(conditions, typeOf)) return [];
      const message = 'Nobody takes this path: whoever it is for has taken one above it.';
      const hint = 'Put the narrower path first, or take this one out.';
      return [{ code: 'WM472', message, hint, path: [...path, item.headKey, index, 'if'], on: 'key' }];
    });
  });
};
