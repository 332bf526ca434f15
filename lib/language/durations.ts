/** Lengths of time as people say them: "3 days" keeps the contact's time of day, "24 hours" does not. */
import { durationLike } from './duration-hints.ts';
import { durationPattern, isoDuration, longestSeconds, spokenDuration, type Units } from './duration-text.ts';
import { type Reading, shown, written } from './mistake.ts';
import { countOfficeHours, countWorkingDays, type OfficeHours, usualOfficeHours } from './office-hours.ts';
import { inZone, isoOf } from './zones.ts';

export type { OfficeHours } from './office-hours.ts';

/** Plain JSON. Years are held as months and weeks as days, hours and minutes as seconds; `text` is what was written. */
export interface Duration extends Units {
  text: string;
}

const tenYearsInSeconds = 3653 * 24 * 60 * 60;

/** `3 days`, `1 hour 30 minutes`, `2 working days`, `4 office hours` or ISO 8601 (`P3D`, `PT24H`). */
export const duration = written<Duration, string>(
  {
    type: 'string',
    pattern: durationPattern(),
    examples: ['3 days', '1 hour 30 minutes', '2 working days', '4 office hours', 'P3D'],
  },
  readDuration,
);

/** The same reading for other parts of the language, such as a scenario's `after:`. */
export function readDuration(input: unknown): Reading<Duration> {
  const units = typeof input === 'string' ? (spokenDuration(input) ?? isoDuration(input)) : undefined;
  if (units === undefined) return { mistake: noDuration(input) };
  const seconds = longestSeconds(units);
  if (seconds === 0) {
    return { mistake: { code: 'WM111', message: `${shown(input)} is no time at all.`, hint: wayOut } };
  }
  if (seconds > tenYearsInSeconds) {
    const message = `${shown(input)} is longer than 10 years, the longest that can be waited.`;
    return { mistake: { code: 'WM112', message, hint: 'Is the unit right?' } };
  }
  if ((units.workingDays || units.officeHours) && Object.keys(units).length > 1) {
    const message = `${shown(input)} mixes working time with other time.`;
    return {
      mistake: { code: 'WM113', message, hint: 'Working days and office hours stand alone: "2 working days".' },
    };
  }
  return { value: { ...units, text: String(input) } };
}

const wayOut = 'Write it like "3 days", "1 hour 30 minutes", "2 working days" or "P3D".';

function noDuration(input: unknown) {
  const negative = typeof input === 'number' ? input < 0 : typeof input === 'string' && /^\s*(-|minus\b)/i.test(input);
  const near = durationLike(input);
  const isRight = near !== undefined && 'value' in readDuration(near);
  const hint = isRight ? `Did you mean "${near}"?` : wayOut;
  if (negative)
    return { code: 'WM111', message: `${shown(input)} runs backward: a duration is longer than nothing.`, hint };
  // A number alone may be hours as well.
  const isSure = isRight && typeof input === 'string' && /[a-z]/i.test(input);
  return {
    code: 'WM110',
    message: `${shown(input)} is no duration.`,
    hint,
    ...(isSure && { meant: { for: input, text: near } }),
  };
}

/**
 * The instant a duration later. Days, weeks and months are calendar days in `zone`: the wall time is kept, one that
 * daylight saving skips moves forward, a repeated one is the first; January 31 and a month is February's last day.
 * Hours and minutes are exact. Working days are Monday to Friday without the office's closed dates; office hours pass only
 * while the office is open (Monday to Friday 09:00–17:00 in `zone` unless given).
 */
export function after(fromIso: string, duration: Duration, zone: string, office?: OfficeHours): string {
  return moved(fromIso, duration, zone, office, 1);
}

/** The instant a duration earlier, by the same rules. */
export function before(fromIso: string, duration: Duration, zone: string, office?: OfficeHours): string {
  return moved(fromIso, duration, zone, office, -1);
}

function moved(
  fromIso: string,
  units: Units,
  zone: string,
  office: OfficeHours = usualOfficeHours,
  sign: 1 | -1,
): string {
  const from = inZone(fromIso, zone);
  if (units.workingDays) return isoOf(countWorkingDays(from, units.workingDays * sign, office));
  if (units.officeHours) return isoOf(countOfficeHours(from, units.officeHours * sign, office));
  const { months = 0, days = 0, seconds = 0 } = units;
  return isoOf(from.add({ months: months * sign, days: days * sign, seconds: seconds * sign }));
}

/** An upper bound in seconds, for comparing and for limits; never for reckoning an instant. */
export const atMostSeconds = (duration: Duration): number => Math.ceil(longestSeconds(duration));
