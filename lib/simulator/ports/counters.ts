/** How many of a simulation's contacts stand where. */
import type { Counters } from '../../engine/ports.ts';

interface Counted {
  counts: Record<string, number>;
  seen: Set<string>;
}

/** Nothing is repeated here but what a test repeats at once. */
const REMEMBERED = 1_000;

export function createMemoryCounters(): Counters {
  const byDefinition = new Map<string, Counted>();
  return {
    async apply(changes) {
      for (const { id, definition, deltas } of changes) {
        const counted = byDefinition.get(definition) ?? { counts: {}, seen: new Set<string>() };
        byDefinition.set(definition, counted);
        const { counts, seen } = counted;
        if (seen.has(id)) continue;
        seen.add(id);
        if (seen.size > REMEMBERED) seen.delete(seen.values().next().value!);
        for (const [what, delta] of Object.entries(deltas)) counts[what] = (counts[what] ?? 0) + delta;
      }
    },
    read: async (definition) => ({ ...byDefinition.get(definition)?.counts }),
  };
}
