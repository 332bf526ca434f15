/** Times of day and windows as they are written, with the nearest right spelling for those that are not. */
import { Temporal } from 'temporal-polyfill';
import { type Reading, shown, written } from './mistake.ts';

/** `09:00`; as JSON the same text. */
export type TimeOfDay = string;

/** From one time of day until just before another; an end that is earlier than the start lies on the next day. */
export interface TimeWindow {
  from: TimeOfDay;
  to: TimeOfDay;
}

const time = '([01]\\d|2[0-3]):[0-5]\\d';
const timePattern = new RegExp(`^${time}$`);
export const timeShape = { type: 'string', pattern: timePattern.source, examples: ['09:00'] };
export const windowShape = { type: 'string', pattern: `^${time}\\.\\.${time}$`, examples: ['14:00..16:00'] };

/** `09:00`, on the 24-hour clock. */
export const timeOfDay = written<TimeOfDay, string>(timeShape, readTime);
/** `14:00..16:00`, or across midnight `22:00..06:00`. */
export const timeWindow = written<TimeWindow, string>(windowShape, readWindow);
/** For reckoning; cheaper than reading the text anew. */
export const plainTime = (time: TimeOfDay): Temporal.PlainTime =>
  new Temporal.PlainTime(Number(time.slice(0, 2)), Number(time.slice(3)));

export const minuteOf = (time: TimeOfDay): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
export const timeOf = (minute: number): TimeOfDay =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

export const isTimeOfDay = (text: unknown): text is TimeOfDay => typeof text === 'string' && timePattern.test(text);

export function readTime(input: unknown): Reading<TimeOfDay> {
  if (isTimeOfDay(input)) return { value: input };
  const near = timeLike(input);
  const hint = near ? `Did you mean "${near}"?` : 'Write it like "09:00" or "17:30".';
  const meant = near && { meant: { for: String(input), text: near } };
  return { mistake: { code: 'WM114', message: `${shown(input)} is no time of day.`, hint, ...meant } };
}

export function readWindow(input: unknown): Reading<TimeWindow> {
  const [from, to, ...rest] = typeof input === 'string' ? input.split('..') : [];
  if (isTimeOfDay(from) && isTimeOfDay(to) && rest.length === 0 && from !== to) return { value: { from, to } };
  const ends = typeof input === 'string' ? input.split(/\s*(?:\.{2,}|–|-|\bto\b)\s*/) : [];
  const [opens, closes] = ends.length === 2 ? ends.map(timeLike) : [];
  const near = opens && closes && opens !== closes ? `${opens}..${closes}` : undefined;
  const hint = near ? `Did you mean "${near}"?` : 'Write it like "14:00..16:00".';
  const why = from !== undefined && from === to ? ': it ends where it begins' : '';
  const meant = near && { meant: { for: String(input), text: near } };
  return { mistake: { code: 'WM115', message: `${shown(input)} is no window of time${why}.`, hint, ...meant } };
}

/** `9am`, `9:00`, `0900` and `9` as `09:00`, for the hint only. */
export function timeLike(input: unknown): TimeOfDay | undefined {
  if (typeof input !== 'string' && typeof input !== 'number') return undefined;
  const [, hour, minute = '00', half] =
    /^(\d{1,2}?)(?:[:.h]?(\d\d))?\s*(am|pm)?$/i.exec(String(input).trim().replace(/\s+/g, ' ')) ?? [];
  if (hour === undefined) return undefined;
  const hours = half ? (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0) : Number(hour) % 24;
  const near = `${String(hours).padStart(2, '0')}:${minute}`;
  return Number(hour) <= 24 && isTimeOfDay(near) ? near : undefined;
}
