/** The arrows of a drawing: who can go from where to where, and under which outcome. */

import { END, type GraphNode } from '../../../lib/language/graph.ts';
import type { DefinitionView } from '../../../lib/language/operator-api.ts';

/** Where contacts come from; no step is called so, since step ids begin with a letter. */
export const START = '>';

export interface Branch {
  id: string;
  from: string;
  to: string;
  /** As the definition says them: `then`, `else`, `happened`, `limit`, `sent`, … */
  outcomes: string[];
  /** What stands at the arrow; empty where there is only one way to go. */
  label: string;
}

export function branchesOf(view: Pick<DefinitionView, 'start' | 'nodes'>): Branch[] {
  const ids = new Set([END, ...view.nodes.map(({ node }) => node.id)]);
  const begin: Branch = { id: `${START}→${view.start}`, from: START, to: view.start, outcomes: [], label: '' };
  return [begin, ...view.nodes.flatMap(({ node }) => branchesFrom(node))].filter(({ to }) => ids.has(to));
}

function branchesFrom(node: GraphNode): Branch[] {
  const byTarget = new Map<string, string[]>();
  for (const [outcome, target] of waysOut(node)) byTarget.set(target, [...(byTarget.get(target) ?? []), outcome]);
  const hasOneWay = byTarget.size === 1 && (node.does === 'work' || node.does === 'wait');
  return [...byTarget].map(([to, outcomes]) => ({
    id: `${node.id}→${to}`,
    from: node.id,
    to,
    outcomes,
    label: hasOneWay ? '' : outcomes.join(' · '),
  }));
}

function waysOut(node: GraphNode): [outcome: string, target: string][] {
  switch (node.does) {
    case 'work':
      return Object.entries(node.edges);
    case 'wait':
      return [['waited', node.next]];
    case 'wait-for':
      return [
        ['happened', node.happened],
        ['limit', node.limit],
      ];
    case 'choose':
      return [
        ...node.cases.map(({ to }, index): [string, string] => [
          node.cases.length === 1 ? 'then' : String(index + 1),
          to,
        ]),
        ['else', node.otherwise],
      ];
    case 'stop':
      return [];
  }
}
