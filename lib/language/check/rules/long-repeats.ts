/** A run visits so many steps in its loops and no more: rounds that cannot all be walked are told before a contact is left in one. */
import type { StepRule } from '../known.ts';
import type { FoundStep } from '../reading.ts';
import { startsWith } from '../ways.ts';

const MOST_VISITS = 1_000;

export const roundsCanBeWalked: StepRule = (found, { steps }) => {
  if (found.item.kind !== 'repeat' || !found.item.isUsable) return [];
  const repeats = steps.filter(({ item }) => item.kind === 'repeat' && item.isUsable);
  if (repeats.some((other) => isInside(found, other))) return [];
  const visits = steps
    .filter((step) => isInside(step, found) && !passed.has(step.item.kind))
    .map((step) => repeats.filter((one) => isInside(step, one)).reduce((rounds, one) => rounds * roundsOf(one), 1))
    .reduce((sum, count) => sum + count, 0);
  if (visits <= MOST_VISITS) return [];
  const message = `All rounds together may visit ${visits} steps; a run ends with an error before its 1,001st visit in a loop.`;
  const hint = 'Repeat it less often, or do less in a round.';
  return [{ code: 'WM482', severity: 'warning', message, hint, path: [...found.path, found.item.headKey] }];
};

/** What takes no visit of its own. */
const passed = new Set(['repeat', 'go-to']);

const isInside = (step: FoundStep, outer: FoundStep): boolean =>
  step.path.length > outer.path.length && startsWith(step.path, outer.path);

const roundsOf = ({ step }: FoundStep): number => (step.head as { count: number }).count;
