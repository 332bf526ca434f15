/** An option that means nothing beside what is waited for would be taken for a promise that nobody keeps. */
import { formOf, type Until, type UntilForm } from '../../until.ts';
import type { StepRule } from '../known.ts';
import type { FoundStep } from '../reading.ts';
import type { Problem } from '../report.ts';

const own = ['before', 'after', 'at', 'days', 'grace', 'on-missing'];

const fitting: Record<UntilForm, readonly string[]> = {
  time: ['days', 'grace'],
  window: ['days', 'grace'],
  'best-time': ['days', 'grace'],
  start: ['after', 'at', 'days', 'grace'],
  date: own,
};

const said: Record<UntilForm, string> = {
  time: 'a time of day',
  window: 'a window of hours',
  'best-time': '`best-time`',
  start: '`start`',
  date: 'a date',
};

const wayOut: Record<string, string> = {
  before: 'It counts from a date such as `contact.renewalDate`.',
  after: 'It counts from a date such as `contact.renewalDate`, or from `start`. To wait first, put a `wait` in front.',
  at: 'The time of day is said already: keep one of the two.',
  grace: 'It is for those who come too late for a time of day: add `at`, or take it out.',
  'on-missing': 'Only a date can be missing: take it out.',
};

export const untilOptionsFit: StepRule = (found) => {
  if (found.item.kind !== 'wait-until' || !found.item.isUsable) return [];
  const form = formOf(found.step.head as Until);
  const written = own.filter((option) => Object.hasOwn(found.item.raw, option));
  const strange = written.filter((option) => !fitting[form].includes(option));
  if (strange.length > 0) return strange.map((option) => meaningless(found, option, `beside ${said[form]}`));
  const both = written.includes('before') && written.includes('after');
  if (both) return [problem(found, 'WM461', '`before` and `after` point both ways.', 'Keep one of the two.', 'after')];
  if (form === 'start' && written.length === 0) {
    const message = 'The run has started when it comes here, so nothing is waited for.';
    return [problem(found, 'WM463', message, 'Add `after: 2 days`, or take the step out.', found.item.headKey)];
  }
  const isWithoutHour = !written.includes('at') && !written.includes('days');
  const isGraceIdle = (form === 'date' || form === 'start') && written.includes('grace') && isWithoutHour;
  return isGraceIdle ? [meaningless(found, 'grace', 'without `at`')] : [];
};

const meaningless = (found: FoundStep, option: string, where: string) =>
  problem(found, 'WM462', `\`${option}\` means nothing ${where}.`, wayOut[option] ?? 'Take it out.', option);

const problem = ({ path }: FoundStep, code: string, message: string, hint: string, key: string): Problem => ({
  code,
  message,
  hint,
  path: [...path, key],
  on: 'key',
});
