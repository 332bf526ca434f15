/** Leaves the contact in peace for a while. */
import * as z from 'zod';
import { defineStep } from '../define-step.ts';
import { after, duration } from '../durations.ts';
import { days, nextAllowedDay, nextTimeOfDay, timeOfDay } from '../wall-time.ts';

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
  toGraph: (step, flow) => [flow.wait(step, flow.next)],
  due(step, { now, zone, officeHours }) {
    const passed = after(now, step.head, zone, officeHours);
    if (step.at) return { at: nextTimeOfDay(passed, step.at, zone, step.days) };
    return { at: step.days ? nextAllowedDay(passed, zone, step.days) : passed };
  },
});
