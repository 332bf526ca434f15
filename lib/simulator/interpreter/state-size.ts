/** Holds a run's data to the 256 KiB that Step Functions carries from state to state, without weighing it at every step. */
import { STATES_ERROR } from '../../compiler/asl.ts';
import type { Json } from '../../language/json.ts';
import { StatesError } from './errors.ts';
import type { Execution } from './execution.ts';
import type { Put } from './paths.ts';

export const MOST_BYTES = 256 * 1024;
/** A UTF-16 unit takes at most three bytes of UTF-8, so a length alone often proves that something fits. */
export const BYTES_PER_CHARACTER = 3;

const encoder = new TextEncoder();

/** The bytes of `value` if `mostBytes`, an upper bound, does not settle that it fits; the bound itself if it does. */
export function weigh(value: Json, mostBytes: number, what: string): number {
  if (mostBytes <= MOST_BYTES) return mostBytes;
  return weighText(JSON.stringify(value), what);
}

export function weighText(text: string, what: string): number {
  const mostBytes = BYTES_PER_CHARACTER * text.length;
  if (mostBytes <= MOST_BYTES) return mostBytes;
  const bytes = encoder.encode(text).byteLength;
  if (bytes <= MOST_BYTES) return bytes;
  throw new StatesError(STATES_ERROR.dataLimitExceeded, `${what} has ${bytes} bytes, more than ${MOST_BYTES}.`);
}

/** Puts `value` where a ResultPath says. The bound on the data grows with each turn of a loop, until it is weighed anew. */
export function place(execution: Execution, where: Put | undefined, value: Json, mostBytes: number): void {
  if (!where) return;
  const data = where.put(execution.data, value);
  const bound = where.isRoot ? mostBytes : execution.mostBytes + where.bytes + mostBytes;
  execution.mostBytes = weigh(data, bound, `The output of state ${execution.stateName}`);
  execution.data = data;
}
