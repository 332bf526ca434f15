/** Marks the options that hold steps or conditions again, so that a kind can nest others without importing them. */
import * as z from 'zod';
import type { CheckedCondition, CheckedStep } from './checked.ts';

declare const mark: unique symbol;
/** What an author writes there; the registry's types put the real kinds in its place. */
export type StepsMark = { readonly [mark]: 'steps' };
export type ConditionsMark = { readonly [mark]: 'conditions' };

const isItemList = (value: unknown) => typeof value === 'object' && value !== null;

/** A list of steps. */
export const steps: z.ZodType<CheckedStep[], StepsMark> = z
  .custom<CheckedStep[]>(isItemList, 'A list of steps is wanted here.')
  .meta({ mark: 'steps' }) as never;

/** One condition or a list of them (a list means all). */
export const conditions: z.ZodType<CheckedCondition[], ConditionsMark> = z
  .custom<CheckedCondition[]>(isItemList, 'Conditions are wanted here.')
  .meta({ mark: 'conditions' }) as never;

/** Which mark a schema bears, seen through `optional` and defaults. */
export function markOf(schema: z.ZodType): 'steps' | 'conditions' | undefined {
  return schema.meta()?.mark as 'steps' | 'conditions' | undefined;
}
