/** The head of a definition in words: who enters, how often, and what ends it early. */
import type { CheckedTrigger } from './checked.ts';
import { sayWhere, type Where } from './comparisons.ts';
import type { CheckedDefinition, Goal } from './definition.ts';
import { isCondition, sayConditions, sayValue } from './step-words.ts';

/** `form trial-signup`, `event order.paid where total above 100`. */
export function sayTrigger({ kind, head, ...options }: CheckedTrigger): string {
  const said = Object.entries(options).flatMap(([option, value]) => (value === undefined ? [] : [say(option, value)]));
  return [kind, sayAny(head), ...said].filter(Boolean).join(' ');
}

function say(option: string, value: unknown): string {
  if (option === 'where') return `where ${sayWhere(value as Where)}`;
  return value === true ? option : `${option} ${sayAny(value)}`;
}

/** Whatever an option holds: conditions as they are asked, lists with commas, the rest as it was written. */
export function sayAny(value: unknown): string {
  if (isCondition(value)) return sayConditions([value]);
  if (!Array.isArray(value)) return sayValue(value);
  return value.every(isCondition) ? sayConditions(value) : value.map(sayAny).join(', ');
}

export const sayWhen = ({ when }: Pick<CheckedDefinition, 'when'>): string =>
  when.length === 0 ? 'by call or by hand' : when.map(sayTrigger).join(' or ');

/** `never`, `always`, `after 90 days`. */
export const sayAgain = ({ again }: Pick<CheckedDefinition, 'again'>): string =>
  typeof again === 'string' ? again : `after ${again.after.text}`;

export function sayGoal({ if: conditions, by, endsRun }: Goal): string {
  const within = by ? `, by ${by.text}` : '';
  return `${sayConditions(conditions)}${within}${endsRun ? '' : ', without ending the run'}`;
}
