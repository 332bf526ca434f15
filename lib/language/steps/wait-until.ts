/** Holds the contact until a moment that suits them: a time of day, a window of hours, a date that is theirs. */
import * as z from 'zod';
import { usualHour, windowOfHour } from '../best-hour.ts';
import { days } from '../days.ts';
import { defineStep, type WaitMoment } from '../define-step.ts';
import { after, before, type Duration, duration } from '../durations.ts';
import { firstSuitable, laterOf } from '../suitable.ts';
import { timeOfDay } from '../time-of-day.ts';
import { datePathsOf, formOf, isWindow, type Until, until } from '../until.ts';
import { nextTimeOfDay, nextWindow } from '../wall-time.ts';
import { isInstant, readMoment } from '../zones.ts';

export const waitUntil = defineStep({
  kind: 'wait-until',
  group: 'flow',
  says: "Waits for a time of day, a window of hours or a date, on the contact's clock.",
  head: until.describe(
    '`09:00`; a window `14:00..16:00`, inside which it goes on at once; a date such as `contact.renewalDate`, or a list of them of which the first that is set counts; `start` of the run; `best-time`, the hour at which the contact opens and clicks most.',
  ),
  options: z.strictObject({
    before: duration.optional().describe('So long before the date.'),
    after: duration.optional().describe('So long after the date or the start.'),
    at: timeOfDay.optional().describe('The first such time of day at or after that moment.'),
    days: days.optional().describe('`weekdays`, `weekend` or a list like `[wed, fri]`.'),
    grace: duration
      .optional()
      .describe('How late it may be picked up and still go the same day; left out: 30 minutes.'),
    'on-missing': z
      .enum(['stop', 'continue'])
      .optional()
      .describe('Without a readable date the run stops (`missing-date`), or goes on at once; left out: `stop`.'),
  }),
  policy: 'none',
  outcomes: ['waited'],
  needs: [],
  example: {
    steps: '- wait: 1 day\n- wait-until: 09:00\n- send-email: welcome',
    timeline: ['day 2 09:00  send-email-welcome  sent'],
  },
  refersTo: (step) => datePathsOf(step.head).map((name) => ({ kind: 'date', name, at: 'wait-until' })),
  toGraph: (step, flow) => [flow.wait(step, flow.next)],
  missable: () => true,
  wantsBestHour: ({ head }) => head === 'best-time',
  due(step, moment) {
    const { head, days } = step;
    const { zone } = moment;
    const form = formOf(head);
    const from = laterOf(moment.now, moment.notBefore);
    if (form === 'time') return { at: nextTimeOfDay(from, head as string, zone, days) };
    if (isWindow(head)) return { at: nextWindow(from, head, zone, days) };
    if (form === 'best-time') return { at: nextWindow(from, windowOfHour(moment.bestHour ?? usualHour), zone, days) };

    const base = dateOf(step, moment);
    if (base === undefined) return step['on-missing'] === 'continue' ? { at: moment.now } : { missing: 'missing-date' };
    // What was over on arrival is over: the contact goes on at once, whatever the hour is by now.
    if (firstSuitable(base, step, zone) <= moment.now) return { at: moment.now };
    return { at: firstSuitable(base, step, zone, moment.notBefore) };
  },
});

/** `undefined` where there is none, or none that can be read. */
function dateOf(
  { head, before: earlier, after: later }: { head: Until; before?: Duration; after?: Duration },
  { value, runStartedAt, zone, officeHours }: WaitMoment,
): string | undefined {
  const date = head === 'start' ? runStartedAt : readMoment(datePathsOf(head).map(value).find(isSet), zone);
  if (date === undefined) return undefined;
  const moved = earlier
    ? before(date, earlier, zone, officeHours)
    : later
      ? after(date, later, zone, officeHours)
      : date;
  return isInstant(moved) ? moved : undefined;
}

const isSet = (found: unknown): boolean => found !== undefined && found !== null && String(found).trim() !== '';
