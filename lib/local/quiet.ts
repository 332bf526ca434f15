/** Knows when everything that something has set in motion has come to rest, so that a page shows effects at once. */

export interface Quiet {
  /** Whoever begins something says so; what has been said meanwhile makes `reached` look again. */
  stir(): void;
  /** Keeps what nobody waits for, until it is done. */
  watch(work: Promise<unknown>): void;
  reached(): Promise<void>;
}

/** `parts`: each resolves when it is at rest by itself. */
export function createQuiet(parts: () => (() => Promise<void>)[], onTrouble: (thrown: unknown) => void): Quiet {
  let stirred = 0;
  const watched = new Set<Promise<unknown>>();
  return {
    stir() {
      stirred += 1;
    },
    watch(work) {
      stirred += 1;
      const settled: Promise<unknown> = work.catch(onTrouble).finally(() => watched.delete(settled));
      watched.add(settled);
    },
    async reached() {
      for (;;) {
        const before = stirred;
        for (const part of parts()) await part();
        await Promise.all(watched);
        if (stirred === before && watched.size === 0) return;
      }
    },
  };
}
