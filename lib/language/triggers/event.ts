/** Starts when the team's systems report that something happened to the contact. */
import * as z from 'zod';
import { where } from '../comparisons.ts';
import { defineTrigger } from '../define-trigger.ts';
import { meets } from '../paths.ts';

export const event = defineTrigger({
  kind: 'event',
  says: 'An event of this name is received.',
  head: z.string().min(1).max(200).describe("The event's name: `trial.started`."),
  options: z.strictObject({ where: where.optional().describe("Properties of the event's data it must have.") }),
  example: {
    when: '{ event: order.paid, where: { total: { above: 100 } } }',
    starts: { name: 'order.paid', data: { total: 120 } },
    ignores: { name: 'order.paid', data: { total: 20 } },
  },
  family: 'event',
  route: (trigger) => `event:${trigger.head}`,
  refersTo: (trigger) => [{ kind: 'event', name: trigger.head, at: 'event' }],
  matches: (trigger, happened) => happened.name === trigger.head && meets(happened.data, trigger.where),
});
