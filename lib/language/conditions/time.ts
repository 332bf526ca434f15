/** Is it the right hour and day for this, on the contact's own clock? */
import * as z from 'zod';
import { days } from '../days.ts';
import { defineCondition } from '../define-condition.ts';
import { timeOfDay } from '../time-of-day.ts';
import { nextTurnOfTime, type TimeSpan, timeHolds } from '../time-span.ts';

const date = z.iso.date('A date is written `2026-11-20`.');

export const time = defineCondition({
  kind: 'time',
  says: "It is now between these hours, on these days, in the contact's zone.",
  head: z
    .strictObject({
      from: timeOfDay.optional().describe('From this time of day; left out: midnight.'),
      to: timeOfDay.optional().describe('Until just before this one; earlier than `from`: on the next day.'),
      days: days.optional().describe('`weekdays`, `weekend` or a list; of the day on which the hours began.'),
      'from-date': date.optional().describe('From this date on.'),
      'to-date': date.optional().describe('To this date, which is still one of them.'),
    })
    .refine((span) => Object.values(span).some((part) => part !== undefined), 'Say when: `{ from: 09:00, to: 17:00 }`.')
    .describe('`{ from: 09:00, to: 17:00, days: weekdays }`.'),
  options: z.strictObject({}),
  example: {
    if: '{ time: { from: "22:00", to: "06:00", days: [fri] } }',
    holds: { now: '2026-03-07T00:30:00.000Z' },
    fails: { now: '2026-03-06T00:30:00.000Z' },
  },
  families: () => [],
  asks: (asked) => `time ${sayTime(asked.head)}`,
  holds: (asked, _found, { now, zone }) => timeHolds(asked.head, now, zone),
  flipsAt: (asked, _found, { now, zone }) => nextTurnOfTime(asked.head, now, zone),
});

function sayTime({ from, to, days: on, 'from-date': first, 'to-date': last }: TimeSpan): string {
  const hours = from || to ? `${from ?? '00:00'}..${to ?? '24:00'}` : undefined;
  return [hours, on && `on ${on.join(', ')}`, first && `from ${first}`, last && `to ${last}`].filter(Boolean).join(' ');
}
