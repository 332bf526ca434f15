/** Turns moves into dots with a time each, so that one who moves on is seen to arrive first. */
import type { Branch } from './branches.ts';
import type { Move } from './moves.ts';

/** One dot on its way along one arrow. */
export interface Dot {
  key: string;
  branch: Branch;
  delayMs: number;
  durationMs: number;
  /** On the clock that `nowMs` is of. */
  endsMs: number;
}

const longestShowMs = 3_600;
const slowestHopMs = 750;
/** A show that lags behind further than this is cut short: what counts is where people are now. */
const longestLagMs = 2_500;

/** The dots still moving, and the new ones behind them. */
export function showMoves(before: Dot[], moves: Move[], batch: number, nowMs: number): Dot[] {
  const stages = Math.max(1, ...moves.map(({ stage }) => stage + 1));
  const durationMs = Math.min(slowestHopMs, longestShowMs / stages);
  const moving = before.filter(({ endsMs }) => endsMs > nowMs);
  const lagMs = Math.max(0, ...moving.map(({ endsMs }) => endsMs - nowMs));
  const startMs = lagMs > longestLagMs ? 0 : lagMs;
  const fresh = moves.map(({ branch, stage }) => {
    const delayMs = startMs + stage * durationMs;
    const endsMs = nowMs + delayMs + durationMs;
    return { key: `${batch} ${branch.id} ${stage}`, branch, delayMs, durationMs, endsMs };
  });
  return [...(lagMs > longestLagMs ? [] : moving), ...fresh];
}
