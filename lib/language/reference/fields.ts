/** The keys of an item or a file, each with what may stand there, read from the schema that checks it. */
import type * as z from 'zod';
import { planOf } from '../check/schema-tree.ts';
import { type JsonSchema, jsonSchemaOf } from '../editor/json-schema.ts';
import { sayValue } from './value-words.ts';

export interface Field {
  name: string;
  /** What may be written there. */
  value: string;
  required: boolean;
  /** What holds where it is left out. */
  default?: string;
  says: string;
}

export type Shape = Readonly<Record<string, z.ZodType>>;

export const fieldsOf = (shape: Shape): Field[] =>
  Object.entries(shape).map(([name, schema]) => {
    const json = jsonSchemaOf(schema, (what) => ({ type: 'string', 'x-names': what }));
    const preset = defaultOf(schema, json);
    return {
      name,
      value: namesStep(name, schema) ? 'a step of this file' : sayValue(json),
      required: isRequired(schema),
      ...(preset !== undefined && { default: preset }),
      says: typeof json['description'] === 'string' ? json['description'] : '',
    };
  });

/** `id` has the form of a step's name, and gives it. */
function namesStep(name: string, schema: z.ZodType): boolean {
  const plan = planOf(schema);
  return name !== 'id' && plan !== undefined && 'namesStep' in plan;
}

const isRequired = (schema: z.ZodType): boolean => !schema.safeParse(undefined).success;

/** An empty list or map says no more than being left out. */
function defaultOf(schema: z.ZodType, json: JsonSchema): string | undefined {
  if (isRequired(schema) || json['default'] === undefined) return undefined;
  return String(json['default']);
}

/** JSON Schema (draft-07) of one item or file, complete in itself; what it holds in lists is only sketched. */
export function schemaOf(shape: Shape, title: string, says: string): JsonSchema {
  const entries = Object.entries(shape);
  const required = entries.filter(([, schema]) => isRequired(schema)).map(([name]) => name);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title,
    ...(says !== '' && { description: says }),
    type: 'object',
    properties: Object.fromEntries(entries.map(([name, schema]) => [name, jsonSchemaOf(schema, () => ({}))])),
    ...(required.length > 0 && { required }),
    additionalProperties: false,
    definitions: sketches,
  };
}

const item = { type: 'object', minProperties: 1 };
const list = { type: 'array', items: item };
const sketches = { steps: list, triggers: list, conditions: { anyOf: [item, { ...list, minItems: 1 }] }, goal: item };
