/** One of them is enough. */
import * as z from 'zod';
import { defineCondition } from '../define-condition.ts';
import { conditions } from '../markers.ts';

export const any = defineCondition({
  kind: 'any',
  says: 'At least one of the conditions in the list holds.',
  head: conditions,
  options: z.strictObject({}),
  example: {
    if: '{ any: [{ field: plan, is: gold }, { field: plan, is: silver }] }',
    holds: { fields: { plan: 'silver' } },
    fails: { fields: { plan: 'trial' } },
  },
  families: () => [],
  asks: () => 'any',
  joins: (answers) => answers.some(Boolean),
});
