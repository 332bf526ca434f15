/** What a state may ask of the executor that runs it, and what it answers. */
import type { Json } from '../../language/json.ts';
import type { Failure } from './errors.ts';
import type { Execution } from './execution.ts';

/** Moves an execution on: to the state it names, or `undefined` if it now waits or has ended. */
export type Move = (execution: Execution, host: Host) => string | undefined;

export interface CompiledState {
  enter: Move;
  /** Every state it may go on to. */
  targets: string[];
}

/** One Lambda call under way; closed when it was answered or given up. */
export interface Call {
  isOpen: boolean;
}

/** A Task as seen by whoever answers it. */
export interface TaskCall {
  functionName: string;
  waitsForToken: boolean;
  succeeded(execution: Execution, host: Host, result: unknown): string | undefined;
  failed(execution: Execution, host: Host, failure: Failure): string | undefined;
}

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

export interface Outcome {
  status: Exclude<ExecutionStatus, 'RUNNING'>;
  output?: Json;
  error?: string;
  cause?: string;
}

export interface Host {
  now(): string;
  /** The execution waits until then, unless something else moves it first. */
  wakeAt(execution: Execution, dueAt: string, move: Move): void;
  /** The answer reaches the task, unless the execution has moved on by then. */
  invoke(execution: Execution, task: TaskCall, payload: Json): void;
  /** Nobody waits any longer for the Lambda call under way. */
  abandonCall(execution: Execution): void;
  countRetry(execution: Execution): void;
  end(execution: Execution, outcome: Outcome): void;
}
