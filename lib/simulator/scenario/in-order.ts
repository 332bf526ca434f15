/** Whether what was expected came in the order in which the author of a scenario wrote it down: `in-order: true`. */
import type { Expectation } from './schema.ts';
import type { Sighting } from './sightings.ts';

/** A line of `expect`, and all that meets it. */
export interface Met {
  expected: Expectation;
  by: Sighting[];
}

/** A line that was met too soon only, or not once more, after what met the line before. */
export interface Misplaced extends Met {
  after: { expected: Expectation; last: Sighting };
}

/**
 * Each line takes the first that comes no sooner than what the line before took, and that no line of its kind has taken;
 * how often it came besides is counted elsewhere, and told there of a line that nothing meets.
 */
export function misplacedIn(lines: readonly Met[], places: ReadonlyMap<string, number>): Misplaced[] {
  const misplaced: Misplaced[] = [];
  const taken = new Set<string>();
  let after: Misplaced['after'] | undefined;
  for (const { expected, by } of lines) {
    const nameOf = ({ line }: Sighting) => `${expected.kind} ${line}`;
    const inOrder = by.toSorted((a, b) => orderOf(a, b, places));
    const next = inOrder.find((one) => !taken.has(nameOf(one)) && (!after || orderOf(after.last, one, places) <= 0));
    if (next) {
      taken.add(nameOf(next));
      after = { expected, last: next };
    } else if (after && by.length > 0) misplaced.push({ expected, by: inOrder, after });
  }
  return misplaced;
}

/** What is of one instant has an order only inside one run. */
function orderOf(a: Sighting, b: Sighting, places: ReadonlyMap<string, number>): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  const [here, there] = [places.get(a.line), places.get(b.line)];
  return a.run === b.run && here !== undefined && there !== undefined ? here - there : 0;
}
