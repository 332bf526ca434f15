/** Names that stay the same for years: step ids, definition names, and the bucket in which a contact always lands. */
import { type Reading, shown, written } from './mistake.ts';

const longestName = 60;

/**
 * Text as part of an id: lower case, every other character a dash, at most 60 characters.
 * What is longer is cut and ends with a hash of the whole, so two long texts stay apart. Nothing usable → `''`.
 */
export function slug(text: string): string {
  const whole = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return shortened(whole, text);
}

/** An id as it is, or cut, so that with a hash of the whole it has 60 characters: states of a machine add words to it. */
export function shortened(id: string, whole = id): string {
  if (id.length <= longestName) return id;
  return `${id.slice(0, longestName - 9).replace(/-+$/, '')}-${hashText(whole).slice(0, 8)}`;
}

export const namePattern = /^[a-z][a-z0-9-]*$/;

// Names become keys of plain objects and parts of AWS names, which end at 64 or 80 characters.
const reserved = new Set(['constructor', 'prototype']);

export const isDefinitionName = (text: string): boolean =>
  namePattern.test(text) && text.length <= longestName && !reserved.has(text);

/** The name of a journey, workflow, segment, form, template or topic. */
export const definitionName = written<string, string>(
  { type: 'string', pattern: namePattern.source, maxLength: longestName },
  readDefinitionName,
);

function readDefinitionName(input: unknown): Reading<string> {
  if (typeof input === 'string' && isDefinitionName(input)) return { value: input };
  const near = typeof input === 'string' ? nameLike(input) : '';
  return {
    mistake: {
      code: 'WM201',
      message: `${shown(input)} is no name: up to ${longestName} lower-case letters, digits and dashes, a letter first.`,
      ...(near !== '' && { hint: `Did you mean \`${near}\`?`, meant: { for: String(input), text: near } }),
    },
  };
}

function nameLike(text: string): string {
  const near = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[-0-9]+|-$/g, '')
    .slice(0, longestName);
  return isDefinitionName(near) ? near : '';
}

/** 64 bits of hash as 16 hexadecimal digits; for telling texts apart, not for secrets. Never changes: buckets hang on it. */
export function hashText(text: string): string {
  return hashLanes(text)
    .map((lane) => lane.toString(16).padStart(8, '0'))
    .join('');
}

/** Always the same bucket (0 … buckets−1) for the same text, all equally likely: holdouts and splits. */
export function bucketOf(text: string, buckets: number): number {
  const [high, low] = hashLanes(text);
  const fraction = (high * 2 ** 21 + (low >>> 11)) / 2 ** 53;
  return Math.floor(fraction * buckets);
}

/** Two multiplicative lanes fed with each UTF-16 unit and stirred at the end, until every bit depends on every character. */
function hashLanes(text: string): [number, number] {
  let high = 0x6a09e667 ^ text.length;
  let low = 0xbb67ae85;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    high = Math.imul(high ^ unit, 0x9e3779b1);
    low = Math.imul((low ^ unit) + (high >>> 15), 0x85ebca6b);
  }
  return [stir(high ^ (low >>> 13)), stir(low ^ (high >>> 16))];
}

function stir(lane: number): number {
  let bits = lane;
  bits = Math.imul(bits ^ (bits >>> 16), 0x7feb352d);
  bits = Math.imul(bits ^ (bits >>> 15), 0x846ca68b);
  return (bits ^ (bits >>> 16)) >>> 0;
}
