/** What a run has used of what somebody pays for, counted while it runs: an operator who doubts a price can count again. */

/** `transition`: of Standard machines, by type of state. `execution`: of Express machines. `request`: to the store, by function. */
export type Unit =
  | 'transition'
  | 'execution'
  | 'invocation'
  | 'request'
  | 'write'
  | 'read'
  | 'timer-set'
  | 'timer-fired'
  | 'bus-event'
  | 'queue-message'
  | 'message';

/** Unit → what of it (a type of state, a function, a type of item, a channel) → how much. */
export type Counts = Partial<Record<Unit, Record<string, number>>>;

export interface Tally {
  add(unit: Unit, what: string, amount?: number): void;
  counts(): Counts;
  /** From here on anew. */
  reset(): void;
}

export function createTally(): Tally {
  let counts: Counts = {};
  return {
    add(unit, what, amount = 1) {
      counts[unit] ??= {};
      counts[unit][what] = (counts[unit][what] ?? 0) + amount;
    },
    counts: () => structuredClone(counts),
    reset() {
      counts = {};
    },
  };
}

export const totalOf = (counts: Counts, unit: Unit): number =>
  Object.values(counts[unit] ?? {}).reduce((sum, one) => sum + one, 0);

/** Each weighed by how many of all contacts it stands for. */
export function weighed(parts: readonly { counts: Counts; share: number }[]): Counts {
  const tally = createTally();
  for (const { counts, share } of parts)
    for (const [unit, amounts] of Object.entries(counts))
      for (const [what, amount] of Object.entries(amounts)) tally.add(unit as Unit, what, amount * share);
  return tally.counts();
}
