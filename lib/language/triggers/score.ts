/** Starts when a score crosses a line: hot enough for sales, or so low that somebody should look. */
import * as z from 'zod';
import { compares } from '../comparisons.ts';
import { defineTrigger } from '../define-trigger.ts';
import { readPath } from '../paths.ts';

export const score = defineTrigger({
  kind: 'score',
  says: "One of the contact's scores crosses the line; whoever is beyond it already starts nothing.",
  head: z
    .string()
    .regex(/^[a-z][A-Za-z0-9-]*$/, 'A score is named in letters: `lead`.')
    .describe('The score: `lead`.'),
  options: z.strictObject({
    'at-least': z.number().optional().describe('It rises to this.'),
    below: z.number().optional().describe('It falls below this.'),
  }),
  example: {
    when: '{ score: lead, at-least: 80 }',
    starts: { name: 'lead', data: { from: 79, to: 80 } },
    ignores: { name: 'lead', data: { from: 80, to: 95 } },
    lived: {
      do: '- { after: 1 hour, set: { scores: { lead: 79 } } }\n- { after: 1 hour, set: { scores: { lead: 85 } } }\n- { after: 1 hour, set: { scores: { lead: 90 } } }',
      starts: ['day 0 12:00'],
    },
  },
  wants: ['at-least', 'below'],
  family: 'score',
  route: (trigger) => `score:${trigger.head}`,
  matches: ({ head, 'at-least': atLeast, below }, { name, data }) => {
    const isBeyond = (found: (typeof data)[string]) => compares(found, { 'at-least': atLeast, below });
    return name === head && isBeyond(data.to) && !isBeyond(data.from);
  },
  learns: {
    field: () => 'scores',
    told: (trigger, { before, after }) => ({
      name: trigger.head,
      data: {
        from: readPath(before, `scores.${trigger.head}`) ?? null,
        to: readPath(after, `scores.${trigger.head}`) ?? null,
      },
    }),
  },
});
