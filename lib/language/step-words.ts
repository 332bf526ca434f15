/** A step as its author wrote it, in one line and a half: for the boxes of the drawing and the lines of the timeline. */
import type { CheckedCondition, CheckedStep } from './checked.ts';
import { conditionKind } from './registry.ts';

/** `send-email: trial-welcome`, `wait-for: clicked trial-welcome`, `decide`. */
export function titleOf({ kind, head }: Pick<CheckedStep, 'kind' | 'head'>): string {
  const said = sayHead(head);
  return said === '' ? kind : `${kind}: ${said}`;
}

function sayHead(head: unknown): string {
  if (Array.isArray(head) && head.every((one) => typeof one === 'string')) return head.join(' or ');
  if (Array.isArray(head)) return head.every(isCondition) ? sayConditions(head) : '';
  return sayValue(head);
}

/** Steps with the same option mean the same by it, so no kind needs words of its own here. */
const optionWords: Record<string, (said: string) => string> = {
  'up-to': (said) => `up to ${said}`,
  before: (said) => `${said} before`,
  after: (said) => `${said} after`,
  at: (said) => `at ${said}`,
  days: (said) => `on ${said}`,
  to: (said) => `to ${said}`,
  due: (said) => `due in ${said}`,
  with: (said) => `with ${said}`,
  set: (said) => said,
};

/** `up to 3 days`, `on weekdays`. */
export function detailOf(step: CheckedStep): string | undefined {
  const said = Object.entries(optionWords).flatMap(([option, words]) =>
    step[option] === undefined ? [] : [words(option === 'days' ? sayDays(step[option]) : sayValue(step[option]))],
  );
  return said.length === 0 ? undefined : said.join(', ');
}

export const sayConditions = (conditions: readonly CheckedCondition[], join = ' and '): string =>
  conditions.map(sayCondition).join(join);

function sayCondition(condition: CheckedCondition): string {
  const kind = conditionKind(condition.kind);
  if (!kind.joins) return kind.asks(condition);
  const inner = sayConditions(condition.head as CheckedCondition[], condition.kind === 'any' ? ' or ' : ' and ');
  return condition.kind === 'not' ? `not ${inner}` : inner;
}

export const isCondition = (one: unknown): one is CheckedCondition =>
  typeof one === 'object' && one !== null && 'kind' in one && 'head' in one;

const weekdays = 'mon,tue,wed,thu,fri';

export function sayDays(days: unknown): string {
  const written = String(days);
  return written === weekdays ? 'weekdays' : written === 'sat,sun' ? 'weekends' : written.replaceAll(',', ', ');
}

/** Durations are told by what was written, windows by their ends, maps by their lines. */
export function sayValue(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value ?? 'nothing');
  if ('text' in value) return String(value.text);
  if ('from' in value && 'to' in value) return `${value.from}..${value.to}`;
  if ('from' in value) return `{ from: ${value.from} }`;
  return Object.entries(value)
    .map(([name, one]) => `${name}: ${sayValue(one)}`)
    .join(', ');
}
