/** Looks inside zod schemas: which part of a value holds steps again, names a step, or wants text. */
import type * as z from 'zod';
import { markOf } from '../markers.ts';
import { stepId } from '../step-options.ts';

export type Mark = 'steps' | 'conditions' | 'triggers' | 'goal';

/** The parts of a schema that the check treats itself, found once per kind. */
export type Plan =
  | { mark: Mark }
  | { namesStep: true }
  | { fields: Map<string, Plan> }
  | { items: Plan }
  | { values: Plan };

interface Inside {
  type: string;
  innerType?: z.ZodType;
  in?: z.ZodType;
  out?: z.ZodType;
  shape?: Record<string, z.ZodType>;
  element?: z.ZodType;
  valueType?: z.ZodType;
  options?: z.ZodType[];
  entries?: Record<string, string>;
  values?: unknown[];
}

// zod's own types say this only in generics that nothing here could name.
export const inside = (schema: z.ZodType): Inside => schema._zod.def as unknown as Inside;

/** The schema behind `optional`, defaults and transforms. */
export function bare(schema: z.ZodType): z.ZodType {
  const { innerType, in: before, out: behind } = inside(schema);
  if (innerType) return bare(innerType);
  if (before && behind) return bare(inside(before).type === 'transform' ? behind : before);
  return schema;
}

export function planOf(schema: z.ZodType): Plan | undefined {
  const found = bare(schema);
  const mark = (markOf(found) ?? markOf(schema)) as Mark | undefined;
  if (mark) return { mark };
  if (isStepId(found)) return { namesStep: true };
  const { shape, element, valueType, options } = inside(found);
  if (shape) return planOfFields(shape);
  if (element) return within(element, (items) => ({ items }));
  if (valueType) return within(valueType, (values) => ({ values }));
  return options?.map(planOf).find((plan) => plan !== undefined);
}

function planOfFields(shape: Record<string, z.ZodType>): Plan | undefined {
  const fields = new Map<string, Plan>();
  for (const [key, field] of Object.entries(shape)) {
    const plan = planOf(field);
    if (plan) fields.set(key, plan);
  }
  return fields.size > 0 ? { fields } : undefined;
}

function within(schema: z.ZodType, wrap: (plan: Plan) => Plan): Plan | undefined {
  const plan = planOf(schema);
  return plan && wrap(plan);
}

function isStepId(schema: z.ZodType): boolean {
  const { parent } = schema._zod as { parent?: z.ZodType };
  return schema === stepId || (parent !== undefined && isStepId(parent));
}

export function namesStep(plan: Plan): boolean {
  if ('fields' in plan) return [...plan.fields.values()].some(namesStep);
  if ('items' in plan) return namesStep(plan.items);
  return 'values' in plan ? namesStep(plan.values) : 'namesStep' in plan;
}

export type Visit = (plan: { mark: Mark } | { namesStep: true }, value: unknown, path: (string | number)[]) => unknown;

/** Gives the value with every planned part replaced by what `visit` makes of it; nothing else is touched. */
export function replacePlanned(plan: Plan, value: unknown, path: (string | number)[], visit: Visit): unknown {
  if ('mark' in plan || 'namesStep' in plan) return visit(plan, value, path);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    if (!('items' in plan)) return value;
    return value.map((item, index) => replacePlanned(plan.items, item, [...path, index], visit));
  }
  const entries = Object.entries(value).map(([key, part]) => {
    const inner = 'fields' in plan ? plan.fields.get(key) : 'values' in plan ? plan.values : undefined;
    return [key, inner ? replacePlanned(inner, part, [...path, key], visit) : part];
  });
  return Object.fromEntries(entries);
}

/** The schema of a part of a value, as far as the schema says. */
export function schemaAt(schema: z.ZodType, path: readonly PropertyKey[]): z.ZodType | undefined {
  const found = bare(schema);
  const [key, ...rest] = path;
  const { type, shape, element, valueType, options } = inside(found);
  // Values with a form of their own, and those that may be anything, say nothing of their parts.
  if (key === undefined || type === 'unknown' || type === 'any' || type === 'custom') return found;
  if (options) {
    return options.map((option) => schemaAt(option, path)).find((part) => part !== undefined);
  }
  const part = shape ? (Object.hasOwn(shape, key) ? shape[String(key)] : undefined) : (element ?? valueType);
  return part && schemaAt(part, rest);
}

/** The keys of a map, also where it is one of several forms. */
export function shapeOf(schema: z.ZodType | undefined): Record<string, z.ZodType> {
  if (!schema) return {};
  const { shape, options } = inside(bare(schema));
  return shape ?? options?.map(shapeOf).find((one) => Object.keys(one).length > 0) ?? {};
}

/** False where only a number or yes/no can stand: there nothing is lost when YAML reads `1e3` as 1000. */
export function wantsText(schema: z.ZodType): boolean {
  const { type, options } = inside(bare(schema));
  if (options) return options.some(wantsText);
  return type !== 'number' && type !== 'int' && type !== 'boolean';
}
