/** One alarm clock a run, on virtual time: set again it moves, cleared it is gone. */
import type { Schedules } from '../../engine/ports.ts';
import type { JsonMap } from '../../language/json.ts';
import type { Timer, Timers } from '../clock.ts';

export type OnSchedule = (name: string, payload: JsonMap) => void | Promise<void>;

export interface MemorySchedules extends Schedules {
  /** When it will ring; undefined where it is not set, or has rung. */
  ringsAt(name: string): string | undefined;
}

export function createMemorySchedules(timers: Timers, onSchedule: OnSchedule): MemorySchedules {
  const set = new Map<string, { at: string; timer: Timer }>();
  return {
    async set(name, at, payload) {
      set.get(name)?.timer.cancel();
      const timer = timers.at(at, () => {
        if (set.get(name)?.timer === timer) set.delete(name);
        return onSchedule(name, payload);
      });
      set.set(name, { at, timer });
    },
    async clear(name) {
      set.get(name)?.timer.cancel();
      set.delete(name);
    },
    async *names() {
      yield* [...set.keys()];
    },
    ringsAt: (name) => set.get(name)?.at,
  };
}
