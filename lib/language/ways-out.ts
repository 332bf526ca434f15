/** The ways out of a node in the words of its author, so that console, picture and comparison call a branch the same. */
import type { ChooseNode, GraphNode, Target } from './graph.ts';

/** `then` or its number, where the step has no word of its own for it. */
export const wordOfCase = ({ cases }: Pick<ChooseNode, 'cases'>, index: number): string =>
  cases[index]?.word ?? (cases.length > 1 ? String(index + 1) : 'then');

export const wordOtherwise = ({ otherwiseWord = 'else' }: Pick<ChooseNode, 'otherwiseWord'>): string => otherwiseWord;

/** First branch first; an outcome that leads where another does is told as well. */
export function waysOut(node: GraphNode): [outcome: string, target: Target][] {
  switch (node.does) {
    case 'work':
      return Object.entries(node.edges);
    case 'wait':
      return [['waited', node.next]];
    case 'pass':
      return [['', node.next]];
    case 'wait-for':
      return [
        ['happened', node.happened],
        ['limit', node.limit],
      ];
    case 'choose':
      return [
        ...node.cases.map(({ to }, index): [string, Target] => [wordOfCase(node, index), to]),
        [wordOtherwise(node), node.otherwise],
      ];
    case 'stop':
      return [];
  }
}

export interface Branch {
  from: string;
  to: Target;
  /** As the definition says them: `then`, `else`, `happened`, `limit`, `sent`, … */
  outcomes: string[];
  /** What stands at the arrow; empty where there is only one way to go. */
  label: string;
}

/** The ways out by where they lead. */
export function branchesFrom(node: GraphNode): Branch[] {
  const byTarget = new Map<Target, string[]>();
  for (const [outcome, target] of waysOut(node)) byTarget.set(target, [...(byTarget.get(target) ?? []), outcome]);
  const hasOneWay = byTarget.size === 1 && node.does !== 'choose' && node.does !== 'wait-for';
  return [...byTarget].map(([to, outcomes]) => ({
    from: node.id,
    to,
    outcomes,
    label: hasOneWay ? '' : outcomes.join(' · '),
  }));
}
