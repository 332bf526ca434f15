/** A machine, its handlers and a virtual clock, for tests that watch single executions. */
import {
  INVOKE,
  INVOKE_WITH_TOKEN,
  type PayloadTemplate,
  type State,
  type StateMachine,
} from '../../lib/compiler/asl.ts';
import type { Json } from '../../lib/language/json.ts';
import { createClock, toInstant, toMs } from '../../lib/simulator/clock.ts';
import { createExecutions } from '../../lib/simulator/interpreter/executions.ts';

export const start = '2026-03-02T09:00:00.000Z';
export const plus = (seconds: number) => toInstant(toMs(start) + Math.round(seconds * 1000));
export const day = 86_400;

// biome-ignore lint/suspicious/noExplicitAny: a handler of a test takes the payload as it likes
type Lambda = (payload: any) => unknown;

interface Call {
  at: string;
  functionName: string;
  payload: Json;
}

export function aRunning(States: Record<string, State>, lambdas: Record<string, Lambda> = {}, extra = {}) {
  const clock = createClock(start);
  const calls: Call[] = [];
  const ended: { executionName: string; status: string }[] = [];
  const entries: string[] = [];
  const executions = createExecutions({
    timers: clock,
    async invoke(functionName, payload) {
      calls.push({ at: clock.now(), functionName, payload });
      return lambdas[functionName]?.(payload);
    },
    onTransition: ({ executionName, stateName, kind }) => entries.push(`${executionName} ${kind} ${stateName}`),
    onEnd: ({ executionName, status }) => ended.push({ executionName, status }),
    keepHistory: true,
  });
  const machine: StateMachine = { StartAt: Object.keys(States)[0]!, States, ...extra };
  const begin = (input: Json = {}, name = 'ann') =>
    executions.start({ name, machineKey: 'journey:v1', machine, input });
  return {
    ...executions,
    clock,
    calls,
    ended,
    entries,
    begin,
    /** Starts one execution and lets it come to rest. */
    async run(input: Json = {}) {
      begin(input);
      await executions.settled();
      return executions.describe('ann')!;
    },
    async elapse(seconds: number) {
      await clock.advanceBy(seconds * 1000);
      return executions.describe('ann')!;
    },
  };
}

type TaskOptions = Partial<Omit<Extract<State, { Type: 'Task' }>, 'Type' | 'Next' | 'End' | 'Parameters'>> & {
  calls?: string;
  with?: PayloadTemplate;
  next?: string;
};

/** A Task that calls the function `work`, unless another is named, and ends unless a next state is named. */
export function aTask({ calls = 'work', with: Payload = {}, next, ...options }: TaskOptions = {}): State {
  const rest = { Type: 'Task' as const, Resource: INVOKE, Parameters: { FunctionName: calls, Payload }, ...options };
  return next === undefined ? { ...rest, End: true } : { ...rest, Next: next };
}

/** A Task that waits for its token to be answered. */
export function aCallback(options: TaskOptions = {}): State {
  return aTask({ Resource: INVOKE_WITH_TOKEN, with: { 'token.$': '$$.Task.Token' }, ...options });
}

export const done: State = { Type: 'Succeed' };

export function named(name: string, message = 'no luck'): Error {
  return Object.assign(new Error(message), { name });
}
