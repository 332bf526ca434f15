/** The part of Amazon States Language that Waymark emits, which is what an operator reads in the Step Functions console. */
import type { Json } from '../language/json.ts';

/** Calls a Lambda function and waits for its answer. */
export const INVOKE = 'arn:aws:states:::lambda:invoke' as const;
/** Calls a Lambda function and waits until somebody answers the token that the payload carries. */
export const INVOKE_WITH_TOKEN = 'arn:aws:states:::lambda:invoke.waitForTaskToken' as const;

/** The error names that belong to Step Functions itself. */
export const STATES_ERROR = {
  all: 'States.ALL',
  dataLimitExceeded: 'States.DataLimitExceeded',
  noChoiceMatched: 'States.NoChoiceMatched',
  resultPathMatchFailure: 'States.ResultPathMatchFailure',
  runtime: 'States.Runtime',
  taskFailed: 'States.TaskFailed',
  timeout: 'States.Timeout',
} as const;

export interface StateMachine {
  Comment?: string;
  StartAt: string;
  States: Record<string, State>;
  TimeoutSeconds?: number;
}

export type State = TaskState | ChoiceState | WaitState | SucceedState;

/** A state names its successor or ends the execution, never both. */
export type NextOrEnd = { Next: string; End?: never } | { End: true; Next?: never };

export type TaskState = NextOrEnd & {
  Type: 'Task';
  Comment?: string;
  Resource: typeof INVOKE | typeof INVOKE_WITH_TOKEN;
  Parameters: { FunctionName: string; Payload: PayloadTemplate };
  ResultSelector?: PayloadTemplate;
  /** `null` throws the result away; left out, the result replaces the state's data. */
  ResultPath?: string | null;
  Retry?: Retrier[];
  Catch?: Catcher[];
  TimeoutSeconds?: number;
  TimeoutSecondsPath?: string;
};

/** Where a key ends in `.$`, its value is a path (`$.r.seq`, `$$.Task.Token`); everything else stands for itself. */
export type PayloadTemplate = { [key: string]: Json };

export interface ChoiceState {
  Type: 'Choice';
  Comment?: string;
  Choices: ChoiceRule[];
  Default?: string;
}

export type ChoiceRule = ChoiceTest & { Next: string };

export type ChoiceTest =
  | { Variable: string; BooleanEquals: boolean }
  | { Variable: string; StringEquals: string }
  | { Variable: string; IsPresent: boolean }
  | { And: ChoiceTest[] }
  | { Or: ChoiceTest[] }
  | { Not: ChoiceTest };

export type WaitState = NextOrEnd & { Type: 'Wait'; Comment?: string; TimestampPath: string };

export interface SucceedState {
  Type: 'Succeed';
  Comment?: string;
}

export interface Retrier {
  ErrorEquals: string[];
  IntervalSeconds?: number;
  MaxAttempts?: number;
  BackoffRate?: number;
  MaxDelaySeconds?: number;
  JitterStrategy?: 'FULL' | 'NONE';
}

export interface Catcher {
  ErrorEquals: string[];
  ResultPath?: string | null;
  Next: string;
}
