/** The way out of a state: on to the next one, or to the end of the execution. */
import type { NextOrEnd } from '../../../compiler/asl.ts';
import { countEvents, type Execution } from '../execution.ts';
import type { Host, Move } from '../host.ts';

export function compileLeave({ Next }: NextOrEnd): Move {
  return Next === undefined ? succeed : (execution) => leaveTo(execution, Next);
}

export function leaveTo(execution: Execution, next: string): string {
  countEvents(execution, 1);
  return next;
}

export function succeed(execution: Execution, host: Host): undefined {
  countEvents(execution, 1);
  host.end(execution, { status: 'SUCCEEDED', output: execution.data });
}
