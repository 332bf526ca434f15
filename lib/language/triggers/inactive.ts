/** Starts when somebody has not been heard of for too long: no order for a month, no login for two weeks. */
import * as z from 'zod';
import { sayWhere, where } from '../comparisons.ts';
import { EVER } from '../conditions/define-history.ts';
import { defineTrigger } from '../define-trigger.ts';
import { after, duration } from '../durations.ts';
import { meets } from '../paths.ts';

/** What is told late may have happened before what was told first. */
const NEWEST = 10;

export const inactive = defineTrigger({
  kind: 'inactive',
  says: 'No such event of the contact for so long: once, until there is one again. Whoever never had one counts from the day on which they became known.',
  head: z.string().min(1).max(200).describe("The event's name: `order.paid`."),
  options: z.strictObject({
    for: duration.describe('For so long.'),
    where: where.optional().describe('Only events whose data are like this keep the contact active.'),
  }),
  example: {
    when: '{ inactive: order.paid, for: 30 days }',
    starts: { name: 'order.paid for 30 days', data: { event: 'order.paid' } },
    ignores: { name: 'app.opened for 30 days', data: { event: 'app.opened' } },
    lived: {
      do: '- { after: 1 day, event: order.paid }\n- { after: 29 days, event: order.paid }\n- { after: 40 days, event: order.paid }',
      starts: ['day 60 10:00', 'day 100 10:00'],
    },
  },
  family: 'inactive',
  route: (trigger) => `inactive:${trigger.head}`,
  refersTo: (trigger) => [{ kind: 'event', name: trigger.head, at: 'inactive' }],
  matches: (trigger, { data }) => data.event === trigger.head,
  watch: {
    family: 'inactive',
    name: (trigger, { timeZone }) =>
      [
        trigger.head,
        trigger.where && `where ${sayWhere(trigger.where)}`,
        `for ${trigger.for.text}`,
        timeZone && `in ${timeZone}`,
      ]
        .filter(Boolean)
        .join(' '),
    families: (trigger) => ['contact', `event:${trigger.head}`],
    lookUp: (trigger, { now }) => [
      {
        look: 'events',
        family: 'event',
        name: trigger.head,
        since: EVER,
        until: now,
        atMost: NEWEST,
        newestFirst: true,
        keeps: ({ data }) => meets(data, trigger.where),
      },
    ],
    judge(trigger, { events }, { now, zone, office, contact, since, state = {} }) {
      const last = events.reduce((latest, { at }) => (at > latest ? at : latest), contact.createdAt);
      const dueAt = after(last, trigger.for, zone, office);
      if (dueAt > now) return { state, tells: [], dueAt };
      if (state['told'] === last) return { state, tells: [] };
      const tells = dueAt > since ? [{ id: last, at: dueAt, data: { event: trigger.head, since: last } }] : [];
      return { state: { told: last }, tells };
    },
  },
});
