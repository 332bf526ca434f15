/** Task: a handler does something for the contact, or arms a wait that somebody ends by answering its token. */
import { INVOKE, INVOKE_WITH_TOKEN, STATES_ERROR, type TaskState } from '../../../compiler/asl.ts';
import type { Json } from '../../../language/json.ts';
import { toInstant, toMs } from '../../clock.ts';
import { excerpt, type Failure, failureOf, lambdaFailure, runtimeError } from '../errors.ts';
import { countEvents, type Execution } from '../execution.ts';
import type { CompiledState, Host, Move, TaskCall } from '../host.ts';
import { compilePut, compileRead } from '../paths.ts';
import { compileTemplate } from '../payload-template.ts';
import { compileCatch, compileRetry } from '../retry-and-catch.ts';
import { BYTES_PER_CHARACTER, place, weigh, weighText } from '../state-size.ts';
import { compileLeave, leaveTo } from './leave.ts';

export function compileTask(state: TaskState): CompiledState {
  if (state.Resource !== INVOKE && state.Resource !== INVOKE_WITH_TOKEN) {
    throw new SyntaxError(`\`${state.Resource}\` is no Resource of the subset that Waymark emits.`);
  }
  const payload = compileTemplate(state.Parameters.Payload);
  const selector = state.ResultSelector && compileTemplate(state.ResultSelector);
  const where = compilePut(state.ResultPath);
  const timeoutSeconds = compileTimeout(state);
  const nextAttempt = compileRetry(state.Retry ?? []);
  const caughtAs = compileCatch(state.Catch ?? []);
  const leave = compileLeave(state);

  const task: TaskCall = {
    functionName: state.Parameters.FunctionName,
    waitsForToken: state.Resource === INVOKE_WITH_TOKEN,
    succeeded(execution, host, result) {
      const text = asText(result);
      if (typeof text !== 'string') return task.failed(execution, host, text);
      try {
        countEvents(execution, 1);
        const bytes = weighText(text, `The result of state ${execution.stateName}`);
        const answer: Json = JSON.parse(text);
        const value = task.waitsForToken ? answer : { Payload: answer };
        if (selector) place(execution, where, selector.fill(value, execution), selector.mostBytes(bytes));
        else place(execution, where, value, bytes + '{"Payload":}'.length);
      } catch (thrown) {
        return settleFailure(execution, host, failureOf(thrown));
      }
      return leave(execution, host);
    },
    failed(execution, host, failure) {
      countEvents(execution, 1);
      return settleFailure(execution, host, failure);
    },
  };

  const attempt: Move = (execution, host) => {
    let filled: Json;
    try {
      filled = payload.fill(execution.data, execution);
      weigh(filled, payload.mostBytes(execution.mostBytes), `The payload of state ${execution.stateName}`);
      const seconds = timeoutSeconds(execution);
      countEvents(execution, 2);
      if (seconds !== undefined) host.wakeAt(execution, secondsFrom(host.now(), seconds), timeOut);
    } catch (thrown) {
      return settleFailure(execution, host, failureOf(thrown));
    }
    host.invoke(execution, task, filled);
    return undefined;
  };

  const retry: Move = (execution, host) => {
    host.countRetry(execution);
    return attempt(execution, host);
  };

  const timeOut: Move = (execution, host) => {
    host.abandonCall(execution);
    return task.failed(execution, host, { error: STATES_ERROR.timeout, cause: '' });
  };

  function settleFailure(execution: Execution, host: Host, failure: Failure): string | undefined {
    const seconds = nextAttempt(execution, failure.error);
    if (seconds !== undefined) {
      host.wakeAt(execution, secondsFrom(host.now(), seconds), retry);
      return undefined;
    }
    const caught = caughtAs(failure.error);
    if (!caught) {
      host.end(execution, { status: 'FAILED', ...failure });
      return undefined;
    }
    const output = { Error: failure.error, Cause: failure.cause };
    place(execution, caught.where, output, BYTES_PER_CHARACTER * JSON.stringify(output).length);
    return leaveTo(execution, caught.next);
  }

  return {
    targets: [...(state.Next === undefined ? [] : [state.Next]), ...(state.Catch ?? []).map((catcher) => catcher.Next)],
    enter(execution, host) {
      execution.retries = undefined;
      return attempt(execution, host);
    },
  };
}

function compileTimeout(state: TaskState): (execution: Execution) => number | undefined {
  if (state.TimeoutSecondsPath === undefined) return () => state.TimeoutSeconds;
  const path = state.TimeoutSecondsPath;
  const read = compileRead(path);
  return (execution) => {
    const seconds = read(execution.data, execution);
    if (typeof seconds === 'number' && Number.isInteger(seconds) && seconds > 0) return seconds;
    throw runtimeError(`State ${execution.stateName}: ${path} is ${excerpt(seconds)}, where whole seconds are wanted.`);
  };
}

/** A handler answers in JSON; what cannot be written as JSON is the handler's failure. */
function asText(result: unknown): string | Failure {
  try {
    return JSON.stringify(result) ?? 'null';
  } catch (thrown) {
    return lambdaFailure(thrown);
  }
}

function secondsFrom(instant: string, seconds: number): string {
  return toInstant(toMs(instant) + Math.round(seconds * 1000));
}
