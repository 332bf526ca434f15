/** Hours, days and dates together: what is open on Friday night at 00:30 belongs to Friday. */
import { Temporal } from 'temporal-polyfill';
import { type Day, isAllowedDay } from './days.ts';
import type { TimeOfDay } from './time-of-day.ts';
import { inZone, isoOf } from './zones.ts';

export interface TimeSpan {
  from?: TimeOfDay;
  to?: TimeOfDay;
  days?: readonly Day[];
  /** Both included. */
  'from-date'?: string;
  'to-date'?: string;
}

/** In the zone; windows across midnight belong to the day on which they opened. */
export function timeHolds(span: TimeSpan, now: string, zone: string): boolean {
  const today = inZone(now, zone).toPlainDate();
  return [today.subtract({ days: 1 }), today].some((date) => {
    if (!isMeant(date, span)) return false;
    const { opens, closes } = windowOf(date, span, zone);
    return opens <= now && now < closes;
  });
}

const DAYS_AHEAD = 8;

/** The next opening or closing; what is years away is looked for again later. */
export function nextTurnOfTime(span: TimeSpan, now: string, zone: string): string | undefined {
  const today = inZone(now, zone).toPlainDate();
  const first = span['from-date'] === undefined ? today : Temporal.PlainDate.from(span['from-date']);
  const start = Temporal.PlainDate.compare(first, today) > 0 ? first : today.subtract({ days: 1 });
  const turns: string[] = [];
  for (let day = 0; day <= DAYS_AHEAD; day++) {
    const date = start.add({ days: day });
    if (!isMeant(date, span)) continue;
    const { opens, closes } = windowOf(date, span, zone);
    turns.push(opens, closes);
  }
  // Where one day's window runs into the next, nothing turns; a look in between is harmless.
  return turns.filter((turn) => turn > now).sort()[0];
}

function isMeant(date: Temporal.PlainDate, { days, 'from-date': first, 'to-date': last }: TimeSpan): boolean {
  const written = date.toString();
  return (
    isAllowedDay(date, days) && (first === undefined || written >= first) && (last === undefined || written <= last)
  );
}

function windowOf(date: Temporal.PlainDate, { from = '00:00', to }: TimeSpan, zone: string) {
  const at = (day: Temporal.PlainDate, time: TimeOfDay) =>
    isoOf(day.toZonedDateTime({ timeZone: zone, plainTime: time }));
  const opens = at(date, from);
  const closes =
    to === undefined ? at(date.add({ days: 1 }), '00:00') : at(to > from ? date : date.add({ days: 1 }), to);
  // The clocks jumped over all of it: the window moves as a whole instead of falling out.
  if (closes > opens) return { opens, closes };
  const length = Temporal.PlainTime.from(from).until(Temporal.PlainTime.from(to ?? '00:00'));
  return { opens, closes: isoOf(inZone(opens, zone).add(length)) };
}
