/** Which steps are asked about later, how they ended or since when: the record keeps those and no others. */
import type { CheckedCondition } from '../language/checked.ts';
import type { CheckedDefinition } from '../language/definition.ts';
import type { Graph } from '../language/graph.ts';
import { conditionKind } from '../language/registry.ts';
import type { Scope } from '../language/scope.ts';
import { eachCondition, visitParts } from './step-parts.ts';

const moments = ['start', 'ever'];

const stepsSince = ({ since }: CheckedCondition): string[] =>
  typeof since === 'string' && !moments.includes(since) ? [since] : [];

/** Sorted ids; a micro-journey's conditions name its own steps. */
export function rememberedSteps(
  { exit, goals }: CheckedDefinition,
  { steps, scopes }: Pick<Graph, 'steps'> & { scopes: Record<string, Scope> },
): string[] {
  const remembered = new Set<string>();
  const note = (conditions: readonly CheckedCondition[], scope?: Scope) =>
    eachCondition(conditions, (condition) => {
      const asked = conditionKind(condition.kind).refersTo?.(condition) ?? [];
      const named = asked.flatMap(({ kind, name }) => (kind === 'outcome' ? [name] : []));
      for (const name of [...named, ...stepsSince(condition)]) remembered.add(scope?.names[name] ?? name);
    });
  for (const step of Object.values(steps)) {
    const scope = step.scope === undefined ? undefined : scopes[step.scope];
    visitParts(step, { conditions: (conditions) => note(conditions, scope) });
  }
  for (const conditions of Object.values(exit)) note(conditions);
  for (const goal of Object.values(goals)) note(goal.if);
  return [...remembered].sort();
}
