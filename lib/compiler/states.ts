/** The five shapes of state that every machine of ours is made of, and those that bring a run back on its way. */
import {
  type ChoiceState,
  INVOKE,
  INVOKE_WITH_TOKEN,
  type NextOrEnd,
  type PayloadTemplate,
  type Retrier,
  STATES_ERROR,
  type TaskState,
  type WaitState,
} from './asl.ts';

export const RECOVER = 'Recover';
export const RESUME = 'Resume';
export const GONE = 'Gone';

/** When a Task that failed is tried again by the machine itself. */
export interface Retries {
  /** Lambda's own errors: the handler did not run, or nobody knows; its record makes a repeat harmless. */
  lambda: Retrier;
  /** The provider was busy and the claim is released: the one error of a handler that may simply be tried again. */
  nothingSent: Retrier;
}

const retries = (
  lambda: Pick<Retrier, 'IntervalSeconds' | 'MaxAttempts'>,
  nothingSent: Pick<Retrier, 'IntervalSeconds' | 'MaxAttempts'>,
): Retries => ({
  lambda: {
    ErrorEquals: [
      'Lambda.ClientExecutionTimeoutException',
      'Lambda.ServiceException',
      'Lambda.AWSLambdaException',
      'Lambda.SdkClientException',
      'Lambda.TooManyRequestsException',
    ],
    ...lambda,
    BackoffRate: 2,
    JitterStrategy: 'FULL',
  },
  nothingSent: { ErrorEquals: ['NothingSent'], ...nothingSent, BackoffRate: 2, JitterStrategy: 'FULL' },
});

export const patientRetries = retries({ IntervalSeconds: 2, MaxAttempts: 6 }, { IntervalSeconds: 5, MaxAttempts: 5 });
/** Together nine seconds at most: a stretch has minutes, and what takes longer is the timer's to bring back. */
export const briefRetries = retries({ IntervalSeconds: 1, MaxAttempts: 2 }, { IntervalSeconds: 2, MaxAttempts: 2 });

const toRecover = { ErrorEquals: [STATES_ERROR.all], ResultPath: '$.error', Next: RECOVER };

/** All five fields, always present: a missing path is an error that no Catch catches. */
const fiveFieldsOf = (from: string) => ({
  'seq.$': `${from}.seq`,
  'at.$': `${from}.at`,
  'due.$': `${from}.due`,
  'limit.$': `${from}.limit`,
  'facts.$': `${from}.facts`,
});
const answered = fiveFieldsOf('$.Payload');
const settled = fiveFieldsOf('$');

export interface HandlerCall {
  call: string;
  does: string;
  /** Left out where the record alone says what is next. */
  step?: string;
  /** What else its handler is told. */
  tells?: PayloadTemplate;
  /** For whoever reads the machine. */
  says?: string;
  sends?: boolean;
  retries: Retries;
}

/** A Task that a handler carries out at once. */
export function handlerTask({
  call,
  does,
  step,
  sends,
  tells,
  says,
  retries: { lambda, nothingSent },
  ...next
}: HandlerCall & NextOrEnd): TaskState {
  const Payload = { 'run.$': '$.run', 'seq.$': '$.r.seq', does, ...(step !== undefined && { step }), ...tells };
  return {
    Type: 'Task',
    ...(says !== undefined && { Comment: says }),
    Resource: INVOKE,
    Parameters: { FunctionName: call, Payload },
    ResultSelector: answered,
    ResultPath: '$.r',
    Retry: sends ? [nothingSent, lambda] : [lambda],
    Catch: [toRecover],
    ...next,
  };
}

/** A Task whose handler stores the token; whoever settles the wait answers it. */
export function armTask({
  call,
  step,
  limit,
  ...next
}: { call: string; step: string; limit: string } & NextOrEnd): TaskState {
  return {
    Type: 'Task',
    Resource: INVOKE_WITH_TOKEN,
    Parameters: {
      FunctionName: call,
      Payload: { 'run.$': '$.run', 'seq.$': '$.r.seq', does: 'arm', step, 'token.$': '$$.Task.Token' },
    },
    TimeoutSecondsPath: '$.r.limit',
    ResultSelector: settled,
    ResultPath: '$.r',
    Retry: [patientRetries.lambda],
    Catch: [{ ErrorEquals: [STATES_ERROR.timeout], ResultPath: '$.error', Next: limit }, toRecover],
    ...next,
  };
}

export const waitState = (path: string, next: string): WaitState => ({ Type: 'Wait', TimestampPath: path, Next: next });

/** Told what failed and at which `seq`, so that a handler of which only the answer was lost is not held to have failed. */
export const recoverTask = (call: string, { lambda }: Retries, next: string): TaskState => ({
  Type: 'Task',
  Resource: INVOKE,
  Parameters: {
    FunctionName: call,
    Payload: { 'run.$': '$.run', 'seq.$': '$.r.seq', does: 'recover', 'error.$': '$.error.Error' },
  },
  ResultSelector: answered,
  ResultPath: '$.r',
  Retry: [lambda],
  Next: next,
});

/** Brings a run to the state that its record names; to none, where there is nothing left to do. */
export const resumeChoice = (states: readonly (readonly [at: string, state: string])[]): ChoiceState => ({
  Type: 'Choice',
  Choices: states.map(([at, state]) => ({ Variable: '$.r.at', StringEquals: at, Next: state })),
  Default: GONE,
});
