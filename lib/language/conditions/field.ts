/** Is the contact's record as the journey wants it? */
import * as z from 'zod';
import { compares, comparisonShape, sayComparison } from '../comparisons.ts';
import { defineCondition } from '../define-condition.ts';
import type { Json } from '../json.ts';

export const field = defineCondition({
  kind: 'field',
  says: "Compares a field of the contact's record.",
  head: z.string().min(1).describe('The field: `plan`, `company.size`.'),
  options: z.strictObject(comparisonShape),
  example: {
    if: '{ field: plan, is: gold }',
    holds: { fields: { plan: 'gold' } },
    fails: { fields: { plan: 'trial' } },
  },
  families: (asked) => [`contact:${asked.head.split('.')[0]}`],
  refersTo: (asked) => [{ kind: 'field', name: asked.head, at: 'field' }],
  asks: (asked) => `field ${asked.head} ${sayComparison(asked)}`,
  lookUp: (asked) => ({ look: 'value', path: `contact.${asked.head}` }),
  holds: (asked, found) => compares(found as Json, asked),
});
