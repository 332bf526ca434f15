/** Starts so long before or after a date that is the contact's own: a renewal, a birthday, the end of a trial. */
import * as z from 'zod';
import { defineTrigger, type WatchMoment } from '../define-trigger.ts';
import { after, before, type Duration, duration, type OfficeHours } from '../durations.ts';
import type { Json, JsonMap } from '../json.ts';
import { isPath } from '../path-form.ts';
import { readPath } from '../paths.ts';
import { firstSuitable } from '../suitable.ts';
import { timeOfDay } from '../time-of-day.ts';
import { inZone, isInstant, isoOf, readMoment } from '../zones.ts';

interface Trigger {
  head: string;
  before?: Duration;
  after?: Duration;
  at?: string;
  yearly?: true;
}

const rootOf = ({ head }: Trigger): string => head.split('.')[0] ?? head;

export const date = defineTrigger({
  kind: 'date',
  says: "A date of the contact's comes: once for each date that is written there, and with `yearly` once a year. A date that was over when it was written, or when the definition went live, starts nothing.",
  head: z
    .string()
    .refine(isPath, 'A field, or a path in one: `contract.endsOn`.')
    .describe('The field that holds the date: `renewalDate`.'),
  options: z.strictObject({
    before: duration.optional().describe('So long before the date.'),
    after: duration.optional().describe('So long after it.'),
    at: timeOfDay.optional().describe("The first such time of day at or after that moment, on the contact's clock."),
    yearly: z.literal(true).optional().describe('On its day of each year: birthdays, anniversaries.'),
  }),
  example: {
    when: '{ date: renewalDate, before: 30 days, at: 09:00 }',
    starts: { name: 'renewalDate 30 days before at 09:00', data: { field: 'renewalDate' } },
    ignores: { name: 'birthday', data: { field: 'birthday' } },
    lived: { do: '- { after: 1 hour, set: { renewalDate: 2026-04-10 } }', starts: ['day 9 09:00'] },
  },
  family: 'date',
  route: (trigger) => `date:${trigger.head}`,
  refersTo: (trigger) => [{ kind: 'field', name: trigger.head, at: 'date' }],
  matches: (trigger, { data }) => data.field === trigger.head,
  watch: {
    family: 'date',
    name: (trigger: Trigger, { timeZone }) =>
      [
        trigger.head,
        trigger.before && `${trigger.before.text} before`,
        trigger.after && `${trigger.after.text} after`,
        trigger.at && `at ${trigger.at}`,
        trigger.yearly && 'each year',
        timeZone && `in ${timeZone}`,
      ]
        .filter(Boolean)
        .join(' '),
    families: (trigger) => ['contact', 'contact:timeZone', `contact:${rootOf(trigger)}`],
    judge: judgeDate,
  },
});

/** Of one date, and in each year: at most once, whatever becomes of the zone in which it is read. */
function judgeDate(trigger: Trigger, _found: unknown, moment: WatchMoment) {
  const { now, contact, since, state, dueAt } = moment;
  const value = readPath(contact.fields, trigger.head) ?? null;
  const changedAt = contact.changedAt?.[rootOf(trigger)] ?? contact.createdAt;
  const isSame = state !== undefined && JSON.stringify(state['value']) === JSON.stringify(value);
  const tells = [];
  // It came before it was moved.
  if (state && !isSame && dueAt !== undefined && dueAt < changedAt)
    tells.push(telling(trigger, state['value'] ?? null, dueAt, Number(state['year'] ?? 0)));

  let floor = isSame ? String(state['upTo']) : since > changedAt ? since : changedAt;
  let next = nextAfter(floor, value, trigger, moment);
  while (next && next.at <= now) {
    tells.push(telling(trigger, value, next.at, next.year));
    floor = next.at;
    next = nextAfter(floor, value, trigger, moment);
  }
  const kept: JsonMap = { value, upTo: floor, ...(next && { year: next.year }) };
  return { state: kept, tells, dueAt: next?.at };
}

function telling({ head }: Trigger, value: Json, at: string, year: number) {
  return { id: `${JSON.stringify(value)} ${year}`, at, data: { field: head, date: value, year } };
}

/** Far enough to find the next February 29, and what is moved by years. */
const MOST_YEARS = 16;

function nextAfter(floor: string, value: Json, trigger: Trigger, moment: WatchMoment) {
  const { zone, office } = moment;
  const written = readMoment(value, zone);
  if (written === undefined) return undefined;
  const base = inZone(written, zone);
  if (!trigger.yearly) {
    const at = momentOf(written, trigger, zone, office);
    return at !== undefined && at > floor ? { at, year: base.year } : undefined;
  }
  const first = Math.max(base.year, inZone(floor, zone).year - MOST_YEARS / 2);
  for (let year = first; year <= first + 2 * MOST_YEARS; year++) {
    // February 29 is February 28 in other years.
    const at = momentOf(isoOf(base.with({ year })), trigger, zone, office);
    if (at !== undefined && at > floor) return { at, year };
  }
  return undefined;
}

function momentOf(written: string, trigger: Trigger, zone: string, office?: OfficeHours): string | undefined {
  const { before: earlier, after: later, at } = trigger;
  const moved = earlier
    ? before(written, earlier, zone, office)
    : later
      ? after(written, later, zone, office)
      : written;
  const suitable = isInstant(moved) ? firstSuitable(moved, { at }, zone) : undefined;
  return suitable !== undefined && isInstant(suitable) ? suitable : undefined;
}
