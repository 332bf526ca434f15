/** Wait: nothing happens to the contact until an instant that the state before has worked out. */
import type { WaitState } from '../../../compiler/asl.ts';
import { excerpt, runtimeError } from '../errors.ts';
import type { CompiledState } from '../host.ts';
import { compileRead } from '../paths.ts';
import { compileLeave } from './leave.ts';

const timestamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

export function compileWait(state: WaitState): CompiledState {
  const read = compileRead(state.TimestampPath);
  const leave = compileLeave(state);
  return {
    targets: state.Next === undefined ? [] : [state.Next],
    enter(execution, host) {
      const dueAt = read(execution.data, execution);
      if (typeof dueAt !== 'string' || !timestamp.test(dueAt) || Number.isNaN(Date.parse(dueAt))) {
        const found = `${state.TimestampPath} is ${excerpt(dueAt)}, where a timestamp is wanted`;
        throw runtimeError(`State ${execution.stateName}: ${found}.`);
      }
      if (Date.parse(dueAt) <= Date.parse(host.now())) return leave(execution, host);
      host.wakeAt(execution, dueAt, leave);
      return undefined;
    },
  };
}
