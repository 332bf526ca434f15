/** The times of a scenario: days counted from its start, in the contact's zone. */
import { after, readDuration } from '../../language/durations.ts';
import { atInZone, inZone, isoOf } from '../../language/zones.ts';

const dayForm = /^day (\d+)(?: (\d\d:\d\d))?$/;

/** `day 2 09:00`, `day 2` (same time of day as the start), or a date with a time; undefined if it is none of them. */
export function readMomentOf(text: string, startAt: string, zone: string): string | undefined {
  const [, days, time] = dayForm.exec(text) ?? [];
  if (days === undefined) return atInZone(text, zone);
  const day = inZone(startAt, zone).add({ days: Number(days) });
  if (!time) return isoOf(day);
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return isoOf(day.with({ hour, minute, second: 0, millisecond: 0 }));
}

/** The instant as a scenario would write it. */
export function sayMoment(iso: string, startAt: string, zone: string): string {
  const [start, at] = [inZone(startAt, zone).toPlainDate(), inZone(iso, zone)];
  const days = start.until(at.toPlainDate(), { largestUnit: 'days' }).days;
  return `day ${days} ${at.toPlainTime().toString({ smallestUnit: 'minute' })}`;
}

/** `1 day` after an instant, in the zone; undefined if it is no duration. */
export function laterBy(text: string, fromIso: string, zone: string): string | undefined {
  const read = readDuration(text);
  return 'value' in read ? after(fromIso, read.value, zone) : undefined;
}
