/** A value of another type than the one it meets never equals it, and the decision that hangs on it is always no. */
import { ageWords } from '../../ages.ts';
import { shown } from '../../mistake.ts';
import type { FieldType } from '../../project.ts';
import { didYouMean } from '../../suggest.ts';
import { readMoment } from '../../zones.ts';
import { writeMeant } from '../repairs.ts';
import type { Problem } from '../report.ts';

const compared = ['is', 'is-not', 'in'];
const ordered = ['above', 'at-least', 'below', 'at-most'];

/** `what`: the field or path as its author calls it; `wanted`: comparisons as they were written, at `path`. */
export function comparisonProblems(
  what: string,
  type: FieldType | undefined,
  wanted: Record<string, unknown>,
  path: Problem['path'],
): Problem[] {
  if (type === undefined) return [];
  const idle = idleWords(type).filter((word) => wanted[word] !== undefined);
  const strange = idle.map((word) => idleProblem(what, word, type, [...path, word]));
  const words = [...compared, ...ordered].filter((word) => wanted[word] !== undefined && !idle.includes(word));
  const wrong = words.flatMap((word) => {
    const value = wanted[word];
    if (!Array.isArray(value)) return valueProblems(what, type, value, [...path, word]);
    return value.flatMap((one, index) => valueProblems(what, type, one, [...path, word, index]));
  });
  return [...strange, ...wrong];
}

/** Comparisons that never hold of such a value, whatever it is. */
function idleWords(type: FieldType): readonly string[] {
  if (type === 'number') return ['contains'];
  if (type === 'yes-no') return [...ordered, ...ageWords, 'contains'];
  return typeof type === 'object' ? [...ordered, ...ageWords] : [];
}

function idleProblem(what: string, word: string, type: FieldType, path: Problem['path']): Problem {
  const message = `\`${word}\` says nothing about \`${what}\`: it is ${nameOf(type)}.`;
  const hint = type === 'number' ? 'Compare with `is`, `above` or `below`.' : 'Compare with `is`, `is-not` or `in`.';
  return { code: 'WM250', message, hint, path, on: 'key' };
}

/** Nothing, where the type is not known or the value fits. */
export function valueProblems(
  what: string,
  type: FieldType | undefined,
  value: unknown,
  path: Problem['path'],
): Problem[] {
  if (type === undefined || fits(value, type)) return [];
  if (typeof type === 'object') {
    const hint = didYouMean(String(value), type.choices) ?? `It is one of: ${type.choices.join(', ')}.`;
    const message = `${shown(value)} is no choice of \`${what}\`.`;
    return [{ code: 'WM221', message, hint, path, repair: writeMeant(value, type.choices) }];
  }
  return [
    {
      code: 'WM251',
      message: `${shown(value)} is not what \`${what}\` holds: ${nameOf(type)}.`,
      hint: ways[type],
      path,
    },
  ];
}

const fits = (value: unknown, type: FieldType): boolean => {
  if (typeof type === 'object') return type.choices.includes(String(value));
  const text = String(value).trim();
  if (type === 'number') return typeof value !== 'boolean' && text !== '' && Number.isFinite(Number(text));
  if (type === 'yes-no') return text === 'true' || text === 'false';
  if (type === 'text') return true;
  return typeof value === 'string' && /^\d{4}-/.test(text) && readMoment(text, 'UTC') !== undefined;
};

const ways: Record<Exclude<FieldType, object>, string> = {
  text: 'Write a text.',
  number: 'Write a number.',
  'yes-no': 'Write `true` or `false`.',
  date: 'Write it like "2026-03-02".',
  moment: 'Write it like "2026-03-02" or "2026-03-02T09:00:00Z".',
};

export function nameOf(type: FieldType): string {
  if (typeof type === 'object') return `one of ${type.choices.join(', ')}`;
  return { text: 'a text', number: 'a number', 'yes-no': 'yes or no', date: 'a date', moment: 'a moment' }[type];
}
