/** A node of the graph in the words of the step it belongs to: a step may be several nodes, and its author wrote one. */
import { sayTest } from './choose-words.ts';
import { type Graph, type GraphNode, stepOf } from './graph.ts';
import { detailOf, titleOf } from './step-words.ts';

/** A node is called like its step, with a word behind it where the step has several. */
export function stepOfNode(node: GraphNode, steps: Graph['steps']): Graph['steps'][string] | undefined {
  return steps[stepOf(node.id)];
}

/** `send-email: trial-welcome`, and in smaller letters `on weekdays`. */
export function nodeWords(node: GraphNode, steps: Graph['steps']): { title: string; detail?: string } {
  const step = stepOfNode(node, steps);
  if (!step) return { title: node.id };
  if (node.does === 'choose' && node.guards) return { title: `only-if: ${node.cases.map(sayTest).join(', ')}` };
  return { title: titleOf(step), detail: detailOf(step) };
}
