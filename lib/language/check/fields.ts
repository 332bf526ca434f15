/** Reads a map key by key, so that one wrong value never hides another mistake beside it. */
import type * as z from 'zod';
import { didYouMean, suggest } from '../suggest.ts';
import { writeMeant } from './repairs.ts';
import type { Problem } from './report.ts';
import { saysOf } from './say-value.ts';
import { namesStep, type Plan, planOf, replacePlanned, type Visit } from './schema-tree.ts';
import { sayIssue } from './sentences.ts';

interface Field {
  schema: z.ZodType;
  plan?: Plan;
  /** What single words and numbers were read as: a project says `1 day` a thousand times. */
  known: Map<unknown, { value: unknown }>;
}

const mostKnown = 500;

/** Prepared once per kind or file form: building zod schemas anew for each item would cost more than the check. */
export interface Fields {
  /** How a sentence calls the map: `wait-for`, `a journey`. */
  owner: string;
  byKey: Map<string, Field>;
  /** Those that name steps. */
  naming: [key: string, plan: Plan][];
  required: string[];
  /** Keys whose absence stands for a value. */
  defaults: string[];
}

export function fieldsOf(owner: string, shape: Record<string, z.ZodType>): Fields {
  const fields: Fields = { owner, byKey: new Map(), naming: [], required: [], defaults: [] };
  for (const [key, schema] of Object.entries(shape)) {
    const plan = planOf(schema);
    fields.byKey.set(key, { schema, ...(plan && { plan }), known: new Map() });
    if (plan && namesStep(plan)) fields.naming.push([key, plan]);
    const left = schema.safeParse(undefined);
    if (!left.success) fields.required.push(key);
    else if (left.data !== undefined) fields.defaults.push(key);
  }
  return fields;
}

export interface ReadFields {
  /** What could be read; what could not stands at its default, or is left out. */
  values: Record<string, unknown>;
  /** Keys whose value could not be read. */
  unread: string[];
  isWhole: boolean;
  /** All that is required could be read, so what works with the values finds what their types promise. */
  isUsable: boolean;
}

export interface FieldsContext {
  path: (string | number)[];
  note(problem: Problem): void;
  visit: Visit;
  /** The key at which a missing one is reported; left out: the map itself. */
  missingAt?: string;
  /** A better answer to an unknown key than a list of the known ones; `null` keeps silent. */
  unknown?(key: string): Problem | null | undefined;
  /** The same for a key that is missing. */
  missing?(key: string): Problem | undefined;
}

export function readFields(fields: Fields, raw: Record<string, unknown>, context: FieldsContext): ReadFields {
  const { path, note } = context;
  const values: Record<string, unknown> = {};
  const unread: string[] = [];
  let isWhole = true;
  for (const key of Object.keys(raw)) {
    const field = fields.byKey.get(key);
    if (!field) {
      isWhole = false;
      const problem = context.unknown?.(key);
      if (problem !== null) note(problem ?? unknownKey(fields, raw, key, path));
      continue;
    }
    const read = readField(field, key, raw[key], fields, context);
    if (read) values[key] = read.value;
    else unread.push(key);
  }
  for (const key of fields.required) {
    if (Object.hasOwn(raw, key)) continue;
    isWhole = false;
    if (!isMisspelt(key, fields, raw)) note(context.missing?.(key) ?? missingKey(fields, key, context));
  }
  for (const key of fields.defaults) {
    if (!Object.hasOwn(values, key)) values[key] = fields.byKey.get(key)?.schema.parse(undefined);
  }
  const isUsable = fields.required.every((key) => Object.hasOwn(values, key));
  return { values, unread, isWhole: isWhole && unread.length === 0, isUsable };
}

function readField(field: Field, key: string, raw: unknown, fields: Fields, context: FieldsContext) {
  if (field.plan || typeof raw === 'object') return parseField(field, key, raw, fields, context);
  const known = field.known.get(raw);
  if (known) return known;
  const read = parseField(field, key, raw, fields, context);
  if (read && field.known.size < mostKnown) field.known.set(raw, read);
  return read;
}

function parseField(field: Field, key: string, raw: unknown, { owner }: Fields, context: FieldsContext) {
  const path = [...context.path, key];
  const replaced = field.plan ? replacePlanned(field.plan, raw, path, context.visit) : raw;
  const parsed = field.schema.safeParse(replaced);
  if (parsed.success) return { value: parsed.data };
  const { issues } = parsed.error;
  const said = { schema: field.schema, raw: replaced, path, owner, issues };
  for (const problem of issues.flatMap((issue) => sayIssue(issue, said))) context.note(problem);
  return undefined;
}

function unknownKey(fields: Fields, raw: Record<string, unknown>, key: string, path: (string | number)[]): Problem {
  const left = [...fields.byKey.keys()].filter((known) => !Object.hasOwn(raw, known));
  const problem = {
    code: 'WM302',
    message: `${fields.owner} has no \`${key}\`.`,
    path: [...path, key],
    on: 'key' as const,
  };
  if (holdsOnly(raw[key], left)) {
    const hint = `What stands in it stands beside \`${Object.keys(raw)[0]}\`, without \`${key}\`.`;
    return { ...problem, hint, repair: { do: 'lift', path: problem.path } };
  }
  return {
    ...problem,
    hint: didYouMean(key, left) ?? `Known here: ${[...fields.byKey.keys()].join(', ')}.`,
    repair: writeMeant(key, left),
  };
}

/** A map of nothing but keys that belong one level higher: `options: { at: 09:00 }`. */
function holdsOnly(value: unknown, known: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => known.includes(key));
}

/** One mistake, one diagnostic: a required key that stands there misspelt is not missing as well. */
function isMisspelt(key: string, fields: Fields, raw: Record<string, unknown>): boolean {
  const left = [...fields.byKey.keys()].filter((known) => !Object.hasOwn(raw, known));
  return Object.keys(raw).some((written) => !fields.byKey.has(written) && suggest(written, left) === key);
}

function missingKey(fields: Fields, key: string, { path, missingAt }: FieldsContext): Problem {
  const says = saysOf(fields.byKey.get(key)?.schema);
  const hint = says ? `Add \`${key}:\`. ${says}` : `Add \`${key}:\`.`;
  const message = `${fields.owner} needs \`${key}\`.`;
  const at =
    missingAt === undefined ? { path, on: 'value' as const } : { path: [...path, missingAt], on: 'key' as const };
  return { code: 'WM303', message, hint, ...at };
}
