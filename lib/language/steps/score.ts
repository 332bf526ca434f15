/** Counts what a contact has shown of interest, or of trouble, so that others may act once it is enough. */
import * as z from 'zod';
import { defineStep } from '../define-step.ts';
import { conditions } from '../markers.ts';

const rule = z.strictObject({
  if: conditions.describe('For whom it counts.'),
  add: z.number().min(-1_000_000).max(1_000_000).describe('How much; less than nothing takes away.'),
});

export const score = defineStep({
  kind: 'score',
  group: 'contact',
  says: "Adds to one of the contact's scores what each rule that holds is worth.",
  head: z
    .string()
    .regex(/^[a-z][A-Za-z0-9-]*$/, 'A score is named in letters: `lead`.')
    .describe('The score: `lead`.'),
  options: z.strictObject({
    rules: z.array(rule).min(1).describe('Each that holds is counted: `{ if: { page: /pricing* }, add: 10 }`.'),
  }),
  policy: 'once-per-visit',
  outcomes: ['scored', 'unchanged', 'gone'],
  needs: ['contacts:write'],
  example: {
    steps:
      '- score: lead\n  rules:\n    - { if: { field: plan, known: false }, add: 10 }\n    - { if: { field: role, is: developer }, add: 5 }',
    timeline: ['day 0  score-lead  scored'],
  },
  toGraph: (step, flow) => [flow.work(step, { scored: flow.next, unchanged: flow.next, gone: flow.next })],
  async run(step, { contactId, effectKey, holds, ports }) {
    const counted = [];
    for (const { if: asked, add } of step.rules) if (await holds(asked)) counted.push(add);
    const sum = counted.reduce((total, add) => total + add, 0);
    if (sum === 0) return { outcome: 'unchanged' };
    const done = await ports.contactChanges.addToScore(contactId, step.head, sum, effectKey);
    return { outcome: done === 'gone' ? 'gone' : 'scored', detail: `${sum > 0 ? '+' : ''}${sum}` };
  },
});
