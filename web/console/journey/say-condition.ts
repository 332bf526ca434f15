/** A condition in a few words, for the rows of a decision: `page /pricing* within 7 days`. */
import type { CheckedCondition } from '../../../lib/language/checked.ts';

/** Reads whatever a condition holds, so that a new kind needs no line here. */
export function sayConditions(conditions: CheckedCondition[], join = 'and'): string {
  return conditions.map(sayCondition).join(` ${join} `);
}

function sayCondition({ kind, head, where, path: _, ...options }: CheckedCondition): string {
  if (Array.isArray(head) && head.every(isCondition)) {
    const inner = sayConditions(head, kind === 'any' ? 'or' : 'and');
    return kind === 'not' ? `not (${inner})` : inner;
  }
  if (isCondition(head)) return `${kind} ${sayCondition(head)}`;
  const said = Object.entries(options)
    .filter(([, value]) => value !== undefined)
    .map(([word, value]) => `${word.replaceAll('-', ' ')} ${sayAny(value)}`);
  return [kind, sayAny(head), ...(where ? [`(${sayAny(where)})`] : []), ...said].join(' ');
}

function sayAny(value: unknown): string {
  if (Array.isArray(value)) return value.map(sayAny).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  const { text } = value as { text?: unknown };
  if (typeof text === 'string') return text;
  return Object.entries(value)
    .map(([key, inner]) => `${key} ${sayAny(inner)}`)
    .join(', ');
}

const isCondition = (value: unknown): value is CheckedCondition =>
  typeof value === 'object' && value !== null && 'kind' in value && 'head' in value;
