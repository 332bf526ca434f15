/** One alarm clock a run, on virtual time: set again it moves, cleared it is gone. */
import type { Schedules } from '../../engine/ports.ts';
import type { JsonMap } from '../../language/json.ts';
import type { Timer, Timers } from '../clock.ts';

export type OnSchedule = (name: string, payload: JsonMap) => void | Promise<void>;

export function createMemorySchedules(timers: Timers, onSchedule: OnSchedule): Schedules {
  const set = new Map<string, Timer>();
  return {
    async set(name, at, payload) {
      set.get(name)?.cancel();
      const timer = timers.at(at, () => {
        if (set.get(name) === timer) set.delete(name);
        return onSchedule(name, payload);
      });
      set.set(name, timer);
    },
    async clear(name) {
      set.get(name)?.cancel();
      set.delete(name);
    },
  };
}
