/** Finds the word that says an item's kind and reads it by that kind's schema, so that each mistake has its place. */
import type * as z from 'zod';
import { suggest } from '../suggest.ts';
import { type Fields, fieldsOf, type ReadFields, readFields } from './fields.ts';
import { isKnownLater } from './later.ts';
import { nestedOptions } from './nested-options.ts';
import { writeMeant } from './repairs.ts';
import type { Problem } from './report.ts';
import { aValue } from './say-value.ts';
import type { Visit } from './schema-tree.ts';

interface KindSchema {
  kind: string;
  head: z.ZodType;
  options: z.ZodObject;
}

/** A registry as the check reads it. */
export interface Kinds {
  /** `step`, `condition`, `trigger`. */
  what: string;
  /** For those who wrote something else. */
  example: string;
  words: string[];
  isKind(word: string): boolean;
  fieldsOf(kind: string): Fields;
  /** Options that belong to no kind of this registry. */
  isOption(word: string): boolean;
}

export function kindsOf(
  what: string,
  example: string,
  registry: Record<string, KindSchema>,
  common: Record<string, z.ZodType> = {},
): Kinds {
  const prepared = new Map<string, Fields>();
  const kinds = new Map(Object.entries(registry));
  return {
    what,
    example,
    words: [...kinds.keys()],
    isKind: (word) => kinds.has(word),
    fieldsOf(kind) {
      const known = prepared.get(kind);
      if (known) return known;
      const { head, options } = kinds.get(kind)!;
      const fields = fieldsOf(`\`${kind}\``, { [kind]: head, ...options.shape, ...common });
      prepared.set(kind, fields);
      return fields;
    },
    isOption: (word) =>
      Object.hasOwn(common, word) || [...kinds.values()].some(({ options }) => Object.hasOwn(options.shape, word)),
  };
}

export interface ReadItem extends ReadFields {
  kind: string;
  /** The head key as it was written, which may be a misspelt one; the values have the head under the kind's name. */
  headKey: string;
  raw: Record<string, unknown>;
  fields: Fields;
}

interface ItemContext {
  path: (string | number)[];
  note(problem: Problem): void;
  visit: Visit;
  /** Reads the blocks of an item whose kind nobody knows, so that the mistakes inside are told too. */
  visitUnknown(raw: Record<string, unknown>): void;
}

export function readItem(kinds: Kinds, item: unknown, context: ItemContext): ReadItem | undefined {
  const { path, note, visit } = context;
  if (!isMap(item)) {
    note({ ...noMap(kinds, item), path });
    return undefined;
  }
  const heads = Object.keys(item).filter(kinds.isKind);
  if (heads.length > 1) note({ ...twoHeads(kinds, heads, item), path: [...path, heads[1]!], on: 'key' });
  const [head] = heads;
  if (head !== undefined) {
    const fields = kinds.fieldsOf(head);
    const isOfAnother = (key: string) => heads.some((other) => other === key || kinds.fieldsOf(other).byKey.has(key));
    const unknown = (key: string) => (isOfAnother(key) ? null : undefined);
    const read = readFields(fields, item, {
      path,
      note: nestedOptions(fields, head, item, path, note),
      visit,
      unknown,
      missingAt: head,
    });
    return { kind: head, headKey: head, raw: item, fields, ...read };
  }
  return readMisspelt(kinds, item, context);
}

/** Reads on as the kind that was meant, silent about everything but the word itself and what stands in its blocks. */
function readMisspelt(kinds: Kinds, item: Record<string, unknown>, context: ItemContext): ReadItem | undefined {
  const { path, note, visit } = context;
  const headKey = Object.keys(item).find((key) => !kinds.isOption(key)) ?? Object.keys(item)[0];
  if (headKey === undefined) {
    note({
      code: 'WM313',
      message: `Nothing is written in this ${kinds.what}.`,
      hint: `Write it like ${kinds.example}.`,
      path,
    });
    return undefined;
  }
  const at = { path: [...path, headKey], on: 'key' as const };
  if (isKnownLater(kinds.what, headKey)) {
    note({ code: 'WM310', message: `\`${headKey}\` is not available yet.`, hint: listOf(kinds), ...at });
    context.visitUnknown(item);
    return undefined;
  }
  const meant = suggest(headKey, kinds.words);
  if (meant === undefined) {
    const message = kinds.isOption(headKey)
      ? `This ${kinds.what} does not say its kind: \`${headKey}\` is only an option.`
      : `\`${headKey}\` is no ${kinds.what}.`;
    note({ code: 'WM301', message, hint: listOf(kinds), ...at });
    context.visitUnknown(item);
    return undefined;
  }
  const repair = writeMeant(headKey, kinds.words);
  note({
    code: 'WM301',
    message: `\`${headKey}\` is no ${kinds.what}.`,
    hint: `Did you mean \`${meant}\`?`,
    repair,
    ...at,
  });
  const fields = kinds.fieldsOf(meant);
  const renamed = Object.fromEntries(
    Object.entries(item).map(([key, value]) => [key === headKey ? meant : key, value]),
  );
  const read = readFields(fields, renamed, { path, note: () => {}, unknown: () => null, visit });
  return { kind: meant, headKey, raw: renamed, fields, ...read, isWhole: false };
}

function noMap({ what, example }: Kinds, item: unknown): Omit<Problem, 'path'> {
  const hint = `Write it like ${example}.`;
  if (item === null || item === undefined)
    return { code: 'WM313', message: `Nothing is written in this ${what}.`, hint };
  return { code: 'WM313', message: `A ${what} is a map that begins with its kind, not ${aValue(item)}.`, hint };
}

function twoHeads({ what }: Kinds, [first, second]: string[], item: Record<string, unknown>): Omit<Problem, 'path'> {
  const message = `This ${what} has two kinds: \`${first}\` and \`${second}\`.`;
  if (what === 'step' && second === 'if') {
    const hint = 'What passes a step over is called `only-if`.';
    const isBranch = ['then', 'else', 'only-if'].some((key) => Object.hasOwn(item, key));
    return { code: 'WM311', message, hint, ...(!isBranch && { repair: { do: 'write', text: 'only-if' } }) };
  }
  const hint = `Begin a ${what} of its own for \`${second}\`, or take one of the two out.`;
  return { code: 'WM311', message, hint };
}

const listOf = ({ what, words }: Kinds) => `The ${what} kinds: ${words.join(', ')}.`;

export const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
