/** Where a run ends at an event, nothing can follow it: who waits for it waits for a `then` that never comes. */
import type { CheckedCondition } from '../../checked.ts';
import type { ReadDefinition } from '../definition-file.ts';
import type { DefinitionRule } from '../known.ts';
import type { Problem } from '../report.ts';

interface End {
  /** `goal \`activated\`` */
  name: string;
  condition: CheckedCondition;
}

export const waitCanHappen: DefinitionRule = (definition) => {
  const ends = endsOf(definition);
  return definition.conditions.flatMap(({ condition, item, path }): Problem[] => {
    if (!isDecisive(path)) return [];
    const end = ends.find((one) => happensWith(condition, one.condition));
    if (!end) return [];
    const message = `The run ends at this very thing (${end.name}), so what follows it here never runs.`;
    const hint = 'Wait for something else, or write `ends-run: false` at the goal.';
    return [{ code: 'WM434', severity: 'warning', message, hint, path: [...path, item.headKey], on: 'key' }];
  });
};

/** Goals and exits of one condition; where several must hold, each alone ends nothing. */
function endsOf({ values }: ReadDefinition): End[] {
  const goals = Object.entries(values.goals ?? {}).filter(([, goal]) => goal?.endsRun);
  const all = [
    ...goals.map(([name, goal]) => ({ name: `goal \`${name}\``, conditions: goal.if })),
    ...Object.entries(values.exit ?? {}).map(([name, conditions]) => ({ name: `exit \`${name}\``, conditions })),
  ];
  return all.flatMap(({ name, conditions }) =>
    conditions.slice(0, conditions.length === 1 ? 1 : 0).map((condition) => ({ name, condition })),
  );
}

/** Inside a step, and not as one of several that would do (`any`) or must not hold (`not`). */
const isDecisive = (path: Problem['path']) => path[0] === 'steps' && !path.includes('any') && !path.includes('not');

/** Whenever `asked` holds, `end` has held as well. */
function happensWith(asked: CheckedCondition, end: CheckedCondition): boolean {
  if (asked.kind !== end.kind || JSON.stringify(asked.head) !== JSON.stringify(end.head)) return false;
  // What was counted from before the run's start ended no run.
  if (asked['within'] !== undefined || asked['since'] !== undefined) return false;
  return optionsOf(end).every((key) => JSON.stringify(asked[key]) === JSON.stringify(end[key]));
}

const optionsOf = (condition: CheckedCondition) =>
  Object.keys(condition).filter((key) => !['kind', 'head', 'path'].includes(key) && condition[key] !== undefined);
