/** Looks into checked steps by their kinds' schemas: the steps and conditions that they hold, and the steps that they name. */

import { type Plan, planOf, replacePlanned } from '../language/check/schema-tree.ts';
import type { CheckedCondition, CheckedStep } from '../language/checked.ts';
import { conditionKind, stepKind } from '../language/registry.ts';

interface Visitor {
  steps?(block: CheckedStep[]): CheckedStep[];
  conditions?(conditions: CheckedCondition[]): void;
  /** A step named by an option; what comes back stands in its place. */
  name?(step: string): string;
}

const plans = new Map<string, [key: string, plan: Plan][]>();

function plansOf(kind: string): [key: string, plan: Plan][] {
  const known = plans.get(kind);
  if (known) return known;
  const { head, options } = stepKind(kind);
  const parts = Object.entries({ head, ...options.shape }).flatMap(([key, schema]): [string, Plan][] => {
    const plan = planOf(schema as never);
    return plan ? [[key, plan]] : [];
  });
  plans.set(kind, parts);
  return parts;
}

/** The step with its blocks and its names as the visitor gives them back. */
export function visitParts(step: CheckedStep, { steps, conditions, name }: Visitor): CheckedStep {
  if (step['only-if']) conditions?.(step['only-if']);
  const plans = plansOf(step.kind);
  if (plans.length === 0) return step;
  const visited = { ...step };
  for (const [key, plan] of plans) {
    if (step[key] === undefined) continue;
    visited[key] = replacePlanned(plan, step[key], [], (part, value) => {
      if ('namesStep' in part) return typeof value === 'string' ? (name?.(value) ?? value) : value;
      if (part.mark === 'steps') return steps?.(value as CheckedStep[]) ?? value;
      if (part.mark === 'conditions') conditions?.(value as CheckedCondition[]);
      return value;
    });
  }
  return visited;
}

/** The conditions themselves and those that they join, at every depth. */
export function eachCondition(
  conditions: readonly CheckedCondition[],
  visit: (condition: CheckedCondition) => void,
): void {
  for (const condition of conditions) {
    visit(condition);
    if (conditionKind(condition.kind).joins) eachCondition(condition.head as CheckedCondition[], visit);
  }
}
