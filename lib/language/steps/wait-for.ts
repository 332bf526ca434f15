/** Waits for the contact to do something, and goes another way when they have not done it in time. */
import * as z from 'zod';
import { defineStep } from '../define-step.ts';
import { after, duration } from '../durations.ts';
import { conditions, steps } from '../markers.ts';

export const waitFor = defineStep({
  kind: 'wait-for',
  group: 'flow',
  says: 'Waits until something holds, looking back first; `else` at the limit.',
  head: conditions.describe('What is awaited: `clicked: welcome`, `event: order.paid`.'),
  options: z.strictObject({
    'up-to': duration.describe('The limit, counted from arrival at the step.'),
    then: steps.optional().describe('Once it has happened.'),
    else: steps.optional().describe('At the limit.'),
  }),
  policy: 'none',
  outcomes: ['happened', 'limit'],
  needs: [],
  example: {
    steps: '- wait-for: { event: project.created }\n  up-to: 3 days\n  else:\n    - send-email: welcome',
    timeline: ['day 3  wait-for  limit', 'day 3  send-email-welcome  sent'],
  },
  toGraph: (step, flow) => [
    flow.waitFor(step, step.head, {
      happened: flow.block(step.then, flow.next),
      limit: flow.block(step.else, flow.next),
    }),
  ],
  due: (step, { now, zone, officeHours }) => ({ at: after(now, step['up-to'], zone, officeHours) }),
});
