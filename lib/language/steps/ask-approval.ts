/** Lets somebody who answers for it say yes or no before the contact is promised, charged or sent anything. */
import * as z from 'zod';
import { defineStep } from '../define-step.ts';
import { after, duration } from '../durations.ts';
import { partOf } from '../graph.ts';
import { steps } from '../markers.ts';
import { colleague, reads, whoIsMeant } from './define-asking.ts';

export const askApproval = defineStep({
  kind: 'ask-approval',
  group: 'people',
  says: 'Asks a colleague for a yes or a no and waits for it; `else` without a yes in time.',
  head: colleague.describe('Who decides: `owner`, a team (`team:legal`) or an email address.'),
  options: z.strictObject({
    text: reads,
    'up-to': duration.describe('The limit, counted from the moment of asking.'),
    then: steps.optional().describe('Approved.'),
    else: steps.optional().describe('Rejected, not answered in time, or nobody there to ask.'),
  }),
  policy: 'once-visible',
  outcomes: ['asked', 'approved', 'rejected', 'limit', 'nobody-found'],
  needs: ['follow-ups:write'],
  workflowsOnly: true,
  example: {
    steps:
      '- ask-approval: owner\n  id: discount\n  text: 30% off for {{ contact.email }}?\n  up-to: 2 days\n  else:\n    - stop: refused',
    do: '  - { after: 1 day, approve: discount }',
    timeline: ['day 0  discount  asked', 'day 1  discount  approved'],
  },
  toGraph(step, flow) {
    const waits = partOf(step, 'answer');
    const decides = partOf(step, 'word');
    const refused = flow.block(step.else, flow.next);
    const yes = { if: [{ kind: 'value', head: `${step.id}.word`, is: 'approved' }], word: 'approved' };
    const asks = flow.work(step, { asked: waits.id, 'nobody-found': refused });
    const answer = flow.waitFor(waits, [], { happened: decides.id, limit: refused });
    const word = flow.choose(decides, [{ ...yes, to: flow.block(step.then, flow.next) }], refused, 'rejected');
    return [
      // Whose asking fails for good has no yes.
      { ...asks, onward: refused },
      { ...answer, awaitsTask: true, families: ['task:approved', 'task:rejected'] },
      { ...word, silent: true },
    ];
  },
  due: (step, { now, zone, officeHours }) => ({ at: after(now, step['up-to'], zone, officeHours) }),
  async run(step, context) {
    const { now, zone, officeHours, ports, text } = context;
    const assigneeId = await whoIsMeant(step.head, context);
    if (!assigneeId) return { outcome: 'nobody-found', reason: step.head };
    const dueAt = after(now, step['up-to'], zone, officeHours);
    await ports.followUps.ask({ asks: 'decision', title: text(step.text), assigneeId, dueAt });
    return { outcome: 'asked', detail: assigneeId, output: { assignee: assigneeId, dueAt } };
  },
});
