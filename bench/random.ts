/** Chance that repeats: two machines that measure the same seed measure the same journeys. */

export interface Random {
  /** From 0 up to, not including, `below`. */
  whole(below: number): number;
  from<Thing>(things: readonly Thing[]): Thing;
  /** True in so many of a hundred cases. */
  percent(chance: number): boolean;
}

/** A linear congruential generator with the high bits used; good enough to vary shapes. */
export function createRandom(seed: number): Random {
  let state = BigInt(seed);
  const whole = (below: number) => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    return Number((state >> 33n) % BigInt(below));
  };
  return {
    whole,
    from: (things) => things[whole(things.length)]!,
    percent: (chance) => whole(100) < chance,
  };
}
