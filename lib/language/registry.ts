/** Finds a kind by the word an author wrote; the only place where the registries' exact types are widened. */

import { conditionKinds } from './conditions/index.ts';
import type { ConditionKind } from './define-condition.ts';
import type { StepKind } from './define-step.ts';
import type { TriggerKind } from './define-trigger.ts';
import { stepKinds } from './steps/index.ts';
import { triggerKinds } from './triggers/index.ts';

// A checked item was parsed by the schema of the kind it names, so handing it to that kind is sound.
const widened = <Kind>(kinds: object, what: string) => {
  const byName = new Map(Object.entries(kinds)) as Map<string, Kind>;
  return (kind: string): Kind => {
    const found = byName.get(kind);
    if (!found) throw new Error(`There is no ${what} kind called ${kind}.`);
    return found;
  };
};

export const stepKind = widened<StepKind>(stepKinds, 'step');
export const conditionKind = widened<ConditionKind>(conditionKinds, 'condition');
export const triggerKind = widened<TriggerKind>(triggerKinds, 'trigger');
