/** Time that moves only when told to, so that ninety days of a contact's journey pass in milliseconds. */

/** A timer that has been set. Canceling one that has fired changes nothing. */
export interface Timer {
  cancel(): void;
}

/** What may be asked of time: the virtual clock answers it here, the local stack answers it with real time. */
export interface Timers {
  /** ISO-8601, UTC, milliseconds. */
  now(): string;
  /** Runs once at `dueAt` (ISO-8601), or as soon as possible if that has passed. */
  at(dueAt: string, run: () => void | Promise<void>): Timer;
}

export interface Clock extends Timers {
  /** When the next timer fires; `undefined` if none is set. */
  nextDue(): string | undefined;
  /** Fires everything due up to and including `instant`, in order, each awaited before the next. */
  advanceTo(instant: string): Promise<void>;
  /** Goes to the next timer; `false` if there is none. */
  advanceToNext(): Promise<boolean>;
  advanceBy(ms: number): Promise<void>;
}

interface Pending {
  dueMs: number;
  order: number;
  /** Gone once the timer has fired or was canceled. */
  run: (() => void | Promise<void>) | undefined;
}

/** A heap of its own: the platform's timers fire at once when asked to wait longer than 24.8 days. */
export function createClock(startAt: string): Clock {
  let nowMs = toMs(startAt);
  let now = toInstant(nowMs);
  let heap: Pending[] = [];
  let set = 0;
  let canceled = 0;
  let advancing = false;

  function moveTo(ms: number): void {
    if (ms === nowMs) return;
    nowMs = ms;
    now = toInstant(ms);
  }

  function cancel(timer: Pending): void {
    if (!timer.run) return;
    timer.run = undefined;
    canceled += 1;
    if (canceled < 64 || canceled * 2 < heap.length) return;
    heap = heap.filter((pending) => pending.run).sort((a, b) => (isSooner(a, b) ? -1 : 1));
    canceled = 0;
  }

  function next(): Pending | undefined {
    while (heap[0] && !heap[0].run) {
      takeSoonest(heap);
      canceled -= 1;
    }
    return heap[0];
  }

  async function advance(targetMs: number): Promise<void> {
    if (targetMs < nowMs)
      throw new RangeError(`The clock stands at ${now} and cannot go back to ${toInstant(targetMs)}.`);
    if (advancing) throw new Error('The clock is advancing already: await that call first.');
    advancing = true;
    try {
      for (let timer = next(); timer && timer.dueMs <= targetMs; timer = next()) {
        takeSoonest(heap);
        moveTo(timer.dueMs);
        const run = timer.run!;
        timer.run = undefined;
        await run();
      }
      moveTo(targetMs);
    } finally {
      advancing = false;
    }
  }

  return {
    now: () => now,
    at(dueAt, run) {
      // What is overdue is due now, behind what was due now already.
      const timer: Pending = { dueMs: Math.max(toMs(dueAt), nowMs), order: set++, run };
      put(heap, timer);
      return { cancel: () => cancel(timer) };
    },
    nextDue() {
      const timer = next();
      return timer && toInstant(timer.dueMs);
    },
    advanceTo: async (instant) => advance(toMs(instant)),
    async advanceToNext() {
      const timer = next();
      if (timer) await advance(timer.dueMs);
      return timer !== undefined;
    },
    advanceBy: async (ms) => advance(nowMs + ms),
  };
}

export function toMs(instant: string): number {
  const ms = Date.parse(instant);
  if (Number.isNaN(ms))
    throw new RangeError(`\`${instant}\` is no instant; wanted something like 2026-03-02T09:00:00.000Z.`);
  return ms;
}

export function toInstant(ms: number): string {
  return new Date(ms).toISOString();
}

function isSooner(a: Pending, b: Pending): boolean {
  return a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.order < b.order);
}

function put(heap: Pending[], timer: Pending): void {
  let hole = heap.length;
  heap.push(timer);
  while (hole > 0) {
    const above = (hole - 1) >> 1;
    if (isSooner(heap[above]!, timer)) break;
    heap[hole] = heap[above]!;
    hole = above;
  }
  heap[hole] = timer;
}

function takeSoonest(heap: Pending[]): void {
  const last = heap.pop();
  if (!last || heap.length === 0) return;
  let hole = 0;
  for (let below = 1; below < heap.length; below = 2 * hole + 1) {
    if (below + 1 < heap.length && isSooner(heap[below + 1]!, heap[below]!)) below += 1;
    if (isSooner(last, heap[below]!)) break;
    heap[hole] = heap[below]!;
    hole = below;
  }
  heap[hole] = last;
}
