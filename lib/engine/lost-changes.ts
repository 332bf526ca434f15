/** Changes that could not be told to anybody for a day: the stream has forgotten them, and they are told when an operator says so. */
import type { Change, EnginePorts } from './ports.ts';
import { publishChanges } from './publish-changes.ts';

/** Some that came together. */
export interface LostBatch {
  id: string;
  /** When they were given up. */
  at: string;
}

export interface LostChanges {
  /** Oldest first. */
  list(): Promise<LostBatch[]>;
  /** In the order in which they happened; none where the batch is gone. */
  read(batch: LostBatch): Promise<Change[]>;
  remove(batch: LostBatch): Promise<void>;
}

/** Told first, and forgotten then: told twice, they are heard once. */
export async function retellLost(batch: LostBatch, ports: EnginePorts): Promise<void> {
  await publishChanges(await ports.lostChanges.read(batch), ports);
  await ports.lostChanges.remove(batch);
}

/** Whatever else came with theirs is told before it is forgotten with it. */
export async function forgetLost(names: readonly string[], ports: EnginePorts): Promise<void> {
  for (const batch of await ports.lostChanges.list()) {
    const changes = await ports.lostChanges.read(batch);
    const others = changes.filter((change) => !names.some((name) => JSON.stringify(change).includes(name)));
    if (others.length === changes.length) continue;
    await publishChanges(others, ports);
    await ports.lostChanges.remove(batch);
  }
}
