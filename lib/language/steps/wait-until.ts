/** Holds the contact until a time of day, or a window of hours, that suits them. */
import * as z from 'zod';
import { defineStep } from '../define-step.ts';
import { duration } from '../durations.ts';
import { days, nextTimeOfDay, nextWindow, timeOrWindow } from '../wall-time.ts';

export const waitUntil = defineStep({
  kind: 'wait-until',
  group: 'flow',
  says: "Waits for a time of day or a window of hours in the contact's zone.",
  head: timeOrWindow.describe('`09:00`, or a window `14:00..16:00`, inside which it goes on at once.'),
  options: z.strictObject({
    days: days.optional().describe('`weekdays`, `weekend` or a list like `[wed, fri]`.'),
    grace: duration
      .optional()
      .describe('How late it may be picked up and still go the same day; left out: 30 minutes.'),
  }),
  policy: 'none',
  outcomes: ['waited'],
  needs: [],
  example: {
    steps: '- wait: 1 day\n- wait-until: 09:00\n- send-email: welcome',
    timeline: ['day 2 09:00  send-email-welcome  sent'],
  },
  toGraph: (step, flow) => [flow.wait(step, flow.next)],
  missable: true,
  due: (step, { now, zone }) => ({
    at:
      typeof step.head === 'object' && 'from' in step.head
        ? nextWindow(now, step.head, zone, step.days)
        : nextTimeOfDay(now, step.head, zone, step.days),
  }),
});
