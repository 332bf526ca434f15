/** Schedules as people write them, `every Monday at 08:00`, and as cron does; what is refused is refused with the way out. */
import { type Day, dayNames, weekdays, weekend } from './days.ts';
import { type Mistake, type Reading, shown, written } from './mistake.ts';
import { readCron } from './schedule-cron.ts';
import { everComes, type ScheduleTimes } from './schedule-times.ts';
import { isTimeOfDay, minuteOf, type TimeOfDay, timeLike, timeOf } from './time-of-day.ts';
import { atInZone } from './zones.ts';

const examples = [
  'every day at 08:00',
  'every Monday and Thursday at 08:00',
  'every month on the 1st at 08:00',
  'every 2 hours',
  'once on 2026-11-20 at 08:00',
  'cron 30 8 * * MON-FRI',
];

export const schedule = written<ScheduleTimes, string>(
  { type: 'string', pattern: '^(every |once on |cron )', examples },
  readSchedule,
);

/** Whoever is let in more often than this is let in by what happens, and not by the clock. */
const LEAST_MINUTES = 5;

export function readSchedule(input: unknown): Reading<ScheduleTimes> {
  if (typeof input !== 'string') return { mistake: noSchedule(input) };
  const text = input.trim().replace(/\s+/g, ' ');
  const read = readOnce(text) ?? readRate(text) ?? readCron(text) ?? readWords(text);
  if (!read) return { mistake: noSchedule(input) };
  if ('mistake' in read) return read;
  const value = { text, ...read.value };
  if (isTooOften(value.times)) {
    const hint = 'Start it by what happens, or write `every 5 minutes`.';
    return { mistake: { code: 'WM123', message: `${shown(input)} comes more often than every 5 minutes.`, hint } };
  }
  if (everComes(value)) return { value };
  return {
    mistake: { code: 'WM123', message: `${shown(input)} never comes.`, hint: `Write it like "${examples[2]}".` },
  };
}

type Read = Reading<Omit<ScheduleTimes, 'text'>> | undefined;

function noSchedule(input: unknown): Mistake {
  const { near } = (typeof input === 'string' && nearOf(input)) || {};
  const hint = near
    ? `Did you mean "${near}"?`
    : `Write it like "${examples[0]}", "${examples[2]}" or "${examples[4]}".`;
  const meant = near && { meant: { for: String(input), text: near } };
  return { code: 'WM123', message: `${shown(input)} is no schedule.`, hint, ...meant };
}

/** `every monday at 8am`, `Mondays at 8`, `daily at 09:00`. */
function nearOf(input: string): { near: string } | undefined {
  const [, what = '', time = ''] =
    /^(?:every |on |each )?(.+?)(?: at |, ?| )(\S+(?: ?[ap]m)?)$/i.exec(input.trim()) ?? [];
  const at = timeLike(time);
  const word = /^(daily|days?)$/i.test(what) ? 'day' : what.replace(/s$/i, '');
  const near = at && `every ${word} at ${at}`;
  const read = near ? readWords(near) : undefined;
  return near && read && 'value' in read ? { near } : undefined;
}

function readOnce(text: string): Read {
  const [, date, time] = /^once on (\d{4}-\d\d-\d\d) at (\S+)$/.exec(text) ?? [];
  if (date === undefined || !isTimeOfDay(time)) return undefined;
  const once = `${date} ${time}`;
  return atInZone(once, 'UTC') === undefined ? undefined : { value: { once, times: [] } };
}

const MINUTES_A_DAY = 24 * 60;

/** As times of day: whatever a deploy or a restart comes between, the next one stays where it was. */
function readRate(text: string): Read {
  const [, number = '1', unit] = /^every (?:(\d{1,4}) )?(minute|hour)s?$/.exec(text) ?? [];
  if (unit === undefined) return undefined;
  const minutes = Number(number) * (unit === 'hour' ? 60 : 1);
  if (minutes > 0 && MINUTES_A_DAY % minutes === 0) return { value: { times: everyMinutes(minutes) } };
  const message = `A day cannot be parted into pieces of ${number} ${unit}s.`;
  const hint = 'Counted from midnight, all must be alike: 5, 10, 15, 20 or 30 minutes, 1, 2, 3, 4, 6, 8 or 12 hours.';
  return { mistake: { code: 'WM123', message, hint } };
}

const everyMinutes = (step: number): TimeOfDay[] =>
  Array.from({ length: MINUTES_A_DAY / step }, (_, index) => timeOf(index * step));

function isTooOften(times: readonly TimeOfDay[]): boolean {
  const minutes = times.map(minuteOf).sort((a, b) => a - b);
  return minutes.some((minute, index) => {
    const next = minutes[index + 1] ?? minutes[0]! + MINUTES_A_DAY;
    return next - minute < LEAST_MINUTES;
  });
}

const listed = (text: string): string[] => text.split(/, and |, | and /);

/** `every <days> at <times>`, `every month on the <dates> at <times>`. */
function readWords(text: string): Read {
  const [, what = '', when = ''] = /^every (.+?) at (.+)$/.exec(text) ?? [];
  const times = [...new Set(listed(when))];
  if (!times.every(isTimeOfDay)) return undefined;
  const at = { times: times.toSorted() };
  if (what === 'day') return { value: at };
  const [, dates] = /^month on the (.+)$/.exec(what) ?? [];
  if (dates !== undefined) return readDates(dates, at);
  const days = daysOf(listed(what));
  return days && { value: { ...at, days } };
}

function daysOf(words: string[]): Day[] | undefined {
  const found = words.map((word) => {
    const name = word.toLowerCase();
    if (name === 'weekday') return weekdays;
    if (name === 'weekend') return weekend;
    const day = dayNames.find((one) => name === one || fullNames[one] === name);
    return day && [day];
  });
  if (found.some((one) => one === undefined)) return undefined;
  const all = found.flat();
  return dayNames.filter((day) => all.includes(day));
}

const fullNames: Record<Day, string> = {
  mon: 'monday',
  tue: 'tuesday',
  wed: 'wednesday',
  thu: 'thursday',
  fri: 'friday',
  sat: 'saturday',
  sun: 'sunday',
};

function readDates(written: string, at: { times: TimeOfDay[] }): Read {
  const dates = listed(written).map((word) => {
    if (word === 'last day') return 0;
    const number = Number(/^(\d{1,2})(?:st|nd|rd|th)?$/.exec(word)?.[1] ?? Number.NaN);
    return number >= 1 && number <= 31 ? number : undefined;
  });
  if (dates.includes(undefined)) return undefined;
  return { value: { ...at, dates: [...new Set(dates as number[])].sort((a, b) => a - b) } };
}
