/** What an editor is told of one value: the value's own zod schema as JSON Schema, with its description and its way out. */
import * as z from 'zod';

export type JsonSchema = { [key: string]: unknown };

export const definitionRef = (name: string): JsonSchema => ({ $ref: `#/definitions/${name}` });

/** What narrows a text that names something of the project, such as a topic. */
export type Named = (what: string) => JsonSchema;

/**
 * The JSON Schema (draft-07) of what an author writes. Marked parts are references to the definition of the mark's name,
 * and texts that say what they name (`meta({ names: 'topic' })`) are narrowed to what the project knows.
 */
export const jsonSchemaOf = (schema: z.ZodType, named: Named): JsonSchema =>
  everywhere(plainSchemaOf(schema), (part) => sharpened(part, named));

/** Kinds share their values, and a save asks for all of them again. */
const plain = new WeakMap<z.ZodType, JsonSchema>();

function plainSchemaOf(schema: z.ZodType): JsonSchema {
  const known = plain.get(schema);
  if (known) return known;
  const json = z.toJSONSchema(schema, {
    target: 'draft-07',
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => sayPattern(jsonSchema as JsonSchema, zodSchema),
  });
  const { $schema: _draft, definitions: _inner, ...own } = json as JsonSchema;
  plain.set(schema, own);
  return own;
}

/** A pattern says nothing to people; what it stands for does. */
function sayPattern(json: JsonSchema, schema: z.core.$ZodType): void {
  if (typeof json['pattern'] !== 'string') return;
  const { checks = [] } = schema._zod.def as { checks?: z.core.$ZodCheck[] };
  const own = checks.map(({ _zod }) => _zod.def.error?.({} as never)).find((said) => typeof said === 'string');
  if (own !== undefined) json['patternErrorMessage'] = own;
}

/** Every schema inside a schema, innermost first, put through one hand. */
export function everywhere(json: JsonSchema, change: (part: JsonSchema) => JsonSchema): JsonSchema {
  const inner = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inner);
    return typeof value === 'object' && value !== null ? everywhere(value as JsonSchema, change) : value;
  };
  const entries = Object.entries(json).map(([key, value]): [string, unknown] => {
    if (maps.has(key)) {
      const parts = Object.entries(value as JsonSchema).map(([name, part]) => [name, inner(part)]);
      return [key, Object.fromEntries(parts)];
    }
    return [key, schemas.has(key) ? inner(value) : value];
  });
  return change(Object.fromEntries(entries));
}

const maps = new Set(['properties', 'patternProperties', 'definitions']);
const schemas = new Set(['items', 'additionalProperties', 'propertyNames', 'anyOf', 'allOf', 'oneOf', 'not']);

function sharpened({ mark, names, ...json }: JsonSchema, named: Named): JsonSchema {
  // What may be anything refers to itself; an editor has nothing to say about it.
  if (typeof json['$ref'] === 'string') return {};
  const { description } = json;
  const says = typeof description === 'string' ? sayInMarkdown(description) : {};
  if (typeof mark === 'string') return { ...definitionRef(mark), ...says };
  const narrowed = typeof names === 'string' ? narrow(json, named(names)) : json;
  return { ...withOneMessage(withoutBulk(narrowed)), ...says };
}

function withOneMessage({ required, ...json }: JsonSchema): JsonSchema {
  if (!Array.isArray(required)) return json;
  if (json['additionalProperties'] !== false) return { ...json, required };
  return { ...json, ...strictMap(json['properties'] as Record<string, JsonSchema>, required) };
}

/** A text with the project's own names: whatever else is asked of its form holds for them. */
export function narrow(json: JsonSchema, names: JsonSchema): JsonSchema {
  if (Object.keys(names).length === 0) return json;
  const { description, markdownDescription, default: value } = json;
  const kept = { description, markdownDescription, default: value };
  return { ...Object.fromEntries(Object.entries(kept).filter(([, one]) => one !== undefined)), ...names };
}

/** A map or a list that stands for itself would be written out into the file by completion. */
function withoutBulk({ default: value, ...json }: JsonSchema): JsonSchema {
  const examples = json['examples'];
  const isPatternSilent = json['pattern'] !== undefined && json['patternErrorMessage'] === undefined;
  return {
    ...json,
    ...(value !== undefined && typeof value !== 'object' && { default: value }),
    ...(isPatternSilent && Array.isArray(examples) && { patternErrorMessage: writeItLike(examples) }),
  };
}

const writeItLike = (examples: unknown[]) =>
  `Write it like ${examples
    .slice(0, 3)
    .map((example) => `"${example}"`)
    .join(', ')}.`;

/** A map of known words. A required one that stands there misspelt is not missing as well: what is missing is asked last. */
export function strictMap(properties: Record<string, JsonSchema>, required: readonly string[]): JsonSchema {
  const known = { type: 'object', properties, additionalProperties: false };
  if (required.length === 0) return known;
  return { ...known, if: { propertyNames: { enum: Object.keys(properties) } }, then: { required } };
}

/** Hovers read markdown; `description` alone is shown with its backticks. */
export function sayInMarkdown(description: string): JsonSchema {
  if (description === '') return {};
  return description.includes('`') ? { description, markdownDescription: description } : { description };
}
