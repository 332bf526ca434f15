/** Is the contact's score high enough, or too low? */
import * as z from 'zod';
import { compares, comparisonShape, sayComparison } from '../comparisons.ts';
import { defineCondition } from '../define-condition.ts';
import type { Json } from '../json.ts';

const { above, below, is, known } = comparisonShape;
const options = {
  'at-least': comparisonShape['at-least'],
  'at-most': comparisonShape['at-most'],
  above,
  below,
  is,
  known,
};

export const score = defineCondition({
  kind: 'score',
  says: "Compares one of the contact's scores; a score that nobody has counted yet is not known.",
  head: z
    .string()
    .regex(/^[a-z][A-Za-z0-9-]*$/, 'A score is named in letters: `lead`.')
    .describe('The score: `lead`.'),
  options: z.strictObject(options),
  wants: Object.keys(options),
  example: {
    if: '{ score: lead, at-least: 50 }',
    holds: { fields: { scores: { lead: 50 } } },
    fails: { fields: { scores: { lead: 49 } } },
  },
  families: () => ['contact:scores'],
  asks: (asked) => `score ${asked.head} ${sayComparison(asked)}`,
  lookUp: (asked) => ({ look: 'value', path: `contact.scores.${asked.head}` }),
  holds: (asked, found) => compares(found as Json, asked),
});
