/** Knows whether anything is under way, so that a test or a simulated day goes on only when all handlers have answered. */

export interface Activity {
  begin(): void;
  finish(): void;
  isIdle(): boolean;
  settled(): Promise<void>;
}

export function createActivity(): Activity {
  let underWay = 0;
  let waiting: (() => void)[] = [];
  return {
    begin() {
      underWay += 1;
    },
    finish() {
      underWay -= 1;
      if (underWay > 0 || waiting.length === 0) return;
      const woken = waiting;
      waiting = [];
      for (const wake of woken) wake();
    },
    isIdle: () => underWay === 0,
    async settled() {
      while (underWay > 0) await new Promise<void>((wake) => waiting.push(wake));
    },
  };
}
