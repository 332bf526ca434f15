/** What a contact can be held until, as it is written: a time of day, a window of hours, a date that is known of them. */
import { type Mistake, type Reading, shown, written } from './mistake.ts';
import { suggest } from './suggest.ts';
import {
  isTimeOfDay,
  readTime,
  readWindow,
  type TimeOfDay,
  type TimeWindow,
  timeLike,
  timeShape,
  windowShape,
} from './time-of-day.ts';

/** `09:00`, a window, `start`, `best-time`, a path, or paths of which the first that is set counts. As JSON the same text. */
export type Until = TimeOfDay | TimeWindow | readonly string[];
export type UntilForm = 'time' | 'window' | 'start' | 'best-time' | 'date';

const datePath = /^[A-Za-z][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)+$/;
const pathShape = { type: 'string', pattern: datePath.source, examples: ['contact.renewalDate'] };
const words = ['start', 'best-time'];

export const until = written<Until, string | readonly string[]>(
  {
    anyOf: [
      timeShape,
      windowShape,
      { type: 'string', enum: words },
      pathShape,
      { type: 'array', minItems: 1, items: pathShape },
    ],
  },
  readUntil,
);

export function formOf(head: Until): UntilForm {
  if (typeof head !== 'string') return 'from' in head ? 'window' : 'date';
  if (head === 'start' || head === 'best-time') return head;
  return isTimeOfDay(head) ? 'time' : 'date';
}

export const isWindow = (head: Until): head is TimeWindow => typeof head === 'object' && 'from' in head;

/** Where dates are looked for, in the order in which they count. */
export const datePathsOf = (head: Until): readonly string[] =>
  formOf(head) === 'date' ? ([head].flat() as string[]) : [];

function readUntil(input: unknown): Reading<Until> {
  if (Array.isArray(input)) return readPaths(input);
  if (typeof input !== 'string') return timeLike(input) ? readTime(input) : { mistake: noMoment(input) };
  if (words.includes(input) || datePath.test(input)) return { value: input };
  if (input.includes('..')) return readWindow(input);
  if (timeLike(input)) return readTime(input);
  return looksLikeWindow.test(input) ? readWindow(input) : { mistake: noMoment(input) };
}

const looksLikeWindow = /^\s*\d[\d:.]*\s*(am|pm)?\s*(–|-|\bto\b)\s*\d[\d:.]*\s*(am|pm)?\s*$/i;

function readPaths(input: unknown[]): Reading<Until> {
  const hint = 'Write paths of dates: [contact.trialEnds, contact.renewalDate].';
  if (input.length === 0) return { mistake: { code: 'WM119', message: 'No date is named here.', hint } };
  const wrong = input.findIndex((path) => typeof path !== 'string' || !datePath.test(path));
  if (wrong < 0) return { value: input as string[] };
  const message = `${shown(input[wrong])} is no path of a date.`;
  return { mistake: { code: 'WM119', message, hint, path: [wrong] } };
}

function noMoment(input: unknown): Mistake {
  const near = typeof input === 'string' ? suggest(input, words) : undefined;
  const hint = near
    ? `Did you mean \`${near}\`?`
    : 'Write `09:00`, `14:00..16:00`, `contact.renewalDate`, `start` or `best-time`.';
  return { code: 'WM119', message: `${shown(input)} is nothing to wait until.`, hint };
}
