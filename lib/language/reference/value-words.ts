/** What may be written at a place, in few words: `text like "3 days"`, `steps`, one of some words. */
import type { JsonSchema } from '../editor/json-schema.ts';

export function sayValue(json: JsonSchema): string {
  const ref = typeof json['$ref'] === 'string' ? json['$ref'].split('/').at(-1) : undefined;
  if (ref) return ref === 'goal' ? 'a condition' : ref;
  if (typeof json['x-names'] === 'string') return `name of ${aName(json['x-names'])}`;
  if (Array.isArray(json['enum'])) return oneOf(json['enum'].map(word));
  if ('const' in json) return word(json['const']);
  const several = json['anyOf'] ?? json['oneOf'];
  if (Array.isArray(several)) return oneOf([...new Set(several.flatMap(alternatives))]);
  if (Array.isArray(json['type'])) return oneOf(json['type'].map((type) => sayValue({ ...json, type })));
  switch (json['type']) {
    case 'array':
      return json['items'] ? `list of ${sayValue(json['items'] as JsonSchema)}` : 'list';
    case 'object':
      return sayMap(json);
    case 'string':
      return sayText(json);
    case 'integer':
      return 'whole number';
    case 'number':
      return 'number';
    case 'boolean':
      return '`true`/`false`';
    default:
      return 'any value';
  }
}

/** A choice inside a choice is one choice. */
const alternatives = (json: JsonSchema): string[] => {
  const inner = json['anyOf'] ?? json['oneOf'];
  if (json['type'] === 'null') return [];
  return Array.isArray(inner) ? inner.flatMap(alternatives) : [sayValue(json)];
};

function sayText({ examples }: JsonSchema): string {
  const likely = Array.isArray(examples) ? examples.slice(0, 2) : [];
  return likely.length === 0 ? 'text' : `text like ${oneOf(likely.map(word))}`;
}

function sayMap({ properties, additionalProperties }: JsonSchema): string {
  // Everywhere the same, and told once.
  if (properties && 'is-not' in (properties as JsonSchema)) return 'comparisons';
  if (properties)
    return `map of ${Object.keys(properties as JsonSchema)
      .map(word)
      .join(', ')}`;
  const inner = typeof additionalProperties === 'object' ? sayValue(additionalProperties as JsonSchema) : 'any value';
  return `map of names to ${inner}`;
}

const word = (value: unknown): string => `\`${String(value)}\``;

function oneOf(words: readonly string[]): string {
  if (words.length < 3) return words.join(' or ');
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

/** `topic`, `any event`, `email-template` → `a topic`, `an event`, `an email template`. */
function aName(what: string): string {
  const named = what.replace(/^any /, '').replaceAll('-', ' ');
  return `${/^([aeiou]|sms)/.test(named) ? 'an' : 'a'} ${named}`;
}
