/** Values, names and schemas as parts of a sentence. */
import type * as z from 'zod';
import { shown } from '../mistake.ts';
import { bare } from './schema-tree.ts';

/** A value as part of a sentence. */
export function aValue(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'a map';
  return shown(value);
}

/** `up-to`, or for an entry of a list the list's name. */
export function nameOf(path: readonly (string | number)[]): string {
  const named = path.findLast((part) => typeof part === 'string');
  return typeof path.at(-1) === 'number' ? `An entry of \`${named}\`` : `\`${named ?? ''}\``;
}

/** The schema's own description, for people. */
export function saysOf(schema: z.ZodType | undefined): string | undefined {
  if (!schema) return undefined;
  return schema.description ?? bare(schema).description;
}

export function valueAt(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((part, key) => {
    if (typeof part !== 'object' || part === null || !Object.hasOwn(part, key)) return undefined;
    return (part as Record<string | number, unknown>)[key];
  }, value);
}
