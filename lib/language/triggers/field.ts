/** Starts when what is known of a contact changes: a new plan, another town, the next stage of life. */
import * as z from 'zod';
import { compares } from '../comparisons.ts';
import { defineTrigger } from '../define-trigger.ts';
import { isPath } from '../path-form.ts';
import { readPath } from '../paths.ts';

const value = z.union([z.string(), z.number(), z.boolean()]);

export const field = defineTrigger({
  kind: 'field',
  says: 'A field of the contact changes; written again as it was, it has not changed.',
  head: z.string().refine(isPath, 'A field, or a path in one: `company.size`.').describe('The field: `plan`.'),
  options: z.strictObject({
    to: z
      .union([value, z.array(value).min(1)])
      .optional()
      .describe('To this value, or one of a list; left out: to any other.'),
  }),
  example: {
    when: '{ field: plan, to: gold }',
    starts: { name: 'plan', data: { from: 'trial', to: 'gold' } },
    ignores: { name: 'plan', data: { from: 'gold', to: 'trial' } },
    lived: {
      do: '- { after: 1 hour, set: { plan: silver } }\n- { after: 1 hour, set: { plan: gold } }',
      starts: ['day 0 12:00'],
    },
  },
  family: 'field',
  route: (trigger) => `field:${trigger.head}`,
  refersTo: (trigger) => [{ kind: 'field', name: trigger.head, at: 'field' }],
  matches: (trigger, { name, data }) =>
    name === trigger.head && (trigger.to === undefined || compares(data.to, { in: [trigger.to].flat() })),
  learns: {
    field: (trigger) => trigger.head.split('.')[0] ?? trigger.head,
    told: (trigger, { before, after }) => ({
      name: trigger.head,
      data: { from: readPath(before, trigger.head) ?? null, to: readPath(after, trigger.head) ?? null },
    }),
  },
});
