/** Finds out from two looks at a journey's counts which arrows contacts went along in between, so that dots can show it. */
import { END } from '../../../lib/language/graph.ts';
import type { DefinitionView } from '../../../lib/language/operator-api.ts';
import { type Branch, START } from './branches.ts';

export type Counts = Pick<DefinitionView, 'entered' | 'here' | 'passed'>;

/** One dot on one arrow; stages follow one another. */
export interface Move {
  branch: Branch;
  stage: number;
}

/**
 * Whoever left a step is taken to the nearest step at which somebody arrived. A step that counts nobody (a decision
 * taken in passing) is gone through. Contacts who left by an exit arrive nowhere and get no dot.
 */
export function movesBetween(before: Counts, after: Counts, branches: Branch[]): Move[] {
  const rise = (kind: 'here' | 'passed', id: string) => (after[kind][id] ?? 0) - (before[kind][id] ?? 0);
  const left = (id: string) => Math.max(0, id === START ? after.entered - before.entered : rise('passed', id));
  const arrived = (id: string) => Math.max(0, rise('here', id) + rise('passed', id));

  const open = new Map<string, number>();
  for (const { to } of branches) open.set(to, to === END ? Number.POSITIVE_INFINITY : arrived(to));
  const moves = new Map<string, Move>();
  const stageAt = new Map([[START, 0]]);

  for (const from of inOrder(branches)) {
    for (let leaving = Math.min(left(from), crowd); leaving > 0; leaving -= 1) {
      const way = wayToArrival(from, branches, open, (id) => arrived(id) === 0);
      if (!way) break;
      const first = stageAt.get(from) ?? 0;
      way.forEach((branch, index) => {
        moves.set(`${branch.id} ${first + index}`, { branch, stage: first + index });
        stageAt.set(branch.to, Math.max(stageAt.get(branch.to) ?? 0, first + index + 1));
      });
      const target = way.at(-1)?.to ?? END;
      open.set(target, (open.get(target) ?? 0) - 1);
    }
  }
  return [...moves.values()];
}

/** More than this many at once look like one crowd anyway. */
const crowd = 50;

/** Steps from the start downward, so that a stage is known before it is built upon. */
function inOrder(branches: Branch[]): string[] {
  const order = new Set([START]);
  for (const from of order) for (const branch of branches) if (branch.from === from) order.add(branch.to);
  return [...order];
}

/** Breadth first, so the shortest; the end of the definition counts only when nobody arrived anywhere else. */
function wayToArrival(
  from: string,
  branches: Branch[],
  open: Map<string, number>,
  isPassedSilently: (id: string) => boolean,
): Branch[] | undefined {
  const ways: Branch[][] = [[]];
  const seen = new Set([from]);
  let toEnd: Branch[] | undefined;
  for (const way of ways) {
    const at = way.at(-1)?.to ?? from;
    for (const branch of branches) {
      if (branch.from !== at || seen.has(branch.to)) continue;
      seen.add(branch.to);
      const longer = [...way, branch];
      if (branch.to === END) toEnd ??= longer;
      else if ((open.get(branch.to) ?? 0) > 0) return longer;
      else if (isPassedSilently(branch.to)) ways.push(longer);
    }
  }
  return toEnd;
}
