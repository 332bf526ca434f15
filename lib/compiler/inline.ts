/** A journey called by another one becomes a part of it: its steps under the call's name, its ends a way back to the caller. */
import type { CheckedStep } from '../language/checked.ts';
import type { CheckedDefinition } from '../language/definition.ts';
import type { PassNode } from '../language/graph.ts';
import { shortened } from '../language/names.ts';
import type { Scope } from '../language/scope.ts';
import { visitParts } from './step-parts.ts';

/** Each call site has steps of its own, so that one journey may be called twice. */
export function inlined(
  journey: CheckedDefinition,
  call: Pick<CheckedStep, 'id' | 'path'>,
): { steps: CheckedStep[]; scope: Scope } {
  const names: Record<string, string> = {};
  const own = (id: string) => names[id] ?? id;
  const nameAll = (list: CheckedStep[]): CheckedStep[] => {
    for (const step of list) {
      names[step.id] = shortened(`${call.id}--${step.id}`);
      visitParts(step, { steps: nameAll });
    }
    return list;
  };
  const copyAll = (list: CheckedStep[]): CheckedStep[] =>
    list.map((step) => ({
      ...visitParts(step, { steps: copyAll, name: own }),
      id: own(step.id),
      scope: call.id,
      path: [...(call.path ?? []), ...(step.path ?? [])],
      'on-error': (step['on-error'] ?? journey.onError).replace(/^go-to (.*)$/, (_all, id) => `go-to ${own(id)}`),
    }));

  nameAll(journey.steps);
  const { name: definition, topic, grace } = journey;
  return {
    steps: copyAll(journey.steps),
    scope: { definition, ...(topic !== undefined && { topic }), ...(grace && { grace }), names },
  };
}

/** What the call does not hand over, the journey says itself. */
export function withDefaults(call: CheckedStep, { input }: CheckedDefinition): CheckedStep {
  const defaults = Object.entries(input).flatMap(([name, { default: value }]) =>
    value === undefined ? [] : [[name, value]],
  );
  if (defaults.length === 0) return call;
  return { ...call, with: { ...Object.fromEntries(defaults), ...(call['with'] as object | undefined) } };
}

export const returnsTo = (call: string, outcome: string, { output }: CheckedDefinition): PassNode['returns'] => ({
  call,
  outcome,
  output,
});
