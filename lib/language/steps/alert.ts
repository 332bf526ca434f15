/** Tells a colleague something now, inside the product: nothing to be done by a date, only to be known. */
import * as z from 'zod';
import { defineStep } from '../define-step.ts';
import { colleague, reads, whoIsMeant } from './define-asking.ts';

export const alert = defineStep({
  kind: 'alert',
  group: 'people',
  says: 'Shows a colleague an alert, once, which they mark as seen.',
  head: colleague.describe('Who is told: `owner`, a team (`team:support`) or an email address.'),
  options: z.strictObject({ text: reads }),
  policy: 'once-visible',
  outcomes: ['alerted', 'nobody-found'],
  needs: ['follow-ups:write'],
  workflowsOnly: true,
  example: {
    steps: '- alert: owner\n  text: "{{ contact.email }} has waited for a day"',
    timeline: ['day 0  alert-owner  alerted'],
  },
  toGraph: (step, flow) => [flow.work(step, { alerted: flow.next, 'nobody-found': flow.next })],
  async run(step, context) {
    const { now, ports, text } = context;
    const assigneeId = await whoIsMeant(step.head, context);
    if (!assigneeId) return { outcome: 'nobody-found', reason: step.head };
    await ports.followUps.ask({ asks: 'look', title: text(step.text), assigneeId, dueAt: now });
    return { outcome: 'alerted', detail: assigneeId, output: { assignee: assigneeId } };
  },
});
