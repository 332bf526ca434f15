/** One passage through a machine while it is open: kept small, because a hundred thousand contacts wait at once. */
import type { Json } from '../../language/json.ts';
import type { Timer } from '../clock.ts';
import { runtimeError } from './errors.ts';
import type { Call, TaskCall } from './host.ts';
import type { Machine } from './machines.ts';

export interface Execution {
  readonly name: string;
  readonly machine: Machine;
  readonly isExpress: boolean;
  readonly input: Json;
  /** The input of the state it is in. Never changed in place. */
  data: Json;
  /** An upper bound of the bytes of `data`. */
  mostBytes: number;
  stateName: string;
  /** Raised whenever it moves, so that an answer to an earlier turn is recognized as late. */
  turn: number;
  events: number;
  transitions: number;
  /** Retries used since the state was entered, one number for each Retrier. */
  retries: number[] | undefined;
  timer: Timer | undefined;
  deadline: Timer | undefined;
  /** The Lambda call under way. */
  call: Call | undefined;
  /** The Task whose token is out. */
  awaiting: TaskCall | undefined;
  visited: string[] | undefined;
}

const MOST_EVENTS = 25_000;

/** Counts events as the execution's history would hold them. The last one there is room for can only be its success. */
export function countEvents(execution: Execution, events: number): void {
  execution.events += events;
  if (execution.events >= MOST_EVENTS)
    throw runtimeError(`The history has reached its limit of ${MOST_EVENTS} events.`);
}

/** Execution name and turn: enough to find the execution, and no list of tokens has to be kept. */
export function tokenOf(execution: Execution): string {
  return `${execution.name}#${execution.turn}`;
}
