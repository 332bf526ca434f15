/** Guesses the duration behind a near miss (`3 dys`, `25h`), for the hint only: nothing is ever waited on a guess. */
import { distance } from 'fastest-levenshtein';
import { isoDuration, units } from './duration-text.ts';

const shortForms: Record<string, string> = {
  y: 'year',
  yr: 'year',
  yrs: 'year',
  mo: 'month',
  mos: 'month',
  w: 'week',
  wk: 'week',
  wks: 'week',
  d: 'day',
  h: 'hour',
  hr: 'hour',
  hrs: 'hour',
  m: 'minute',
  min: 'minute',
  mins: 'minute',
  s: 'second',
  sec: 'second',
  secs: 'second',
  'business day': 'working day',
  workday: 'working day',
  'work day': 'working day',
  'business hour': 'office hour',
  'working hour': 'office hour',
  'work hour': 'office hour',
};

const numberWords = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const smaller: Record<string, [string, number]> = {
  year: ['month', 12],
  week: ['day', 7],
  day: ['hour', 24],
  hour: ['minute', 60],
  minute: ['second', 60],
};

/** What the author most likely meant, in the one spelling; `undefined` if there is nothing to go by. */
export function durationLike(input: unknown): string | undefined {
  if (typeof input === 'number') return Number.isInteger(input) ? spell([['day', Math.abs(input)]]) : undefined;
  if (typeof input !== 'string' || input.length > 100) return undefined;
  const iso = input.replace(/^\s*-/, '').toUpperCase();
  if (isoDuration(iso)) return iso;
  const text = input
    .toLowerCase()
    .replaceAll(/\b(and|in|after|minus)\b|[&,;+-](?!\d{3})/g, ' ')
    .replaceAll(/\b(an?)\b/g, '1')
    .replaceAll(/\b[a-z]+\b/g, (word) => (numberWords.includes(word) ? String(numberWords.indexOf(word)) : word));
  if (/^\s*\d+\s*$/.test(text)) return spell([['day', Number(text)]]);
  if (!/^\s*(\d+(\.\d+)?\s*[a-z]+(\s+[a-z]+)?\s*)+$/.test(text)) return undefined;
  const parts = [...text.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]+(?:\s+[a-z]+)?)/g)].flatMap(([, count = '', word = '']) =>
    whole(unitLike(word), Number(count)),
  );
  return parts.some(([unit]) => unit === undefined) ? undefined : spell(parts as [string, number][]);
}

function unitLike(written: string): string | undefined {
  const word = written.replaceAll(/\s+/g, ' ');
  const short = shortForms[word] ?? shortForms[word.replace(/s$/, '')];
  if (short !== undefined) return short;
  const near = units
    .map((unit) => ({ unit: unit.one, away: Math.min(distance(word, unit.one), distance(word, unit.many)) }))
    .sort((a, b) => a.away - b.away)[0]!;
  return near.away <= (word.length > 8 ? 3 : word.length > 3 ? 2 : 1) ? near.unit : undefined;
}

/** One and a half hours as an hour and thirty minutes. */
function whole(unit: string | undefined, count: number): [string | undefined, number][] {
  if (unit === undefined || Number.isInteger(count)) return [[unit, count]];
  const [part, times] = smaller[unit] ?? [undefined, 0];
  const rest = Math.round((count % 1) * times * 1000) / 1000;
  return [
    [unit, Math.floor(count)],
    [Number.isInteger(rest) ? part : undefined, rest],
  ];
}

function spell(parts: readonly (readonly [string, number])[]): string | undefined {
  const text = units
    .map(({ one, many }) => {
      const count = parts.reduce((sum, [unit, number]) => sum + (unit === one ? number : 0), 0);
      return count === 0 ? '' : `${count} ${count === 1 ? one : many}`;
    })
    .filter(Boolean)
    .join(' ');
  return text === '' ? undefined : text;
}
