/** Reads instants and zones the way people write them, so that "tomorrow at nine" is nine where the contact is. */
import { Temporal } from 'temporal-polyfill';
import { type Reading, shown, written } from './mistake.ts';
import { onlyMeant, suggest } from './suggest.ts';

const zoneName = /^[A-Za-z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+){0,2}$/;

/** The IANA zone a text names, in its usual spelling; `undefined` for everything else, bare offsets included. */
export function readZone(text: unknown): string | undefined {
  if (typeof text !== 'string' || text.length > 60 || !zoneName.test(text)) return undefined;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text).timeZoneId;
  } catch {
    return undefined;
  }
}

/** The first readable zone (contact, definition, project); an unreadable one counts as none, and the last resort is UTC. */
export function firstZone(...candidates: readonly unknown[]): string {
  for (const candidate of candidates) {
    const zone = readZone(candidate);
    if (zone !== undefined) return zone;
  }
  return 'UTC';
}

export const timeZone = written<string, string>({ type: 'string', examples: ['Europe/Paris'] }, readTimeZone);

function readTimeZone(input: unknown): Reading<string> {
  const zone = readZone(input);
  if (zone !== undefined) return { value: zone };
  const zones = Intl.supportedValuesOf('timeZone');
  const near = typeof input === 'string' ? suggest(input, zones, {}) : undefined;
  const only = near && onlyMeant(String(input), zones, {});
  const hint = near ? `Did you mean "${near}"?` : 'Write it like "Europe/Paris" or "UTC".';
  const meant = only && { meant: { for: String(input), text: only } };
  return { mistake: { code: 'WM117', message: `${shown(input)} is no time zone.`, hint, ...meant } };
}

const wallTime = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d)?$/;
const calendarDay = /^\d{4}-\d\d-\d\d$/;

/**
 * `2026-03-02 10:00` (or a date alone: the start of that day) in a zone, as an instant; a zone written behind it wins.
 * A wall time skipped by daylight saving moves forward, a repeated one is the first. `undefined` if it is no such text.
 */
export function atInZone(wallText: string, zone: string): string | undefined {
  const [, wall = '', ownZone] = /^(.*?\d)(?: ([A-Za-z]\S*))?$/.exec(wallText.trim()) ?? [];
  const timeZone = ownZone === undefined ? zone : readZone(ownZone);
  if (timeZone === undefined) return undefined;
  return readable(() => {
    if (calendarDay.test(wall)) return isoOf(Temporal.PlainDate.from(wall).toZonedDateTime(timeZone));
    if (!wallTime.test(wall)) return undefined;
    return isoOf(Temporal.PlainDateTime.from(wall).toZonedDateTime(timeZone));
  });
}

const withOffset = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d(:?\d\d)?)$/i;
const withoutOffset = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d(\.\d{1,9})?)?$/i;
const unixTime = /^\d{9,14}$/;

/**
 * A contact's date field as an instant: ISO with offset, ISO without (read in `zone`), a date (start of that day in `zone`),
 * unix seconds or milliseconds. Missing, empty or anything else → `undefined`: the run then stops with "missing-date"
 * instead of guessing.
 */
export function readMoment(value: unknown, zone: string): string | undefined {
  if (typeof value === 'number') return readable(() => fromUnixTime(value));
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return readable(() => {
    if (withOffset.test(text)) return isoOf(Temporal.Instant.from(text));
    if (withoutOffset.test(text)) return isoOf(Temporal.PlainDateTime.from(text).toZonedDateTime(zone));
    if (calendarDay.test(text)) return isoOf(Temporal.PlainDate.from(text).toZonedDateTime(zone));
    return unixTime.test(text) ? fromUnixTime(Number(text)) : undefined;
  });
}

/** As seconds this is the year 5138, as milliseconds 1973: nobody means the first. */
const leastMilliseconds = 1e11;

function fromUnixTime(written: number): string {
  const ms = Math.abs(written) < leastMilliseconds ? written * 1000 : written;
  return isoOf(Temporal.Instant.fromEpochMilliseconds(Math.trunc(ms)));
}

/** Instants are compared as text, which holds for four-digit years only; what lies outside is a typing error anyway. */
export const isInstant = (iso: string): boolean => /^\d{4}-/.test(iso);

function readable(read: () => string | undefined): string | undefined {
  try {
    const iso = read();
    return iso !== undefined && isInstant(iso) ? iso : undefined;
  } catch {
    return undefined;
  }
}

/** ISO-8601 UTC with milliseconds, the one form in which instants are stored and compared. */
export const isoOf = ({ epochMilliseconds }: Temporal.Instant | Temporal.ZonedDateTime): string =>
  new Date(epochMilliseconds).toISOString();

// Every wait is reckoned through here: parsing an instant by `Date` costs a quarter of what Temporal's grammar does.
export const inZone = (iso: string, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(Date.parse(iso)).toZonedDateTimeISO(zone);

const dayNames = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** For people: `Mon 2 Mar 10:00`, with `year: true` `Mon 2 Mar 2026 10:00`. */
export function inZoneText(iso: string, zone: string, { year = false }: { year?: boolean } = {}): string {
  const at = inZone(iso, zone);
  const date = `${dayNames[at.dayOfWeek - 1]} ${at.day} ${monthNames[at.month - 1]}${year ? ` ${at.year}` : ''}`;
  return `${date} ${at.toPlainTime().toString({ smallestUnit: 'minute' })}`;
}
