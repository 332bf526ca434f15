/** Was the newest one of its kind as it should be? What came before it no longer counts. */
import * as z from 'zod';
import { sayWhere, where } from '../comparisons.ts';
import { defineCondition, eventsIn } from '../define-condition.ts';
import { meets } from '../paths.ts';
import { hasWindow, historyFlipsAt, isOfThisRun, sinceOf, sinceShape } from './define-history.ts';

export const lastEvent = defineCondition({
  kind: 'last-event',
  says: 'The newest event of this name meets `where`; none at all does not.',
  head: z.string().min(1).max(200).describe("The event's name: `order.paid`."),
  options: z.strictObject({
    where: where.describe("Properties of the event's data, each with a value or comparisons."),
    ...sinceShape,
  }),
  example: {
    if: '{ last-event: order.paid, where: { total: { above: 100 } }, since: ever }',
    holds: {
      events: [
        { family: 'event', name: 'order.paid', minutesAgo: 60, data: { total: 20 } },
        { family: 'event', name: 'order.paid', minutesAgo: 30, data: { total: 150 } },
      ],
    },
    fails: {
      events: [
        { family: 'event', name: 'order.paid', minutesAgo: 60, data: { total: 150 } },
        { family: 'event', name: 'order.paid', minutesAgo: 30, data: { total: 20 } },
      ],
    },
  },
  families: (asked) => [`event:${asked.head}`],
  refersTo: (asked) => [{ kind: 'event', name: asked.head, at: 'last-event' }],
  asks: (asked) => `last event ${asked.head} where ${sayWhere(asked.where)}`,
  lookUp: (asked, moment) => {
    const since = sinceOf(asked, moment);
    return {
      look: 'events',
      family: 'event',
      name: asked.head,
      since,
      atMost: 1,
      newestFirst: true,
      keeps: (event) => (!asked.within || event.at >= since) && isOfThisRun(event, { since: asked.since }, moment),
    };
  },
  holds: (asked, found) => eventsIn(found).some(({ data }) => meets(data, asked.where)),
  saysFound: (_asked, found) =>
    eventsIn(found)
      .map(({ data }) => JSON.stringify(data))
      .at(0) ?? 'never',
  isTimed: hasWindow,
  flipsAt: historyFlipsAt,
});
