/** Decides whether a Task that failed is tried again, goes another way, or ends the execution. */
import { type Catcher, type Retrier, STATES_ERROR } from '../../compiler/asl.ts';
import type { Execution } from './execution.ts';
import { compilePut, type Put } from './paths.ts';

/** Seconds to wait before the next attempt; `undefined`: no further attempt. JitterStrategy is passed over, so that a run repeats. */
export type NextAttempt = (execution: Execution, error: string) => number | undefined;

/** The first Retrier that names the error decides alone; when it is used up, the others are not asked. */
export function compileRetry(retriers: Retrier[]): NextAttempt {
  return (execution, error) => {
    const index = retriers.findIndex((retrier) => names(retrier.ErrorEquals, error));
    const retrier = retriers[index];
    if (!retrier) return undefined;
    execution.retries ??= retriers.map(() => 0);
    const used = execution.retries[index]!;
    if (used >= (retrier.MaxAttempts ?? 3)) return undefined;
    execution.retries[index] = used + 1;
    const seconds = (retrier.IntervalSeconds ?? 1) * (retrier.BackoffRate ?? 2) ** used;
    return Math.min(seconds, retrier.MaxDelaySeconds ?? Number.POSITIVE_INFINITY);
  };
}

export interface Caught {
  next: string;
  where: Put | undefined;
}

export function compileCatch(catchers: Catcher[]): (error: string) => Caught | undefined {
  const compiled = catchers.map((catcher) => ({
    errors: catcher.ErrorEquals,
    caught: { next: catcher.Next, where: compilePut(catcher.ResultPath) },
  }));
  return (error) => compiled.find(({ errors }) => names(errors, error))?.caught;
}

/** States.Runtime always fails the execution; States.DataLimitExceeded has to be named to be matched. */
function names(errors: string[], error: string): boolean {
  if (error === STATES_ERROR.runtime) return false;
  if (errors.includes(error)) return true;
  if (error === STATES_ERROR.dataLimitExceeded) return false;
  return (
    errors.includes(STATES_ERROR.all) || (error !== STATES_ERROR.timeout && errors.includes(STATES_ERROR.taskFailed))
  );
}
