/** The five shapes of state that every machine of ours is made of, and the three states that bring a run back on its way. */
import {
  INVOKE,
  INVOKE_WITH_TOKEN,
  type NextOrEnd,
  type Retrier,
  STATES_ERROR,
  type State,
  type TaskState,
  type WaitState,
} from './asl.ts';

export const RECOVER = 'Recover';
export const HOLD = 'Hold';
export const RESUME = 'Resume';
export const GONE = 'Gone';

/** Lambda's own errors: the handler did not run, or nobody knows; its record makes a repeat harmless. */
const lambdaErrors: Retrier = {
  ErrorEquals: [
    'Lambda.ClientExecutionTimeoutException',
    'Lambda.ServiceException',
    'Lambda.AWSLambdaException',
    'Lambda.SdkClientException',
    'Lambda.TooManyRequestsException',
  ],
  IntervalSeconds: 2,
  MaxAttempts: 6,
  BackoffRate: 2,
  JitterStrategy: 'FULL',
};
/** The provider was busy and the claim is released: the one error of a handler that may simply be tried again. */
const nothingSent: Retrier = {
  ErrorEquals: ['NothingSent'],
  IntervalSeconds: 5,
  MaxAttempts: 5,
  BackoffRate: 2,
  JitterStrategy: 'FULL',
};

const toRecover = { ErrorEquals: [STATES_ERROR.all], ResultPath: '$.error', Next: RECOVER };

/** All five fields, always present: a missing path is an error that no Catch catches. */
const fiveFields = (from: string) => ({
  'seq.$': `${from}.seq`,
  'at.$': `${from}.at`,
  'due.$': `${from}.due`,
  'limit.$': `${from}.limit`,
  'facts.$': `${from}.facts`,
});

/** A Task that a handler carries out at once. */
export function handlerTask({
  call,
  does,
  step,
  sends,
  ...next
}: { call: string; does: string; step: string; sends?: boolean } & NextOrEnd): TaskState {
  return {
    Type: 'Task',
    Resource: INVOKE,
    Parameters: { FunctionName: call, Payload: { 'run.$': '$.run', 'seq.$': '$.r.seq', does, step } },
    ResultSelector: fiveFields('$.Payload'),
    ResultPath: '$.r',
    Retry: sends ? [nothingSent, lambdaErrors] : [lambdaErrors],
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
    ResultSelector: fiveFields('$'),
    ResultPath: '$.r',
    Retry: [lambdaErrors],
    Catch: [{ ErrorEquals: [STATES_ERROR.timeout], ResultPath: '$.error', Next: limit }, toRecover],
    ...next,
  };
}

export const waitState = (path: string, next: string): WaitState => ({ Type: 'Wait', TimestampPath: path, Next: next });

/** Quiet hours, back-off, pause and moves all go through these; the normal path never enters them. */
export function holdAndResume(call: string, resumable: string[]): Record<string, State> {
  return {
    [RECOVER]: {
      Type: 'Task',
      Resource: INVOKE,
      Parameters: { FunctionName: call, Payload: { 'run.$': '$.run', does: 'recover', 'error.$': '$.error.Error' } },
      ResultSelector: fiveFields('$.Payload'),
      ResultPath: '$.r',
      Retry: [lambdaErrors],
      Next: HOLD,
    },
    [HOLD]: waitState('$.r.due', RESUME),
    [RESUME]: {
      Type: 'Choice',
      Choices: resumable.map((state) => ({ Variable: '$.r.at', StringEquals: state, Next: state })),
      Default: GONE,
    },
    [GONE]: { Type: 'Succeed' },
  };
}
