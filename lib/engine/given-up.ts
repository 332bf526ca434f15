/** All that was given up on, from the functions' queues and from the table's stream alike: listed, given back, forgotten. */
import type { DeadLetter } from './dead-letters.ts';
import { forgetLetters, redeliver } from './dead-letters.ts';
import { forgetLost, retellLost } from './lost-changes.ts';
import type { EnginePorts } from './ports.ts';

/** Its messages are the table's stream, and no queue's. */
const PUBLISHER = 'publish-changes';

export type GivenUp = Omit<DeadLetter, 'message'>;

/** Oldest first; what it is about stays where it lies. */
export async function listGivenUp(
  { function: of, atMost }: { function?: string; atMost: number },
  { deadLetters, lostChanges }: EnginePorts,
): Promise<GivenUp[]> {
  const letters = of === PUBLISHER ? [] : await deadLetters.list({ function: of, atMost });
  const lost = of === undefined || of === PUBLISHER ? await lostChanges.list() : [];
  const all: GivenUp[] = [
    ...letters.map(({ message: _, ...letter }) => letter),
    ...lost.map(({ id, at }) => ({ id, at, function: PUBLISHER, cause: 'not-told' })),
  ];
  return all.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).slice(0, atMost);
}

export async function giveBack(
  { function: of, ...ordered }: { function?: string; at: string; until?: string },
  ports: EnginePorts,
): Promise<{ redelivered: number; more?: true }> {
  const letters = of === PUBLISHER ? { redelivered: 0 } : await redeliver({ function: of, ...ordered }, ports);
  if (letters.more || (of !== undefined && of !== PUBLISHER)) return letters;
  const lost = await retellLost(ordered, ports);
  return { ...lost, redelivered: letters.redelivered + lost.redelivered };
}

export async function forgetGivenUp(names: readonly string[], ports: EnginePorts): Promise<void> {
  await forgetLetters(names, ports);
  await forgetLost(names, ports);
}
