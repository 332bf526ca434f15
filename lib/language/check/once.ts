/** Works out once for a definition what several rules ask of it: a project has thousands of steps to ask about. */
import type { ReadDefinition } from './definition-file.ts';
import type { Known } from './known.ts';

type Find<Value> = (definition: ReadDefinition, known: Known) => Value;

/** For what is asked behind `joinDefinition`, when nothing of the definition changes any more. */
export function once<Value>(find: Find<Value>): Find<Value> {
  const found = new WeakMap<ReadDefinition, { known: Known; value: Value }>();
  return (definition, known) => {
    const before = found.get(definition);
    if (before?.known === known) return before.value;
    const value = find(definition, known);
    found.set(definition, { known, value });
    return value;
  };
}
