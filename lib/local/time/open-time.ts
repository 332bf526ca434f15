/** Takes time up where the data folder left it. */
import type { StackLog } from '../log.ts';
import { Refusal } from '../refusal.ts';
import { keepInstant, readKeptInstant } from './kept-instant.ts';
import { createRealTime } from './real-time.ts';
import type { StackTime } from './stack-time.ts';
import { createVirtualTime } from './virtual-time.ts';

export function openTime(kind: 'virtual' | 'real', file: string, startAt: string, log: StackLog): StackTime {
  const kept = readKeptInstant(file);
  // A contact who has lived through a virtual March cannot go on in a real November.
  if (kept && kept.kind !== kind)
    throw new Refusal(
      `The data folder holds ${kept.kind} time. Start with --clock ${kept.kind}, with --fresh, or with another --data DIR.`,
    );
  if (kind === 'virtual') return createVirtualTime(kept?.now ?? startAt, file);
  const time = createRealTime({ onFault: (thrown) => log.trouble(`A timer failed: ${String(thrown)}`) });
  keepInstant(file, { kind, now: time.now() });
  return time;
}
