/** A goal that no run can reach makes a journey look like a failure; an end that all meet on entering makes it one. */
import type { CheckedCondition } from '../../checked.ts';
import type { ReadDefinition } from '../definition-file.ts';
import type { DefinitionRule } from '../known.ts';
import { isWhole } from '../logic/asked-lists.ts';
import { neverHolds } from '../logic/verdict.ts';
import { typeFinder } from '../path-types.ts';
import type { Problem } from '../report.ts';

interface End {
  /** `exit \`gone\`` */
  name: string;
  path: Problem['path'];
  conditions: CheckedCondition[];
  ends: boolean;
  /** Asked for in a window of its own, which may outlast the run. */
  outlasts: boolean;
}

/** Exits are asked before goals, goals in the order written: what an earlier one ends, a later one never sees. */
export const goalsAreReached: DefinitionRule = (definition, known) => {
  const ends = endsOf(definition);
  const typeOf = typeFinder(known, definition);
  return ends.flatMap((goal, index): Problem[] => {
    if (goal.path[0] !== 'goals' || goal.outlasts || neverHolds(goal.conditions, typeOf)) return [];
    const earlier = ends.slice(0, index).filter(({ ends: endsRun }) => endsRun);
    const first = earlier.find((end) => neverHolds(goal.conditions, typeOf, [end.conditions]));
    if (!first) return [];
    const message = `Nobody reaches this goal: whenever it holds, the ${first.name} has ended the run before.`;
    const hint =
      'Make the other one narrower, or write `by: 14 days` at the goal: it then counts after the end as well.';
    return [{ code: 'WM473', message, hint, path: goal.path, on: 'key' }];
  });
};

/** What is true of all who enter, and is an end, leaves nobody in. */
export const nobodyLeavesAtOnce: DefinitionRule = (definition, known) => {
  const audience = definition.values.if;
  if (!audience || !isWhole(audience, definition)) return [];
  const typeOf = typeFinder(known, definition);
  const standing = audience.filter(isState);
  if (standing.length === 0 || neverHolds(standing, typeOf)) return [];
  return endsOf(definition)
    .filter(({ ends, conditions }) => ends && conditions.every(isState))
    .filter(({ conditions }) => !neverHolds(conditions, typeOf) && neverHolds(standing, typeOf, [conditions]))
    .map(({ name, path }) => {
      const message = `Everybody who enters meets this ${name.split(' ')[0]} already, so every run ends where it begins.`;
      const hint = 'Compare it with the `if` of the journey: one of the two must say something else.';
      return { code: 'WM474', message, hint, path, on: 'key' as const };
    });
};

function endsOf(definition: ReadDefinition): End[] {
  const exits = Object.entries(definition.values.exit ?? {}).map(([name, conditions]) => ({
    name: `exit \`${name}\``,
    path: ['exit', name],
    conditions,
    ends: true,
    outlasts: false,
  }));
  const goals = Object.entries(definition.values.goals ?? {}).flatMap(([name, goal]) =>
    goal
      ? [
          {
            name: `goal \`${name}\``,
            path: ['goals', name],
            conditions: goal.if,
            ends: goal.endsRun,
            outlasts: goal.by !== undefined,
          },
        ]
      : [],
  );
  return [...exits, ...goals].filter(({ conditions }) => isWhole(conditions, definition));
}

const states = new Set(['field', 'segment', 'score', 'consent']);

/** True now or not, whenever it is asked: the same before a run begins and inside it. */
function isState({ kind, head }: CheckedCondition): boolean {
  if (kind === 'all' || kind === 'any' || kind === 'not') return (head as CheckedCondition[]).every(isState);
  return states.has(kind);
}
