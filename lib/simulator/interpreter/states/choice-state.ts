/** Choice: the first rule that holds says which branch the contact takes. */
import { type ChoiceState, STATES_ERROR } from '../../../compiler/asl.ts';
import { compileTest } from '../choice-rules.ts';
import { excerpt, StatesError } from '../errors.ts';
import type { CompiledState } from '../host.ts';
import { leaveTo } from './leave.ts';

export function compileChoice(state: ChoiceState): CompiledState {
  const rules = state.Choices.map((rule) => ({ holds: compileTest(rule), next: rule.Next }));
  const otherwise = state.Default;
  return {
    targets: [...rules.map((rule) => rule.next), ...(otherwise === undefined ? [] : [otherwise])],
    enter(execution) {
      const { data } = execution;
      const next = rules.find((rule) => rule.holds(data, execution))?.next ?? otherwise;
      if (next !== undefined) return leaveTo(execution, next);
      const cause = `State ${execution.stateName}: no rule holds for ${excerpt(data)}, and there is no Default.`;
      throw new StatesError(STATES_ERROR.noChoiceMatched, cause);
    },
  };
}
