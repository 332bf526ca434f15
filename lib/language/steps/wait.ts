/** Leaves the contact in peace for a while. */
import * as z from 'zod';
import { defineStep } from '../define-step.ts';
import { after, duration } from '../durations.ts';
import { firstSuitable } from '../suitable.ts';
import { days, timeOfDay } from '../wall-time.ts';

export const wait = defineStep({
  kind: 'wait',
  group: 'flow',
  says: 'Waits for a length of time; days keep the time of day where the contact is.',
  head: duration.describe('`3 days`, `1 hour 30 minutes`, `2 working days`.'),
  options: z.strictObject({
    at: timeOfDay.optional().describe('Goes on at the first such time of day that is at or after the delay.'),
    days: days.optional().describe('Goes on only on these days.'),
  }),
  policy: 'none',
  outcomes: ['waited'],
  needs: [],
  example: {
    steps: '- wait: 2 days\n- send-email: welcome',
    timeline: ['day 2  send-email-welcome  sent'],
  },
  idFrom: (head) => head.text,
  lasts: true,
  toGraph: (step, flow) => [flow.wait(step, flow.next)],
  // A length of time that is over is over; a time of day, or a day, can be missed.
  missable: ({ at, days }) => at !== undefined || days !== undefined,
  due: (step, { now, zone, officeHours, notBefore }) => ({
    at: firstSuitable(after(now, step.head, zone, officeHours), step, zone, notBefore),
  }),
});
