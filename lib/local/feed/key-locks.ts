/** Lets one thing at a time happen to an item, so that its changes are told in the order in which they were made. */

export interface KeyLocks {
  hold<Result>(key: string, work: () => Promise<Result>): Promise<Result>;
  isHeld(): boolean;
  /** Resolves when every lock that was asked for by now has been let go. */
  settled(): Promise<void>;
}

export function createKeyLocks(): KeyLocks {
  const last = new Map<string, Promise<unknown>>();
  return {
    async hold(key, work) {
      const before = last.get(key);
      const turn = (async () => {
        await before?.catch(() => {});
        return work();
      })();
      last.set(key, turn);
      try {
        return await turn;
      } finally {
        if (last.get(key) === turn) last.delete(key);
      }
    },
    isHeld: () => last.size > 0,
    async settled() {
      await Promise.allSettled([...last.values()]);
    },
  };
}
