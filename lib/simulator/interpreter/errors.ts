/** What goes wrong inside an execution, under the names that a journey's Retry and Catch match on. */
import { STATES_ERROR } from '../../compiler/asl.ts';
import type { Json } from '../../language/json.ts';

export interface Failure {
  error: string;
  cause: string;
}

/** A failure that Step Functions itself raises. Any other throw in this folder is a mistake of ours and is not caught. */
export class StatesError extends Error {
  constructor(error: string, cause: string) {
    super(cause);
    this.name = error;
  }
}

export function failureOf(thrown: unknown): Failure {
  if (!(thrown instanceof StatesError)) throw thrown;
  return { error: thrown.name, cause: thrown.message };
}

export function runtimeError(cause: string): StatesError {
  return new StatesError(STATES_ERROR.runtime, cause);
}

/** How Step Functions shows what a Lambda function threw. */
export function lambdaFailure(thrown: unknown): Failure {
  const isError = typeof thrown === 'object' && thrown !== null && 'name' in thrown;
  const errorType = isError ? String(thrown.name) : typeof thrown;
  const errorMessage = isError && 'message' in thrown ? String(thrown.message) : String(thrown);
  return { error: errorType, cause: JSON.stringify({ errorType, errorMessage }) };
}

/** Enough of a value to recognize it in a message. */
export function excerpt(value: Json | undefined): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
