/** The arrows of a drawing: who can go from where to where, and under which outcome. */

import { END } from '../../../lib/language/graph.ts';
import type { DefinitionView } from '../../../lib/language/operator-api.ts';
import { branchesFrom, type Branch as Way } from '../../../lib/language/ways-out.ts';

/** Where contacts come from; no step is called so, since step ids begin with a letter. */
export const START = '>';

export interface Branch extends Way {
  id: string;
}

export function branchesOf(view: Pick<DefinitionView, 'start' | 'nodes'>): Branch[] {
  const ids = new Set([END, ...view.nodes.map(({ node }) => node.id)]);
  const begin: Way = { from: START, to: view.start, outcomes: [], label: '' };
  return [begin, ...view.nodes.flatMap(({ node }) => branchesFrom(node))]
    .filter(({ to }) => ids.has(to))
    .map((way) => ({ id: `${way.from}→${way.to}`, ...way }));
}
