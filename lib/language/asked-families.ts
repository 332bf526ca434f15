/** Which kinds of event can flip a condition, so that a signal asks only the runs it may concern. */
import type { CheckedCondition } from './checked.ts';
import type { CheckedDefinition } from './definition.ts';
import type { Segment } from './project.ts';
import { conditionKind } from './registry.ts';

/** Sorted, each once; a rule-based segment counts with the families of its rule. */
export function familiesOfConditions(conditions: readonly CheckedCondition[], segments: readonly Segment[]): string[] {
  const families = new Set<string>();
  const seen = new Set<string>();
  const visit = (condition: CheckedCondition) => {
    const kind = conditionKind(condition.kind);
    for (const family of kind.families(condition)) families.add(family);
    if (kind.joins) (condition.head as CheckedCondition[]).forEach(visit);
    for (const reference of kind.refersTo?.(condition) ?? []) {
      if (reference.kind !== 'segment' || seen.has(reference.name)) continue;
      seen.add(reference.name);
      segments.find((segment) => segment.name === reference.name)?.if?.forEach(visit);
    }
  };
  conditions.forEach(visit);
  return [...families].sort();
}

/** What can end a run from outside: its exits and its goals. */
export function familiesOfEnds({ exit, goals }: CheckedDefinition, segments: readonly Segment[]): string[] {
  const conditions = [...Object.values(exit).flat(), ...Object.values(goals).flatMap((goal) => goal.if)];
  return familiesOfConditions(conditions, segments);
}
