/** Step Functions on a laptop: starts, wakes and ends the executions of compiled journeys, by the rules of the real one. */
import type { StateMachine } from '../../compiler/asl.ts';
import type { Json } from '../../language/json.ts';
import type { Timers } from '../clock.ts';
import type { Failure } from './errors.ts';
import type { Execution } from './execution.ts';
import type { ExecutionStatus, Outcome } from './host.ts';
import { createMachines, type Machine } from './machines.ts';
import { createRunner, type Invoke, type Transition } from './runner.ts';
import { weighText } from './state-size.ts';

/**
 * Left out, because the compiler emits none of it: Pass, Fail, Map, Parallel, InputPath, OutputPath, intrinsic functions,
 * JSONata, heartbeats, the times in the context object, all of lambda:invoke's answer but Payload. JitterStrategy is read
 * as NONE, so that a run repeats. API quotas are not enforced.
 */
export interface ExecutionsOptions {
  timers: Timers;
  invoke: Invoke;
  onTransition?: (transition: Transition) => void;
  onEnd?: (ended: Outcome & { executionName: string; machineKey: string; isExpress: boolean }) => void;
  /** For tests: remembers the states entered, and the outcome after the end. */
  keepHistory?: boolean;
}

export interface StartRequest {
  name: string;
  /** The version that is started, which names its definition. */
  machineKey: string;
  machine: StateMachine;
  /** Left out: `STANDARD`. */
  type?: 'STANDARD' | 'EXPRESS';
  input: Json;
}

export interface ExecutionDescription extends Partial<Omit<Outcome, 'status'>> {
  status: ExecutionStatus;
  /** Where an open execution is. */
  stateName?: string;
  /** With `keepHistory`: every state entered, in order. */
  states?: string[];
  /** Of an open execution, or with `keepHistory`. */
  transitions?: number;
}

/** `gone`: there is nobody to hear it, because it was answered, timed out, moved on or ended. */
export type Answer = 'ok' | 'gone';

export interface Executions {
  /**
   * Names are unique over all machines and for good. The same name, machine and input while open is the execution
   * that runs (`exists`); otherwise a name used before throws `ExecutionAlreadyExists`, an input over 256 KiB
   * `InvalidExecutionInput`, a machine outside the subset `InvalidDefinition`. An Express execution is always another
   * one, whatever its name; here it goes by its name and a number.
   */
  start(request: StartRequest): 'started' | 'exists';
  /** A handler at work for it is not interrupted, but its answer goes nowhere. */
  stop(name: string): Answer;
  succeed(token: string, output: Json): Answer;
  fail(token: string, error: string, cause: string): Answer;
  describe(name: string): ExecutionDescription | undefined;
  /** How many are open. */
  open(): number;
  /** As AWS bills them: starts, states entered, retries. */
  transitions(): number;
  /** Resolves when no execution is moving and no handler is at work; all may be waiting. */
  settled(): Promise<void>;
}

export function createExecutions({ timers, invoke, onTransition, onEnd, keepHistory }: ExecutionsOptions): Executions {
  const machineFor = createMachines();
  const open = new Map<string, Execution>();
  const ended = new Map<string, ExecutionDescription['status'] | ExecutionDescription>();
  let started = 0;

  const runner = createRunner({
    timers,
    invoke,
    onTransition,
    onEnd(execution, outcome) {
      const { name, machine, transitions, visited } = execution;
      open.delete(name);
      if (visited) ended.set(name, { ...outcome, states: visited, transitions });
      // Nobody can ask for an Express execution again.
      else if (!execution.isExpress) ended.set(name, outcome.status);
      onEnd?.({ ...outcome, executionName: name, machineKey: machine.key, isExpress: execution.isExpress });
    },
  });

  function awaiting(token: string): Execution | undefined {
    const mark = token.lastIndexOf('#');
    const execution = open.get(token.slice(0, mark));
    return execution?.awaiting && execution.turn === Number(token.slice(mark + 1)) ? execution : undefined;
  }

  return {
    start({ name: given, machineKey, machine: definition, type, input }) {
      const text = JSON.stringify(input);
      const name = type === 'EXPRESS' ? `${given}:${++started}` : given;
      const running = open.get(name);
      if (running?.machine.key === machineKey && JSON.stringify(running.input) === text) return 'exists';
      if (running || ended.has(name)) throw refusal('ExecutionAlreadyExists', `The name ${name} was used before.`);
      const execution = createExecution(name, machineFor(machineKey, definition), text, {
        isExpress: type === 'EXPRESS',
        keepHistory,
      });
      open.set(name, execution);
      runner.start(execution);
      return 'started';
    },
    stop(name) {
      const execution = open.get(name);
      if (!execution) return 'gone';
      runner.end(execution, { status: 'ABORTED' });
      return 'ok';
    },
    succeed(token, output) {
      const execution = awaiting(token);
      if (!execution) return 'gone';
      const task = execution.awaiting!;
      runner.moveSoon(execution, (moving, host) => task.succeeded(moving, host, output));
      return 'ok';
    },
    fail(token, error, cause) {
      const execution = awaiting(token);
      if (!execution) return 'gone';
      const task = execution.awaiting!;
      const failure: Failure = { error, cause };
      runner.moveSoon(execution, (moving, host) => task.failed(moving, host, failure));
      return 'ok';
    },
    describe(name) {
      const execution = open.get(name);
      if (execution) {
        const { stateName, visited, transitions } = execution;
        return { status: 'RUNNING', stateName, transitions, ...(visited && { states: [...visited] }) };
      }
      const end = ended.get(name);
      return typeof end === 'string' ? { status: end } : end;
    },
    open: () => open.size,
    transitions: runner.transitions,
    settled: runner.settled,
  };
}

function createExecution(
  name: string,
  machine: Machine,
  text: string,
  { isExpress, keepHistory }: { isExpress: boolean; keepHistory?: boolean },
): Execution {
  const mostBytes = inputBytes(text);
  const input: Json = JSON.parse(text);
  return {
    name,
    machine,
    isExpress,
    input,
    data: input,
    mostBytes,
    stateName: machine.startAt,
    turn: 0,
    events: 1,
    transitions: 1,
    retries: undefined,
    timer: undefined,
    deadline: undefined,
    call: undefined,
    awaiting: undefined,
    visited: keepHistory ? [] : undefined,
  };
}

function inputBytes(text: string): number {
  try {
    return weighText(text, 'The input');
  } catch (thrown) {
    throw refusal('InvalidExecutionInput', (thrown as Error).message);
  }
}

function refusal(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}
