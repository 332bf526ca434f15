/** Lets a workflow do for the contact what a journey may not: work for people, money, other systems. */
import * as z from 'zod';
import { defineStep } from '../define-step.ts';
import type { JsonMap } from '../json.ts';

export const runWorkflow = defineStep({
  kind: 'run-workflow',
  group: 'definition',
  says: 'Starts a workflow for this contact and goes on.',
  head: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/)
    .describe('The workflow.'),
  options: z.strictObject({
    with: z.record(z.string(), z.unknown()).optional().describe("Values for the workflow's `input`."),
  }),
  policy: 'once-per-visit',
  outcomes: ['started', 'refused'],
  needs: ['runs:start'],
  example: {
    steps: '- run-workflow: call-back\n  with: { reason: looked at pricing }',
    timeline: ['day 0  run-workflow-call-back  started'],
  },
  refersTo: (step) => [{ kind: 'definition', name: step.head, at: 'run-workflow' }],
  toGraph: (step, flow) => [flow.work(step, { started: flow.next, refused: flow.next })],
  async run(step, { effectKey, ports, value }) {
    const input = Object.fromEntries(Object.entries(step.with ?? {}).map(([name, written]) => [name, value(written)]));
    const { outcome, reason, run } = await ports.definitions.start({
      definition: step.head,
      input: input as JsonMap,
      effectKey,
    });
    return { outcome, reason, output: { run } };
  },
});
