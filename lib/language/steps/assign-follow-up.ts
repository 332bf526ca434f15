/** Hands the contact to a colleague, for the moment when one more message is not the answer. */
import * as z from 'zod';
import { defineStep } from '../define-step.ts';
import { after, duration } from '../durations.ts';
import { stepId } from '../step-options.ts';

export const assignFollowUp = defineStep({
  kind: 'assign-follow-up',
  group: 'people',
  says: 'Gives a colleague or a team a follow-up with a due date.',
  head: z.string().min(1).max(200).describe('What the colleague reads first; Liquid.'),
  options: z.strictObject({
    to: z
      .string()
      .meta({ names: 'colleague' })
      .prefault('owner')
      .describe('`owner`, a team (`team:sales`) or an email address.'),
    due: duration.prefault('2 days').describe('Counted from the moment the step runs: `4 hours`.'),
    fallback: stepId.optional().describe('Step to go to if nobody is found; left out: the next step.'),
  }),
  policy: 'once-visible',
  outcomes: ['assigned', 'nobody-found'],
  needs: ['follow-ups:write'],
  workflowsOnly: true,
  example: {
    steps: '- { assign-follow-up: Call them, id: call, to: owner, due: 1 day }',
    timeline: ['day 0  call  assigned'],
  },
  toGraph: (step, flow) => [flow.work(step, { assigned: flow.next, 'nobody-found': step.fallback ?? flow.next })],
  async run(step, { contactId, now, zone, officeHours, owner, ports, text }) {
    const assigneeId = await ports.colleagues.find(step.to === 'owner' ? owner : step.to, contactId);
    if (!assigneeId) return { outcome: 'nobody-found', reason: step.to };
    const dueAt = after(now, step.due, zone, officeHours);
    await ports.followUps.ask({ title: text(step.head), assigneeId, dueAt });
    return { outcome: 'assigned', detail: assigneeId, output: { assignee: assigneeId, dueAt } };
  },
});
