/** On which days of the week something may happen, so that a Friday evening's message can wait for Monday. */
import type { Temporal } from 'temporal-polyfill';
import { type Mistake, type Reading, shown, written } from './mistake.ts';
import { onlyMeant, suggest } from './suggest.ts';
import { inZone, isoOf } from './zones.ts';

export const dayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Day = (typeof dayNames)[number];
export type WrittenDays = 'weekdays' | 'weekend' | readonly Day[];

/** As JSON: the days themselves, Monday first, each once. */
export const weekdays: readonly Day[] = dayNames.slice(0, 5);
export const weekend: readonly Day[] = dayNames.slice(5);

/** `weekdays`, `weekend` or a list like `[wed, fri]`. */
export const days = written<readonly Day[], WrittenDays>(
  {
    anyOf: [
      { type: 'string', enum: ['weekdays', 'weekend'] },
      { type: 'array', minItems: 1, items: { type: 'string', enum: [...dayNames] } },
    ],
  },
  readDays,
);

const fullNames = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const otherWords = {
  ...Object.fromEntries(fullNames.map((name, index) => [name, dayNames[index]!])),
  tues: 'tue',
  weds: 'wed',
  thur: 'thu',
  thurs: 'thu',
  workdays: 'weekdays',
  'working-days': 'weekdays',
  'working days': 'weekdays',
  weekends: 'weekend',
};

function readDays(input: unknown): Reading<readonly Day[]> {
  if (input === 'weekdays') return { value: weekdays };
  if (input === 'weekend') return { value: weekend };
  if (!Array.isArray(input)) return { mistake: noDays(input, ['weekdays', 'weekend', ...dayNames]) };
  if (input.length === 0) {
    return { mistake: { code: 'WM116', message: 'No day is named here.', hint: 'Name one, as in [wed, fri].' } };
  }
  const wrong = input.findIndex((day) => !dayNames.includes(day));
  if (wrong >= 0) return { mistake: { ...noDays(input[wrong], dayNames), path: [wrong] } };
  return { value: dayNames.filter((day) => input.includes(day)) };
}

function noDays(input: unknown, known: readonly string[]): Mistake {
  const near = typeof input === 'string' ? suggest(input, known, otherWords) : undefined;
  const only = typeof input === 'string' ? onlyMeant(input, known, otherWords) : undefined;
  const inList = near !== undefined && dayNames.includes(near as Day) && known.includes('weekdays');
  const hint = near ? `Did you mean ${inList ? `[${near}]` : `\`${near}\``}?` : undefined;
  return {
    code: 'WM116',
    message: `${shown(input)} names no days.`,
    hint: hint ?? 'Write `weekdays`, `weekend` or a list like [wed, fri].',
    ...(only !== undefined && !inList && { meant: { for: String(input), text: only } }),
  };
}

export const isAllowedDay = (date: { dayOfWeek: number }, allowed: readonly Day[] | undefined): boolean =>
  allowed === undefined || allowed.includes(dayNames[date.dayOfWeek - 1]!);

/**
 * A wall time on each allowed local date from `first` on. Daylight saving may move one past midnight, it stays its day's;
 * a date that a zone skipped when it crossed the date line has none.
 */
export function* dailyFrom(
  first: Temporal.PlainDate,
  plainTime: Temporal.PlainTime,
  zone: string,
  allowed?: readonly Day[],
): Generator<{ date: Temporal.PlainDate; at: Temporal.ZonedDateTime }, never> {
  for (let date = first; ; date = date.add({ days: 1 })) {
    if (!isAllowedDay(date, allowed)) continue;
    const at = date.toZonedDateTime({ timeZone: zone, plainTime });
    if (at.day === date.day || exists(date, zone)) yield { date, at };
  }
}

const exists = (date: Temporal.PlainDate, zone: string) => date.toZonedDateTime(zone).day === date.day;

/** The instant itself on an allowed day, else the next allowed day at the wall time of `wallIso`. */
export function nextAllowedDay(fromIso: string, zone: string, allowed: readonly Day[], wallIso = fromIso): string {
  const from = inZone(fromIso, zone);
  if (isAllowedDay(from, allowed)) return isoOf(from);
  const { value } = dailyFrom(from.toPlainDate(), inZone(wallIso, zone).toPlainTime(), zone, allowed).next();
  return isoOf(value.at);
}
