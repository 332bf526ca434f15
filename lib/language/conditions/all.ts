/** Every one of them must hold. */
import * as z from 'zod';
import { defineCondition } from '../define-condition.ts';
import { conditions } from '../markers.ts';

export const all = defineCondition({
  kind: 'all',
  says: 'All of the conditions in the list hold.',
  head: conditions,
  options: z.strictObject({}),
  example: {
    if: '{ all: [{ field: plan, is: gold }, { field: role, known: true }] }',
    holds: { fields: { plan: 'gold', role: 'developer' } },
    fails: { fields: { plan: 'gold' } },
  },
  families: () => [],
  asks: () => 'all',
  joins: (answers) => answers.every(Boolean),
});
