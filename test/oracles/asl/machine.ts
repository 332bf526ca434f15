/** Reads an emitted machine: what its choices ask for, and which state a handler's payload comes from. */
import {
  type ChoiceTest,
  INVOKE_WITH_TOKEN,
  type State,
  type StateMachine,
  type TaskState,
} from '../../../lib/compiler/asl.ts';
import type { Json, JsonMap } from '../../../lib/language/json.ts';

/** Every value that some rule compares a path with: `$.r.at` → step ids, `$.r.facts.x` → true. */
export function valuesAsked(states: Iterable<State>): Map<string, (string | boolean)[]> {
  const asked = new Map<string, (string | boolean)[]>();
  const read = (test: ChoiceTest): void => {
    if ('And' in test) test.And.forEach(read);
    else if ('Or' in test) test.Or.forEach(read);
    else if ('Not' in test) read(test.Not);
    else {
      const value =
        'StringEquals' in test ? test.StringEquals : 'BooleanEquals' in test ? test.BooleanEquals : undefined;
      asked.set(test.Variable, [...(asked.get(test.Variable) ?? []), ...(value === undefined ? [] : [value])]);
    }
  };
  for (const state of states) if (state.Type === 'Choice') state.Choices.forEach(read);
  return asked;
}

/** What decides on `$.r.at` right behind a state; empty where nothing does. */
export function placesBehind(machine: StateMachine, name: string): string[] {
  const state = machine.States[name];
  let next = state && 'Next' in state ? state.Next : undefined;
  while (next !== undefined && machine.States[next]?.Type === 'Wait')
    next = (machine.States[next] as { Next?: string }).Next;
  const behind = next === undefined ? undefined : machine.States[next];
  const places = behind ? valuesAsked([behind]).get('$.r.at') : undefined;
  return (places ?? []).filter((place) => typeof place === 'string');
}

export const tasksOf = (machine: StateMachine): [string, TaskState][] =>
  Object.entries(machine.States).flatMap(([name, state]) =>
    state.Type === 'Task' ? [[name, state] as const] : [],
  ) as [string, TaskState][];

export const waitsForToken = (state: State | undefined): boolean =>
  state?.Type === 'Task' && state.Resource === INVOKE_WITH_TOKEN;

/** Tasks are told apart by function and by the literal part of their payload, as the handlers do it. */
export function findTask(machine: StateMachine, functionName: string, payload: JsonMap): string {
  const found = tasksOf(machine).filter(
    ([, { Parameters }]) => Parameters.FunctionName === functionName && hasLiterals(payload, Parameters.Payload),
  );
  if (found.length === 1) return found[0]![0];
  throw new Error(`${found.length} states call ${functionName} with ${JSON.stringify(payload)}.`);
}

function hasLiterals(payload: JsonMap, template: { [key: string]: Json }): boolean {
  const names = Object.keys(template).map((key) => key.replace(/\.\$$/, ''));
  return (
    names.length === Object.keys(payload).length &&
    names.every((key) => Object.hasOwn(payload, key)) &&
    Object.entries(template).every(
      ([key, value]) => key.endsWith('.$') || JSON.stringify(payload[key]) === JSON.stringify(value),
    )
  );
}
