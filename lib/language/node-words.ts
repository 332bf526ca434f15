/** A node of the graph in the words of the step it belongs to: a step may be several nodes, and its author wrote one. */
import type { Graph, GraphNode } from './graph.ts';
import { detailOf, sayConditions, titleOf } from './step-words.ts';

/** A node is called like its step, with a word behind it where the step has several. */
export function stepOfNode(node: GraphNode, steps: Graph['steps']): Graph['steps'][string] | undefined {
  const id = node.does === 'choose' ? (node.guards ?? node.id) : node.id;
  return steps[id] ?? steps[id.split(' ', 1)[0] ?? id];
}

/** `send-email: trial-welcome`, and in smaller letters `on weekdays`. */
export function nodeWords(node: GraphNode, steps: Graph['steps']): { title: string; detail?: string } {
  const step = stepOfNode(node, steps);
  if (!step) return { title: node.id };
  if (node.does === 'choose' && node.guards)
    return { title: `only-if: ${sayConditions(node.cases.flatMap((one) => one.if))}` };
  return { title: titleOf(step), detail: detailOf(step) };
}
