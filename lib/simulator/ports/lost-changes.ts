/** Changes that were lost in a simulation: none, but those that a test puts there. */
import type { Change, LostBatch, LostChanges } from '../../engine/ports.ts';

export function createMemoryLostChanges(lost: readonly (LostBatch & { changes: Change[] })[] = []): LostChanges {
  const batches = new Map(lost.map((batch) => [batch.id, batch]));
  return {
    list: async () =>
      [...batches.values()].map(({ id, at }) => ({ id, at })).sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)),
    read: async ({ id }) => batches.get(id)?.changes ?? [],
    remove: async ({ id }) => void batches.delete(id),
  };
}
