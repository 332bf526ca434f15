/** Lets a workflow do for the contact what a journey may not: work for people, money, other systems. */
import * as z from 'zod';
import { defineStep } from '../define-step.ts';
import { after, duration } from '../durations.ts';
import { partOf } from '../graph.ts';
import type { JsonMap } from '../json.ts';

/** A wait without a limit would be a run without an end. */
const longest = { text: '365 days', days: 365 };

export const runWorkflow = defineStep({
  kind: 'run-workflow',
  group: 'definition',
  says: 'Starts a workflow for this contact and goes on, at once or when it is done.',
  head: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/)
    .describe('The workflow.'),
  options: z.strictObject({
    with: z.record(z.string(), z.unknown()).optional().describe("Values for the workflow's `input`."),
    'until-done': z
      .boolean()
      .optional()
      .describe('Waits for its end, whose word is the outcome of this step and whose `output` are its values.'),
    'up-to': duration.optional().describe('The limit of that wait; left out: 365 days.'),
  }),
  policy: 'once-per-visit',
  outcomes: ['started', 'refused', 'limit', '…'],
  outcomesOf: (step) => (step['until-done'] ? undefined : ['started', 'refused']),
  needs: ['runs:start'],
  example: {
    steps: '- run-workflow: call-back\n  with: { reason: looked at pricing }\n  until-done: true',
    timeline: ['day 0  run-workflow-call-back  started', 'day 0  run-workflow-call-back  called'],
  },
  refersTo: (step) => [{ kind: 'definition', name: step.head, at: 'run-workflow' }],
  toGraph(step, flow) {
    if (!step['until-done']) return [flow.work(step, { started: flow.next, refused: flow.next })];
    const done = partOf(step, 'done');
    const starts = flow.work(step, { started: done.id, refused: flow.next });
    const waits = flow.waitFor(done, [], { happened: flow.next, limit: flow.next });
    return [
      { ...starts, onward: flow.next },
      { ...waits, awaitsChild: true },
    ];
  },
  due: (step, { now, zone, officeHours }) => ({ at: after(now, step['up-to'] ?? longest, zone, officeHours) }),
  async run(step, { effectKey, ports, value }) {
    const input = Object.fromEntries(Object.entries(step.with ?? {}).map(([name, written]) => [name, value(written)]));
    const { outcome, reason, run } = await ports.definitions.start({
      definition: step.head,
      input: input as JsonMap,
      effectKey,
      awaited: step['until-done'],
    });
    return { outcome, reason, output: { run } };
  },
});
