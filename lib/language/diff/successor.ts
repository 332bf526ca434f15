/** Where people go on whose step is gone: the nearest step behind it that the newer version still has. */
import { type Graph, stepOf } from '../graph.ts';
import { waysOut } from '../ways-out.ts';

/** A step's id in `after`; nothing where no way leads to one, and the run ends with the reason `journey-changed`. */
export function nearestSurvivor(before: Graph, gone: string, survives: (step: string) => boolean): string | undefined {
  const ahead = Object.keys(before.nodes).filter((id) => stepOf(id) === gone);
  const seen = new Set(ahead);
  // Breadth first: of two ways that part, the shorter one to something familiar counts.
  for (const id of ahead) {
    const step = stepOf(id);
    if (step !== gone && before.steps[step] && survives(step)) return step;
    const node = before.nodes[id];
    for (const [, target] of node ? waysOut(node) : []) {
      if (!seen.has(target)) ahead.push(target);
      seen.add(target);
    }
  }
  return undefined;
}
