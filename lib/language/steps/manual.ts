/** Waits for what only a person can do: a parcel packed, a document checked, a call made. */
import * as z from 'zod';
import { defineStep } from '../define-step.ts';
import { after, duration } from '../durations.ts';
import { partOf } from '../graph.ts';
import { steps } from '../markers.ts';
import { colleague, whoIsMeant } from './define-asking.ts';

export const manual = defineStep({
  kind: 'manual',
  group: 'people',
  says: 'Gives a colleague something to do and waits until they mark it done; `else` at the limit.',
  head: z.string().min(1).max(200).describe('What is to be done; Liquid.'),
  options: z.strictObject({
    to: colleague.prefault('owner'),
    'up-to': duration.describe('The limit, counted from the moment of asking.'),
    guidance: z.string().min(1).max(2000).optional().describe('How it is done, for whoever does it; Liquid.'),
    then: steps.optional().describe('Once it is done.'),
    else: steps.optional().describe('Not done in time, or nobody there to do it.'),
  }),
  policy: 'once-visible',
  outcomes: ['asked', 'completed', 'limit', 'nobody-found'],
  needs: ['follow-ups:write'],
  workflowsOnly: true,
  example: {
    steps: '- manual: Check the contract of {{ contact.email }}\n  id: contract\n  up-to: 3 days',
    do: '  - { after: 1 day, complete: contract }',
    timeline: ['day 0  contract  asked', 'day 1  contract  completed'],
  },
  toGraph(step, flow) {
    const waits = partOf(step, 'done');
    const undone = flow.block(step.else, flow.next);
    const asks = flow.work(step, { asked: waits.id, 'nobody-found': undone });
    const done = flow.waitFor(waits, [], { happened: flow.block(step.then, flow.next), limit: undone });
    return [
      { ...asks, onward: undone },
      { ...done, awaitsTask: true, families: ['task:completed'] },
    ];
  },
  due: (step, { now, zone, officeHours }) => ({ at: after(now, step['up-to'], zone, officeHours) }),
  async run(step, context) {
    const { now, zone, officeHours, ports, text } = context;
    const assigneeId = await whoIsMeant(step.to, context);
    if (!assigneeId) return { outcome: 'nobody-found', reason: step.to };
    const dueAt = after(now, step['up-to'], zone, officeHours);
    const guidance = step.guidance === undefined ? {} : { guidance: text(step.guidance) };
    await ports.followUps.ask({ title: text(step.head), ...guidance, assigneeId, dueAt });
    return { outcome: 'asked', detail: assigneeId, output: { assignee: assigneeId, dueAt } };
  },
});
