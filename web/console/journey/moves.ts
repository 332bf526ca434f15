/** Finds out from two looks at a journey's counts which arrows contacts went along in between, so that dots can show it. */
import { END } from '../../../lib/language/graph.ts';
import type { DefinitionView } from '../../../lib/language/operator-api.ts';
import { type Branch, START } from './branches.ts';

export type Counts = Pick<DefinitionView, 'entered' | 'ended' | 'here' | 'passed'>;

/** One dot on one arrow; stages follow one another. */
export interface Move {
  branch: Branch;
  stage: number;
}

export interface Moved {
  moves: Move[];
  /** Who left a step and was seen nowhere yet, by step: between two looks a contact may be on the way. */
  onTheWay: Map<string, number>;
}

/**
 * Whoever left a step is taken to the nearest step at which somebody arrived. Steps that counted nobody are gone
 * through: decisions are taken in passing. A contact who left by an exit arrives nowhere and gets no dot.
 */
export function movesBetween(
  before: Counts,
  after: Counts,
  branches: Branch[],
  onTheWay: ReadonlyMap<string, number> = new Map(),
): Moved {
  const rise = (kind: 'here' | 'passed', id: string) => (after[kind][id] ?? 0) - (before[kind][id] ?? 0);
  const gone = (id: string) =>
    id === START ? after.entered - before.entered : Math.max(rise('passed', id), -rise('here', id));
  const ends = Math.max(0, after.ended - before.ended);
  // Whoever ended may be one of those on the way: they are not looked for any longer.
  const left = (id: string) => Math.max(0, gone(id)) + (ends > 0 ? 0 : (onTheWay.get(id) ?? 0));
  const arrived = (id: string) => Math.max(0, rise('here', id) + rise('passed', id));
  const search: Search = { branches, open: new Map(branches.map(({ to }) => [to, arrived(to)])), ends };

  const moves = new Map<string, Move>();
  const stageAt = new Map([[START, 0]]);
  const missing = new Map<string, number>();
  for (const from of inOrder(branches)) {
    let leaving = Math.min(left(from), crowd);
    for (; leaving > 0; leaving -= 1) {
      const way = wayToArrival(from, search, {
        isPassedSilently: (id) => arrived(id) === 0,
        // A contact who vanished from a wait while a run ended left by an exit, not by the arrows.
        mayEnd: rise('passed', from) > 0,
      });
      if (!way) break;
      const first = stageAt.get(from) ?? 0;
      way.forEach((branch, index) => {
        moves.set(`${branch.id} ${first + index}`, { branch, stage: first + index });
        stageAt.set(branch.to, Math.max(stageAt.get(branch.to) ?? 0, first + index + 1));
      });
    }
    if (leaving > 0) missing.set(from, leaving);
  }
  return { moves: [...moves.values()].sort((a, b) => a.stage - b.stage), onTheWay: missing };
}

/** More than this many at once look like one crowd anyway. */
const crowd = 50;

/** Steps from the start downward, so that a stage is known before it is built upon. */
function inOrder(branches: Branch[]): string[] {
  const order = new Set([START]);
  for (const from of order) for (const branch of branches) if (branch.from === from) order.add(branch.to);
  return [...order];
}

interface Search {
  branches: Branch[];
  /** Arrivals by step that nobody was taken to yet, and ends likewise. */
  open: Map<string, number>;
  ends: number;
}

/** Breadth first, so the shortest; where the definition ends counts only when nobody arrived anywhere else. */
function wayToArrival(
  from: string,
  search: Search,
  { isPassedSilently, mayEnd }: { isPassedSilently: (id: string) => boolean; mayEnd: boolean },
): Branch[] | undefined {
  const { branches, open } = search;
  const ways: Branch[][] = [[]];
  const seen = new Set([from]);
  let toEnd: Branch[] | undefined;
  for (const way of ways) {
    const at = way.at(-1)?.to ?? from;
    for (const branch of branches) {
      if (branch.from !== at || seen.has(branch.to)) continue;
      seen.add(branch.to);
      const longer = [...way, branch];
      const arrivals = open.get(branch.to) ?? 0;
      if (arrivals > 0) {
        open.set(branch.to, arrivals - 1);
        return longer;
      }
      if (isLast(branch.to, branches)) toEnd ??= longer;
      else if (isPassedSilently(branch.to)) ways.push(longer);
    }
  }
  if (!toEnd || !mayEnd || search.ends === 0) return undefined;
  search.ends -= 1;
  return toEnd;
}

const isLast = (id: string, branches: Branch[]) => id === END || !branches.some(({ from }) => from === id);
