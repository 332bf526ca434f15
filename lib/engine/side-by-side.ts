/** Which definitions let every trigger in on its own, so that what it brings can be told of together with others. */
import { stepKind } from '../language/registry.ts';
import type { Version } from '../language/version.ts';

/** Whoever may enter at any time again is in it once for each trigger, where some step brings those runs together. */
export function entersEachTime({ definition, graph }: Pick<Version, 'definition' | 'graph'>): boolean {
  if (definition.again !== 'always' || definition.per !== undefined || definition.group !== undefined) return false;
  return Object.values(graph.steps).some(({ kind }) => stepKind(kind).gathers);
}
