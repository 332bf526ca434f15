/** Starts for many at once, as the clock says: every Monday, on the first of the month, once on a day. */
import * as z from 'zod';
import { defineTrigger } from '../define-trigger.ts';
import { conditions } from '../markers.ts';
import { schedule as scheduleText } from '../schedule-text.ts';

export const SCHEDULE = 'schedule';

export const schedule = defineTrigger({
  kind: 'schedule',
  says: "The time has come, on the definition's clock: whoever it is for enters. A time that comes while the definition is disabled starts nobody; in a pause they enter, and stand still like all others.",
  head: scheduleText.describe(
    'When: `every Monday at 08:00`, `every month on the last day at 17:00`, `every 2 hours`, `once on 2026-11-20 at 08:00`, `cron 30 8 * * MON-FRI`; in the time zone of the definition, else of the project.',
  ),
  options: z.strictObject({
    for: conditions.optional().describe('Which contacts; left out: all of them for whom `if` holds.'),
  }),
  example: {
    when: '{ schedule: every Monday at 08:00, for: { field: plan, is-not: gold } }',
    starts: { name: 'every Monday at 08:00' },
    ignores: { name: 'every Tuesday at 08:00' },
    lived: {
      do: '- { after: 10 days, set: { plan: gold } }',
      starts: ['day 7 08:00'],
    },
  },
  family: SCHEDULE,
  route: (trigger) => `${SCHEDULE}:${trigger.head.text}`,
  matches: (trigger, { name }) => name === trigger.head.text,
});
