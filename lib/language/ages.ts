/** How old a date is and how soon it comes: "a customer for more than a year", "the contract ends within 30 days". */
import { after, before, type Duration, duration } from './durations.ts';
import type { Json } from './json.ts';
import { inZone, isoOf, readMoment } from './zones.ts';

/** The instant of the question, and the zone in which its days are counted. */
export interface When {
  now: string;
  zone: string;
}

export const ageShape = {
  'older-than': duration.optional().describe('A date that lies at least so long ago: `1 year`.'),
  'newer-than': duration.optional().describe('A date in the past, less than so long ago: `30 days`.'),
  'due-within': duration.optional().describe('A date that is still to come, within this time: `14 days`.'),
};
export interface Ages {
  'older-than'?: Duration;
  'newer-than'?: Duration;
  'due-within'?: Duration;
}

type AgeWord = keyof Ages;
export const ageWords = Object.keys(ageShape) as AgeWord[];

export const hasAge = (wanted: Ages): boolean => ageWords.some((word) => wanted[word] !== undefined);

/** From when until just before when each holds; calendar days in the zone. Left out: without end. */
const spans: Record<
  AgeWord,
  (date: string, age: Duration, zone: string, found: Json) => { from: string; to?: string }
> = {
  'older-than': (date, age, zone) => ({ from: after(date, age, zone) }),
  'newer-than': (date, age, zone) => ({ from: date, to: after(date, age, zone) }),
  'due-within': (date, age, zone, found) => ({ from: before(date, age, zone), to: pastFrom(date, zone, found) }),
};

const calendarDay = /^\s*\d{4}-\d\d-\d\d\s*$/;

/** A date without a time is not past before its day is over. */
function pastFrom(date: string, zone: string, found: Json): string {
  if (typeof found === 'string' && calendarDay.test(found)) return isoOf(inZone(date, zone).add({ days: 1 }));
  return isoOf(inZone(date, zone).add({ milliseconds: 1 }));
}

// Past the year 9999 instants no longer compare as text; such a date, "never", lies behind everything.
const isReached = (instant: string, now: string) => !instant.startsWith('+') && instant <= now;

function spansOf(found: Json | undefined, wanted: Ages, { zone }: When): { from: string; to?: string }[] | undefined {
  const words = ageWords.filter((word) => wanted[word] !== undefined);
  const date = readMoment(found, zone);
  if (date === undefined) return words.length > 0 ? undefined : [];
  return words.map((word) => spans[word](date, wanted[word]!, zone, found!));
}

/** True if every age written in `wanted` holds; a date that nobody can read is neither old nor new. */
export function agesHold(found: Json | undefined, wanted: Ages, when: When): boolean {
  const asked = spansOf(found, wanted, when);
  return (
    asked?.every(({ from, to }) => isReached(from, when.now) && (to === undefined || !isReached(to, when.now))) ?? false
  );
}

/** The next instant at which one of them turns by itself. */
export function nextTurn(found: Json | undefined, wanted: Ages, when: When): string | undefined {
  const turns = spansOf(found, wanted, when)?.flatMap(({ from, to }) => (to === undefined ? [from] : [from, to]));
  return earliest(turns?.filter((instant) => !instant.startsWith('+') && instant > when.now) ?? []);
}

export const earliest = (instants: readonly (string | undefined)[]): string | undefined =>
  instants.reduce((first, one) => (one !== undefined && (first === undefined || one < first) ? one : first), undefined);

export const sayAges = (wanted: Ages): string[] =>
  ageWords.flatMap((word) => (wanted[word] ? [`${word.replace('-', ' ')} ${wanted[word].text}`] : []));
