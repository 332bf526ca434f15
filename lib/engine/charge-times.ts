/** When a charge of which nobody knows is asked for again, and from when on it is only looked up: no later than the provider knows its key. */
import { CLAIM_SECONDS } from './message-claim.ts';
import type { TimelineRow } from './ports.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const MOST_BACK_OFF_MS = 4 * HOUR_MS;
/** A provider forgets a key after a day, and takes it for a new one then. */
const SAME_KEY_MS = 23 * HOUR_MS;
/** What is not there so long after the last attempt will not be. */
const SHOWN_AFTER_MS = HOUR_MS;
const GIVEN_UP_AFTER_MS = 7 * 24 * HOUR_MS;

export interface ChargeTimes {
  /** Until then nobody asks. */
  next: string;
  /** Under the same key; else it is looked up. */
  mayAsk: boolean;
  /** From then on, what cannot be found has not happened. */
  shownAt: string;
  /** Nobody has answered for so long that a person has to look. */
  isGivenUp: boolean;
}

/** `isSame`: what would be asked for now is what was asked for first. */
export function timesOf({ at, claim }: TimelineRow, isSame: boolean, now: string): ChargeTimes {
  const [firstMs, nowMs] = [Date.parse(at), Date.parse(now)];
  const lastMs = Date.parse(claim!.deadline) - CLAIM_SECONDS * 1000;
  const closesMs = firstMs + SAME_KEY_MS;
  const shownMs = lastMs + SHOWN_AFTER_MS;
  const againMs = lastMs + Math.min(MOST_BACK_OFF_MS, MINUTE_MS * 2 ** (claim!.calls ?? 1));
  const nextMs = !isSame ? lastMs : againMs < closesMs ? againMs : Math.max(closesMs, shownMs);
  return {
    next: new Date(nextMs).toISOString(),
    mayAsk: isSame && nowMs < closesMs,
    shownAt: new Date(shownMs).toISOString(),
    isGivenUp: nowMs - firstMs > GIVEN_UP_AFTER_MS,
  };
}
