/** Where each step of a definition stands, as people say it: third in the `else` of the first wait. */
import type { CheckedStep } from '../checked.ts';

export interface PlacedStep {
  step: CheckedStep;
  /** The same for steps of one block. */
  block: string;
  /** `else of wait-for`, `arm case-study of split-last-push`; empty at the top. */
  inside: string;
  /** The step in front of it in its block. */
  behind?: string;
}

/** In the order written, a step before what it holds. */
export function placesOf(steps: readonly CheckedStep[], inside = ''): PlacedStep[] {
  return steps.flatMap((step, index) => [
    { step, block: inside, inside, ...(index > 0 && { behind: steps[index - 1]!.id }) },
    ...blocksOf(step).flatMap(({ words, list }) => placesOf(list, `${words} of ${step.id}`)),
  ]);
}

/** The lists of steps that a step holds, however deep in its values. */
export function blocksOf(step: CheckedStep): { words: string; list: CheckedStep[] }[] {
  return Object.entries(step).flatMap(([key, value]) => blocksIn(value, key === 'head' ? '' : key));
}

function blocksIn(value: unknown, words: string): { words: string; list: CheckedStep[] }[] {
  if (typeof value !== 'object' || value === null) return [];
  if (isStepList(value)) return [{ words, list: value }];
  if (Array.isArray(value)) return value.flatMap((item, index) => blocksIn(item, wayName(item, index)));
  return Object.entries(value).flatMap(([key, part]) => blocksIn(part, words || key));
}

export const isStepList = (value: unknown): value is CheckedStep[] =>
  Array.isArray(value) && value.length > 0 && value.every(isStep);

const isStep = (one: unknown): boolean =>
  typeof one === 'object' && one !== null && 'kind' in one && 'head' in one && 'id' in one;

/** `arm case-study`, or by its number: `way 2`. */
export function wayName(item: unknown, index: number): string {
  const named = typeof item === 'object' && item !== null ? Object.entries(item)[0] : undefined;
  const [key, name] = named ?? [];
  return typeof name === 'string' ? `${key} ${name}` : `way ${index + 1}`;
}
