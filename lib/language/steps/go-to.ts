/** Leads the contact to another step of the same definition, further down or back. */
import * as z from 'zod';
import { defineStep } from '../define-step.ts';
import { stepId } from '../step-options.ts';

export const goTo = defineStep({
  kind: 'go-to',
  group: 'flow',
  says: 'Goes on at another step of this file; a way back needs a wait on it.',
  head: stepId.describe('The step, by its id or its main value.'),
  options: z.strictObject({}),
  policy: 'none',
  outcomes: [],
  needs: [],
  example: {
    steps:
      '- go-to: joined\n  only-if: { field: plan, is: gold }\n- wait: 2 days\n  id: pause\n- add-to-segment: early-birds\n  id: joined',
    timeline: ['day 0  go-to-joined  passed-over', 'day 2  joined  added'],
  },
  toGraph: (step, flow) => [flow.pass(step, step.head)],
});
