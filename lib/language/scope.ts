/** What a micro-journey sees of the run it is a part of: its own steps under their own names, and nothing of its caller. */
import type { Duration } from './durations.ts';

export interface Scope {
  /** The micro-journey. */
  definition: string;
  topic?: string;
  grace?: Duration;
  /** Its steps, as their author calls them → as this graph does. */
  names: Record<string, string>;
}

/** What is kept by step, under the names of the micro-journey's author; everything else is left out. */
export function seenFrom<Value>(scope: Scope, kept: Record<string, Value>): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(scope.names).flatMap(([own, id]) => (kept[id] === undefined ? [] : [[own, kept[id]] as const])),
  );
}

/** Under which name the values are kept that a call hands over. */
export const inputOf = (call: string): string => `${call} input`;
