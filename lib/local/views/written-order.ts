/** The order in which an author wrote the steps, which is the order in which a contact meets them. */
import type { SourcePath } from '../../language/checked.ts';
import type { Version } from '../../language/version.ts';

/** Step id → place. The graph's own order follows one branch to its very end before it begins the next. */
export function writtenOrder({ graph }: Version): Map<string, number> {
  const steps = Object.values(graph.steps).toSorted((a, b) => comparePaths(a.path ?? [], b.path ?? []));
  return new Map(steps.map(({ id }, index) => [id, index]));
}

/** What encloses comes before what it holds. */
function comparePaths(a: SourcePath, b: SourcePath): number {
  for (const [index, part] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    if (part !== other) return part < other ? -1 : 1;
  }
  return a.length - b.length;
}
