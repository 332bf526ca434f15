/** Turns what zod found into a sentence an author can act on; no message of a library ever reaches them. */
import type * as z from 'zod';
import type { Repair } from '../fix.ts';
import { type Meant, mistakeOf, shown } from '../mistake.ts';
import { namePattern } from '../names.ts';
import { didYouMean, suggest } from '../suggest.ts';
import { writeMeant } from './repairs.ts';
import type { Problem } from './report.ts';
import { aValue, nameOf, saysOf, valueAt } from './say-value.ts';
import { schemaAt, shapeOf } from './schema-tree.ts';

type Issue = z.core.$ZodIssue;

export interface Said {
  schema: z.ZodType;
  /** The value that was read, and where it stands. */
  raw: unknown;
  path: (string | number)[];
  owner: string;
  /** All that was found in the value: a key that stands there misspelt is not missing as well. */
  issues: readonly Issue[];
}

/** One issue may be several mistakes: each unknown key is one. */
export function sayIssue(issue: Issue, said: Said): Problem[] {
  const inner = issue.path.filter((part) => typeof part !== 'symbol');
  const path = [...said.path, ...inner];
  const found = valueAt(said.raw, inner);
  const mistake = mistakeOf(issue);
  if (issue.code === 'unrecognized_keys') return sayUnknownKeys(issue.keys, path, inner, said);
  if (issue.code === 'invalid_union') return sayUnion(issue, said, path, found);
  if (found === undefined) return sayMissing(path, inner, said);
  if (issue.code === 'invalid_key') return [{ ...sayKey(issue, nameOf(path)), path }];
  if (found === null) return [sayEmpty(path, said.owner)];
  if (mistake) {
    const { meant, ...rest } = mistake;
    return [{ ...rest, path, ...(meant && { repair: repairOf(found, meant) }) }];
  }
  return [{ path, ...sayValue(issue, found, nameOf(path), schemaAt(said.schema, inner)) }];
}

type Sentence = Omit<Problem, 'path'>;

const repairOf = (found: unknown, meant: Meant): Repair =>
  String(found) === meant.for ? { do: 'write', text: meant.text } : { do: 'swap', word: meant.for, text: meant.text };

function sayValue(issue: Issue, found: unknown, name: string, schema: z.ZodType | undefined): Sentence {
  const hint = saysOf(schema);
  switch (issue.code) {
    case 'invalid_type':
      return {
        code: 'WM304',
        message: `${name} is ${wantedTypes[issue.expected] ?? issue.expected}, not ${aValue(found)}.`,
        hint,
      };
    case 'invalid_value':
      return sayWords(issue.values.map(String), found, name);
    case 'invalid_format':
      return {
        code: 'WM306',
        message: `${name} cannot be written ${shown(found)}.`,
        ...sayFormat(issue, hint),
      };
    case 'too_small':
      return { code: 'WM307', message: `${name}: at least ${amount(issue.minimum, issue.origin)} wanted.`, hint };
    case 'too_big':
      return { code: 'WM307', message: `${name}: at most ${amount(issue.maximum, issue.origin)} wanted.`, hint };
    default:
      return { code: 'WM308', message: `${name}: ${issue.message}`, hint };
  }
}

function sayWords(words: string[], found: unknown, name: string): Sentence {
  const near = typeof found === 'string' ? didYouMean(found, words) : undefined;
  const only = words.length === 1 ? `\`${words[0]}\`` : `one of ${words.map((word) => `\`${word}\``).join(', ')}`;
  const repair = writeMeant(found, words);
  return { code: 'WM305', message: `${name} is ${only}, not ${aValue(found)}.`, hint: near, repair };
}

function sayKey({ issues: [first] }: Issue & { code: 'invalid_key' }, name: string): Sentence {
  const own = first?.code === 'invalid_format' ? sayFormat(first, undefined) : {};
  return { code: 'WM306', message: `${name} is no name here.`, hint: nameHint, ...own, on: 'key' };
}

const nameHint = 'Up to 60 lower-case letters, digits and dashes, a letter first.';

/** A pattern that comes with its own sentence says more than we could. */
function sayFormat(issue: Issue & { code: 'invalid_format' }, hint: string | undefined): { hint?: string } {
  if (!issue.message.startsWith('Invalid ')) return { hint: issue.message };
  if (issue.pattern === `/${namePattern.source}/`) return { hint: nameHint };
  return hint ? { hint } : {};
}

function sayUnion(
  issue: Issue & { code: 'invalid_union' },
  said: Said,
  path: (string | number)[],
  found: unknown,
): Problem[] {
  const inner = path.slice(said.path.length);
  if (found === undefined) return sayMissing(path, inner, said);
  if (found === null) return [sayEmpty(path, said.owner)];
  // The branch that understood most of the value is the one that was meant.
  const depth = (issues: Issue[]) => Math.max(0, ...issues.map((one) => one.path.length));
  const isOtherType = ({ code }: Issue) =>
    code === 'invalid_type' || (code === 'invalid_value' && typeof found === 'object');
  const unlikely = (issues: Issue[]) => issues.some((one) => one.path.length === 0 && isOtherType(one));
  const branches = [...issue.errors].sort((a, b) => Number(unlikely(a)) - Number(unlikely(b)) || depth(b) - depth(a));
  const meant = branches[0] ?? [];
  if (meant.length > 0 && !unlikely(meant)) {
    const issues = meant.map((one) => ({ ...one, path: [...inner, ...one.path] }) as Issue);
    return issues.flatMap((one) => sayIssue(one, { ...said, issues }));
  }
  const wanted = issue.errors.flatMap((issues) =>
    issues.flatMap((one) => (one.code === 'invalid_type' ? [wantedTypes[one.expected] ?? one.expected] : [])),
  );
  const message = `${nameOf(path)} is ${[...new Set(wanted)].join(' or ')}, not ${aValue(found)}.`;
  return [{ code: 'WM304', message, hint: saysOf(schemaAt(said.schema, inner)), path }];
}

function sayUnknownKeys(keys: string[], path: (string | number)[], inner: (string | number)[], said: Said): Problem[] {
  const { known, left } = keysAt(inner, said);
  return keys.map((key) => {
    return {
      code: 'WM302',
      message: `${nameOf(path)} has no \`${key}\`.`,
      hint: didYouMean(key, left) ?? `Known here: ${known.join(', ')}.`,
      path: [...path, key],
      on: 'key' as const,
      repair: writeMeant(key, left),
    };
  });
}

/** The keys of the map at a place, and those that are not written there. */
function keysAt(inner: (string | number)[], { schema, raw }: Said): { known: string[]; left: string[] } {
  const known = Object.keys(shapeOf(schemaAt(schema, inner)));
  const found = valueAt(raw, inner);
  const isLeft = (key: string) => typeof found !== 'object' || found === null || !Object.hasOwn(found, key);
  return { known, left: known.filter(isLeft) };
}

function sayMissing(path: (string | number)[], inner: (string | number)[], said: Said): Problem[] {
  const key = String(path.at(-1));
  const around = inner.slice(0, -1);
  const { left } = keysAt(around, said);
  const isMisspelt = said.issues.some(
    (issue) =>
      issue.code === 'unrecognized_keys' &&
      issue.path.join('.') === around.join('.') &&
      issue.keys.some((written) => suggest(written, left) === key),
  );
  if (isMisspelt) return [];
  const says = saysOf(schemaAt(said.schema, inner));
  const hint = `Add \`${key}:\`.${says ? ` ${says}` : ''}`;
  return [{ code: 'WM303', message: `${nameOf(path.slice(0, -1))} needs \`${key}\`.`, hint, path: path.slice(0, -1) }];
}

export const sayEmpty = (path: (string | number)[], owner: string): Problem => ({
  code: 'WM309',
  message: `Nothing is written behind \`${path.at(-1)}\`.`,
  hint: `Write its value, or take the line out of ${owner}.`,
  path,
  on: 'key',
});

const wantedTypes: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: '`true` or `false`',
  array: 'a list',
  object: 'a map',
  record: 'a map',
};

const units: Record<string, [one: string, many: string]> = {
  string: ['character', 'characters'],
  array: ['entry', 'entries'],
};

function amount(count: number | bigint, origin: string): string {
  const [one, many] = units[origin] ?? ['', ''];
  return `${count} ${Number(count) === 1 ? one : many}`.trim();
}
