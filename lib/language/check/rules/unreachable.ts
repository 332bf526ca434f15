/** A step that no contact can ever reach is a message that somebody believes is being sent. */
import type { DefinitionRule } from '../known.ts';
import { type FoundStep, placeKey } from '../reading.ts';
import { reachOf, waysThrough } from '../ways.ts';

export const everyStepIsReached: DefinitionRule = (definition, known) => {
  const { start, ways } = waysThrough(definition, known);
  const reached = reachOf(start, ways);
  const isUnreached = (key: string) => ways.has(key) && !reached.has(key);
  return definition.steps
    .filter((found) => isUnreached(found.key) && isFirst(found, isUnreached))
    .map(({ item, path }) => ({
      code: 'WM433',
      message: 'Nobody gets here: each run has ended, or gone elsewhere, before.',
      hint: 'Move it up, take it out, or lead to it from another step.',
      path: [...path, item.headKey],
      on: 'key' as const,
    }));
};

/** Of several in a row, or inside each other, that nobody reaches, the first one says it for all. */
function isFirst({ path }: FoundStep, isUnreached: (key: string) => boolean): boolean {
  const index = Number(path.at(-1));
  if (isUnreached(placeKey([...path.slice(0, -1), index - 1]))) return false;
  return !path.some((_, length) => isUnreached(placeKey(path.slice(0, length))));
}
