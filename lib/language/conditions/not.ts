/** Turns an answer round; of a list, that not all of it holds. */
import * as z from 'zod';
import { defineCondition } from '../define-condition.ts';
import { conditions } from '../markers.ts';

export const not = defineCondition({
  kind: 'not',
  says: 'The conditions in it do not all hold.',
  head: conditions,
  options: z.strictObject({}),
  example: {
    if: '{ not: { field: plan, is: gold } }',
    holds: { fields: { plan: 'trial' } },
    fails: { fields: { plan: 'gold' } },
  },
  families: () => [],
  asks: () => 'not',
  joins: (answers) => !answers.every(Boolean),
});
