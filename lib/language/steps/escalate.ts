/** Raises what has waited too long to those who can move it, before the contact has to ask why nobody answers. */
import * as z from 'zod';
import { defineStep } from '../define-step.ts';
import { after, duration } from '../durations.ts';
import { TerminalError } from '../errors.ts';
import { colleague, reads, whoIsMeant } from './define-asking.ts';

export const escalate = defineStep({
  kind: 'escalate',
  group: 'business',
  says: "Gives a team a follow-up that names the run's record and its open follow-ups; it fails where nobody is there.",
  head: colleague.describe('To whom: a team (`team:support-leads`), `owner` or an email address.'),
  options: z.strictObject({
    reason: reads.optional().describe("Why; Liquid. Left out: the definition's purpose is told."),
    due: duration.prefault('1 day').describe('Counted from the moment the step runs: `4 office hours`.'),
  }),
  policy: 'once-visible',
  outcomes: ['escalated'],
  needs: ['follow-ups:write'],
  workflowsOnly: true,
  example: {
    steps:
      '- assign-follow-up: Call them\n- wait: 1 day\n- escalate: owner\n  reason: Nobody has called {{ contact.email }}',
    timeline: ['day 0  assign-follow-up-call-them  assigned', 'day 1  escalate-owner  escalated'],
  },
  toGraph: (step, flow) => [flow.work(step, { escalated: flow.next })],
  async run(step, context) {
    const { now, zone, officeHours, ports, text, purpose, about } = context;
    const assigneeId = await whoIsMeant(step.head, context);
    // What nobody hears of is not escalated: `on-error` says what follows.
    if (!assigneeId) throw new TerminalError(`Nobody is there to escalate to: ${step.head}.`, { code: 'nobody-found' });
    const open = await ports.followUps.openOnes();
    const escalates = [...(about === undefined ? [] : [about]), ...open.map(({ title }) => title)];
    const title = `Escalated: ${step.reason === undefined ? purpose : text(step.reason)}`;
    const dueAt = after(now, step.due, zone, officeHours);
    await ports.followUps.ask({ title, escalates, assigneeId, dueAt });
    return { outcome: 'escalated', detail: [assigneeId, ...escalates].join(' · '), output: { assignee: assigneeId } };
  },
});
