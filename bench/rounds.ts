/** Repeats what is measured and keeps the spread, so that one busy second does not pass for a result. */

export interface Figure {
  median: number;
  least: number;
  most: number;
}

export function figureOf(values: readonly number[]): Figure {
  const sorted = values.toSorted((a, b) => a - b);
  return { median: sorted[sorted.length >> 1]!, least: sorted[0]!, most: sorted.at(-1)! };
}

/** Round by round, so that what slowed one pair of turns says nothing about the ratio. */
export function medianRatio(ours: readonly number[], theirs: readonly number[]): number {
  return figureOf(ours.map((value, round) => value / theirs[round]!)).median;
}

/** Contenders take turns, so that a busy machine slows all of them; the first rounds may warm up and are not counted. */
export async function takeTurns<Name extends string, Measured>(
  contenders: Record<Name, () => Promise<Measured>>,
  { rounds, warmUps = 0 }: { rounds: number; warmUps?: number },
): Promise<Record<Name, Measured[]>> {
  const names = Object.keys(contenders) as Name[];
  const measured = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, Measured[]>;
  for (let round = -warmUps; round < rounds; round++) {
    for (const name of names) {
      const one = await contenders[name]();
      if (round >= 0) measured[name].push(one);
    }
  }
  return measured;
}

export async function millisecondsOf(run: () => unknown): Promise<number> {
  const before = performance.now();
  await run();
  return performance.now() - before;
}
