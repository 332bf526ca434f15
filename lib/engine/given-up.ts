/** All that was given up on, from the functions' queues and from the table's stream alike: listed, given back, forgotten. */
import { type DeadLetter, forgetLetters, redeliver } from './dead-letters.ts';
import { forgetLost, retellLost } from './lost-changes.ts';
import type { EnginePorts } from './ports.ts';

/** Its messages are the table's stream, and no queue's. */
const PUBLISHER = 'publish-changes';

export type GivenUp = Omit<DeadLetter, 'message'>;

interface Asked {
  /** Left out: of every function. */
  function?: string;
  atMost: number;
}

async function found({ function: of, atMost }: Asked, { deadLetters, lostChanges }: EnginePorts) {
  const letters = of === PUBLISHER ? [] : await deadLetters.list({ function: of, atMost });
  const lost = of === undefined || of === PUBLISHER ? await lostChanges.list() : [];
  return { letters, lost };
}

/** Oldest first; what it is about stays where it lies. */
export async function listGivenUp(asked: Asked, ports: EnginePorts): Promise<GivenUp[]> {
  const { letters, lost } = await found(asked, ports);
  const all: GivenUp[] = [
    ...letters.map(({ message: _, ...letter }) => letter),
    ...lost.map(({ id, at }) => ({ id, at, function: PUBLISHER, cause: 'not-told' })),
  ];
  return all.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).slice(0, asked.atMost);
}

export async function giveBack(
  { function: of, at, until }: { function?: string; at: string; until?: string },
  ports: EnginePorts,
): Promise<{ redelivered: number; more?: true }> {
  const { letters, lost } = await found({ function: of, atMost: Number.POSITIVE_INFINITY }, ports);
  const all = [
    ...letters.map((letter) => ({ at: letter.at, back: () => redeliver(letter, ports) })),
    ...lost.map((batch) => ({ at: batch.at, back: () => retellLost(batch, ports) })),
  ];
  let redelivered = 0;
  // Given up anew since it was ordered: once is enough.
  for (const { back } of all.filter((one) => one.at <= at)) {
    if (until !== undefined && ports.clock.now() >= until) return { redelivered, more: true };
    await back();
    redelivered += 1;
  }
  return { redelivered };
}

export async function forgetGivenUp(names: readonly string[], ports: EnginePorts): Promise<void> {
  await forgetLetters(names, ports);
  await forgetLost(names, ports);
}
