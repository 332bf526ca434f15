/** The stack's present moment: stands still on the virtual clock, runs along on the real one. */
import { useEffect, useState } from 'react';
import type { StackState } from '../../../lib/language/operator-api.ts';

const lookEveryMs = 5_000;

export function useNow({ now, clock }: Pick<StackState, 'now' | 'clock'>): string {
  const [passedMs, setPassedMs] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new answer of the stack is a new start.
  useEffect(() => {
    setPassedMs(0);
    if (clock === 'virtual') return;
    const since = performance.now();
    const timer = setInterval(() => setPassedMs(performance.now() - since), lookEveryMs);
    return () => clearInterval(timer);
  }, [now, clock]);
  return new Date(Date.parse(now) + passedMs).toISOString();
}
