/** A list of steps, conditions or triggers as an editor checks it: the head decides, and what is wrong is said once. */
import { definitionRef, type JsonSchema, strictMap } from './json-schema.ts';

/** A kind of item: its head and its options by their words, and which of them must stand there. */
export interface ItemKind {
  kind: string;
  properties: Record<string, JsonSchema>;
  required: string[];
}

interface Items {
  /** Of the definition: `step`. One `step.<kind>` stands beside it for each kind. */
  name: string;
  kinds: readonly ItemKind[];
  /** What may stand there without any kind: the time of a scenario's line. */
  alone?: Record<string, JsonSchema>;
}

/**
 * The definitions of an item that is one of several kinds. A fresh item is offered the kinds and nothing else, one with a
 * head that head's options. An item that begins with no kind is told so once, whatever stands beside it; of an item with
 * two kinds the one that comes first in the registry is right.
 */
export function itemDefinitions({ name, kinds, alone }: Items): Record<string, JsonSchema> {
  const inner = (kind: string) => `${name}.${kind}`;
  const isOneOf = kinds.map(({ kind }) => ({ required: [kind] }));
  const chosen = kinds.reduceRight<JsonSchema | undefined>(
    (next, { kind }) => ({
      if: { required: [kind] },
      then: definitionRef(inner(kind)),
      ...(next && { else: next }),
    }),
    undefined,
  );
  return {
    [name]: {
      type: 'object',
      if: { type: 'object', anyOf: isOneOf },
      then: chosen,
      else: beginning({ name, kinds, ...(alone && { alone }) }),
    },
    ...Object.fromEntries(
      kinds.map(({ kind, properties, required }) => [inner(kind), strictMap(properties, required)]),
    ),
  };
}

function beginning({ name, kinds, alone = {} }: Items): JsonSchema {
  const heads = kinds.map(({ kind, properties }): [string, JsonSchema] => {
    const { description, markdownDescription } = properties[kind] ?? {};
    const says = { ...(description !== undefined && { description, markdownDescription }) };
    return [kind, { ...definitionRef(`${name}.${kind}/properties/${kind}`), ...says }];
  });
  const words = new Set([...kinds.map(({ kind }) => kind), ...Object.keys(alone)]);
  const options = kinds.flatMap(({ properties }) => Object.keys(properties)).filter((word) => !words.has(word));
  return {
    minProperties: 1,
    properties: { ...Object.fromEntries(heads), ...alone },
    additionalProperties: false,
    ...(options.length > 0 && isOnlyOptions(name, [...new Set(options)])),
  };
}

/** Options of a kind that is misspelt are no mistakes of their own; options alone are one. */
const isOnlyOptions = (name: string, options: string[]): JsonSchema => ({
  patternProperties: { [`^(${options.join('|')})$`]: true },
  if: { type: 'object', minProperties: 1, propertyNames: { enum: options } },
  then: { type: 'null', errorMessage: `This ${name} does not say its kind.` },
});
