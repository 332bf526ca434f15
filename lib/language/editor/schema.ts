/** The schema behind an editor: the language's kinds and the team's names, completed and checked while an author types. */
import type { Known } from '../check/known.ts';
import { type ItemKind, itemDefinitions } from './items.ts';
import { definitionRef, type JsonSchema, jsonSchemaOf, narrow, sayInMarkdown, strictMap } from './json-schema.ts';
import { namesOf, readReference } from './names.ts';
import { referencesOf } from './references.ts';
import type { DescribedKind, EditorRegistry, ItemList, Shape } from './registry.ts';

/**
 * One JSON Schema (draft-07) for every YAML file of a project: the word a file begins with says what it is.
 * `known` are the names that the project's files give; where a list of them is left out, any name will do.
 */
export function editorSchema({ items, files, settings }: EditorRegistry, known: Known): JsonSchema {
  const kinds = Object.entries(files).map(([kind, shape]) => ({ kind, ...propertiesOf(shape, known) }));
  const { file = {}, ...inner } = itemDefinitions({
    name: 'file',
    kinds,
    alone: propertiesOf(settings, known).properties,
  });
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Waymark',
    ...file,
    else: orSettings(settings, files, file['else'], known),
    definitions: {
      ...inner,
      ...Object.fromEntries(items.flatMap((list) => Object.entries(listDefinitions(list, known)))),
      ...markDefinitions(items),
    },
  };
}

/** A file that begins with no name is `waymark.yaml` once it says something that only stands there. */
function orSettings(settings: Shape, files: EditorRegistry['files'], otherwise: unknown, known: Known): JsonSchema {
  const isElsewhere = (word: string) => Object.values(files).some((shape) => Object.hasOwn(shape, word));
  const own = Object.keys(settings).filter((word) => !isElsewhere(word));
  const { properties, required } = propertiesOf(settings, known);
  return {
    if: { type: 'object', anyOf: own.map((word) => ({ required: [word] })) },
    then: strictMap(properties, required),
    else: otherwise,
  };
}

/** What the marks in the kinds' own schemas stand for: a list of items, or for conditions one or a list. */
function markDefinitions(items: readonly ItemList[]): Record<string, JsonSchema> {
  const lists = items.map(({ name }) => [`${name}s`, { type: 'array', items: definitionRef(name) }] as const);
  const conditions: JsonSchema = {
    if: { type: 'array' },
    then: { minItems: 1, items: definitionRef('condition') },
    else: definitionRef('condition'),
  };
  return { ...Object.fromEntries(lists), conditions };
}

function listDefinitions({ name, kinds, common = {}, alone }: ItemList, known: Known): Record<string, JsonSchema> {
  return itemDefinitions({
    name,
    kinds: kinds.map((kind) => itemKind(kind, name, common, known)),
    ...(alone && { alone: propertiesOf(alone, known).properties }),
  });
}

function itemKind(described: DescribedKind, what: string, common: Shape, known: Known): ItemKind {
  const { kind, says, head, options } = described;
  const { properties, required } = propertiesOf({ [kind]: head, ...options.shape, ...common }, known);
  for (const [word, reference] of referencesOf(described)) {
    const names = namesOf({ ...reference, by: { what, kind } }, known);
    properties[word] = narrowed(properties[word] ?? {}, names);
  }
  const { description = '', ...value } = properties[kind] ?? {};
  properties[kind] = { ...value, ...sayInMarkdown(`${says} ${description}`.trim()) };
  return { kind, properties, required };
}

/** A name, or a list of names, wherever it stands in the value. */
function narrowed(json: JsonSchema, names: JsonSchema): JsonSchema {
  if (json['type'] === 'string') return narrow(json, names);
  const { items, anyOf } = json;
  if (Array.isArray(anyOf)) return { ...json, anyOf: anyOf.map((one) => narrowed(one as JsonSchema, names)) };
  return typeof items === 'object' && items !== null ? { ...json, items: narrowed(items as JsonSchema, names) } : json;
}

function propertiesOf(shape: Shape, known: Known): Omit<ItemKind, 'kind'> {
  const entries = Object.entries(shape);
  const named = (written: string) => namesOf(readReference(written), known);
  return {
    properties: Object.fromEntries(entries.map(([word, schema]) => [word, jsonSchemaOf(schema, named)])),
    required: entries.filter(([, schema]) => !schema.safeParse(undefined).success).map(([word]) => word),
  };
}
