/** Looks at a contact as time says: what was due comes about, and one that rings early or twice finds nothing to do. */
import { judgeWatch } from './judge-watch.ts';
import type { EnginePorts } from './ports.ts';
import { type WatchRing, watchTimerName } from './watch-timer.ts';

export async function takeWatchTimer(ring: WatchRing, ports: EnginePorts): Promise<void> {
  await judgeWatch(ring.watch, ports, { rangAt: ring.at });
  // One that rang too early has been set for the very same instant again.
  if (ring.at <= ports.clock.now()) await ports.schedules.clear(watchTimerName(ring));
}
