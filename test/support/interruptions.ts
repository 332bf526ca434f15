/** Puts something between the moves of a life that nobody inside may notice: pauses in which nothing falls due, lost executions. */
import { atInZone } from '../../lib/language/zones.ts';
import { dice } from './disturbances.ts';
import type { Life, Move } from './generated-lives.ts';
import type { Lived } from './live.ts';

/** `paused at once`: paused and resumed in one instant. */
export const interruptions = ['paused at once', 'paused while nothing happens', 'all executions are lost'] as const;

interface Interruption {
  what: (typeof interruptions)[number];
  definition: string;
  seed: number;
}

/** Two machines' clocks may differ by two seconds, so a step may come so much sooner to what holds it. */
const SKEW_MS = 3_000;
const LONGEST_MS = 5 * 86_400_000;
const TIMES = 3;

/** `lived`: the same life undisturbed, which says when something happens. */
export function interrupted(life: Life, lived: Lived, { what, definition, seed }: Interruption): Life {
  const roll = dice(seed);
  const lot = (below: number) => Math.floor(roll() * below);
  const startMs = Date.parse(atInZone(life.start, 'UTC')!);
  let atMs = startMs;
  const timed = life.moves.map((move) => {
    atMs += move.afterMs;
    return { atMs, move };
  });
  const endMs = Date.parse(lived.world.clock.now());
  const called = lived.busyAt.map((at) => Date.parse(at));
  const busy = [...new Set([...timed.map((one) => one.atMs), ...called, endMs])].sort((a, b) => a - b);

  const inBetween: { atMs: number; move: Move }[] = [];
  const add = (at: number, verb: NonNullable<Move['verb']>) =>
    inBetween.push({ atMs: at, move: { afterMs: 0, contact: 'ann', verb, line: { [verb]: definition } } });
  const quiet = busy
    .slice(0, -1)
    .flatMap((from, index) => (busy[index + 1]! - from > 2 * SKEW_MS ? [{ from, to: busy[index + 1]! }] : []));
  for (let times = 0; times < TIMES; times++) {
    if (what === 'paused while nothing happens') {
      const [gap] = quiet.splice(lot(quiet.length), 1);
      if (gap) add(gap.from + 1, 'pause');
      if (gap) add(gap.to - SKEW_MS, 'resume');
      continue;
    }
    const on = busy[lot(busy.length)]!;
    for (const at of [on, Math.min(on + lot(LONGEST_MS), endMs)]) {
      if (what === 'all executions are lost') add(at, 'restart');
      else add(at, 'pause');
      if (what === 'paused at once') add(at, 'resume');
    }
  }
  return { ...life, moves: inOrder([...timed, ...inBetween], startMs, endMs) };
}

/** What happened in the life itself happens first; in the end it has taken as long. */
function inOrder(timed: { atMs: number; move: Move }[], startMs: number, endMs: number): Move[] {
  const ordered = timed.toSorted((a, b) => a.atMs - b.atMs);
  const rest = { atMs: endMs, move: { afterMs: 0, contact: 'ann', line: {} } };
  let before = startMs;
  return [...ordered, rest].map(({ atMs, move }) => {
    const afterMs = atMs - before;
    before = atMs;
    return { ...move, afterMs };
  });
}
