/** Answers the tests of a Choice, on which the branch that a contact takes depends. */
import type { ChoiceTest } from '../../compiler/asl.ts';
import type { Json } from '../../language/json.ts';
import { excerpt, runtimeError } from './errors.ts';
import type { Execution } from './execution.ts';
import { compileRead } from './paths.ts';

export type Holds = (data: Json, execution: Execution) => boolean;

/** And and Or stop at the first test that decides, so a test of presence protects the ones behind it. */
export function compileTest(test: ChoiceTest): Holds {
  if ('And' in test) {
    const all = test.And.map(compileTest);
    return (data, execution) => all.every((holds) => holds(data, execution));
  }
  if ('Or' in test) {
    const any = test.Or.map(compileTest);
    return (data, execution) => any.some((holds) => holds(data, execution));
  }
  if ('Not' in test) {
    const holds = compileTest(test.Not);
    return (data, execution) => !holds(data, execution);
  }
  const read = compileRead(test.Variable);
  if ('IsPresent' in test) return (data, execution) => (read(data, execution) !== undefined) === test.IsPresent;
  const wanted = wantedBy(test);
  return (data, execution) => {
    const value = read(data, execution);
    if (value !== undefined) return value === wanted;
    throw runtimeError(`State ${execution.stateName}: ${test.Variable} is not in ${excerpt(data)}.`);
  };
}

/** A value of another type is simply not equal. */
function wantedBy(test: Extract<ChoiceTest, { BooleanEquals: boolean } | { StringEquals: string }>): boolean | string {
  if ('BooleanEquals' in test) return test.BooleanEquals;
  if ('StringEquals' in test) return test.StringEquals;
  throw new SyntaxError(`${JSON.stringify(test)} is no test of the subset that Waymark emits.`);
}
