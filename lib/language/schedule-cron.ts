/** Schedules in cron's five fields, for those who know it by heart. */
import { dayNames } from './days.ts';
import type { Reading } from './mistake.ts';
import type { ScheduleTimes } from './schedule-times.ts';
import { timeOf } from './time-of-day.ts';

type Read = Reading<Omit<ScheduleTimes, 'text'>> | undefined;

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Five fields: minute, hour, day of the month, month, day of the week. */
export function readCron(text: string): Read {
  if (!text.startsWith('cron ')) return undefined;
  const [minute, hour, date, month, day, ...rest] = text.slice('cron '.length).split(' ');
  if (day === undefined || rest.length > 0)
    return noCron('it has five fields: minute, hour, day, month, day of the week');
  const minutes = fieldOf(minute!, 0, 59);
  const hours = fieldOf(hour!, 0, 23);
  const dates = fieldOf(date!, 1, 31);
  const months = fieldOf(month!, 1, 12, monthNames);
  const numbers = fieldOf(day, 0, 7, ['sun', ...dayNames.slice(0, 6)], 0);
  if (!minutes || !hours || !dates || !months || !numbers) return noCron('one of its fields cannot be read');
  const isAny = (field: string) => field === '*' || field === '?';
  if (!isAny(date!) && !isAny(day))
    return noCron('it names days of the month and of the week; one of the two stays `*`');
  const days = dayNames.filter((_, index) => numbers.includes(index + 1) || (index === 6 && numbers.includes(0)));
  const times = hours.flatMap((one) => minutes.map((other) => timeOf(one * 60 + other)));
  return {
    value: {
      times,
      ...(!isAny(day) && { days }),
      ...(!isAny(date!) && { dates }),
      ...(!isAny(month!) && { months }),
    },
  };
}

const noCron = (why: string): Read => ({
  mistake: { code: 'WM123', message: `This is no cron line: ${why}.`, hint: 'Write it like "cron 30 8 * * MON-FRI".' },
});

/** A star, with or without a step, `5`, `1-5`, `MON,WED`; names count from `first`. */
function fieldOf(text: string, least: number, most: number, names: readonly string[] = [], first = 1) {
  const numberOf = (word: string) => {
    const named = names.indexOf(word.toLowerCase());
    const number = named >= 0 ? named + first : /^\d{1,2}$/.test(word) ? Number(word) : Number.NaN;
    return number >= least && number <= most ? number : undefined;
  };
  const all = new Set<number>();
  for (const part of text.split(',')) {
    const [, range = '', step = '1'] = /^([^/]+)(?:\/(\d{1,2}))?$/.exec(part) ?? [];
    const [from, to, ...rest] = range === '*' || range === '?' ? [least, most] : range.split('-').map(numberOf);
    const isOne = to === undefined && !part.includes('-') && !part.includes('/');
    const last = isOne ? from : (to ?? (part.includes('/') && !range.includes('-') ? most : undefined));
    if (from === undefined || last === undefined || last < from || rest.length > 0 || Number(step) < 1)
      return undefined;
    for (let number = from; number <= last; number += Number(step)) all.add(number);
  }
  return [...all].sort((a, b) => a - b);
}
