/** Is something still under way with the contact, a ticket, a return, a deal, that a message should not talk past? */
import * as z from 'zod';
import { defineCondition, eventsIn } from '../define-condition.ts';
import type { ContactEvent } from '../event.ts';
import { familyOfThing, idIn, saysOver, type Thing, things } from '../things.ts';
import { EVER, isOfThisRun, MOST_EVENTS } from './define-history.ts';

export const open = defineCondition({
  kind: 'open',
  says: "One of the contact's tickets, returns, deals, orders or tasks is not over yet, as its newest event says.",
  head: z.enum(things).describe('Known by events such as `ticket.created` and `ticket.solved`.'),
  options: z.strictObject({}),
  example: {
    if: '{ open: ticket }',
    holds: {
      events: [
        { family: 'event', name: 'ticket.created', minutesAgo: 60, data: { ticketId: 1 } },
        { family: 'event', name: 'ticket.created', minutesAgo: 50, data: { ticketId: 2 } },
        { family: 'event', name: 'ticket.solved', minutesAgo: 5, data: { ticketId: 1 } },
      ],
    },
    fails: {
      events: [
        { family: 'event', name: 'ticket.created', minutesAgo: 60, data: { ticketId: 1 } },
        { family: 'event', name: 'ticket.updated', minutesAgo: 5, data: { ticketId: 1, status: 'solved' } },
      ],
    },
  },
  // Which of its events will come next, nobody knows.
  families: ({ head }) => (head === 'task' ? [familyOfThing(head), 'task'] : [familyOfThing(head)]),
  asks: (asked) => `open ${asked.head}`,
  lookUp: (asked, moment) => {
    const keeps = (event: ContactEvent) => isOfThisRun(event, { since: 'ever' }, moment);
    const all = { look: 'events', since: EVER, atMost: MOST_EVENTS, newestFirst: true, keeps } as const;
    const reported = { ...all, family: 'event', namesFrom: `${asked.head}.` };
    return asked.head === 'task' ? [reported, { ...all, family: 'task' }] : [reported];
  },
  holds: (asked, found) => openOnes(asked.head, eventsIn(found)).length > 0,
  saysFound: (asked, found) => openOnes(asked.head, eventsIn(found)).join(', ') || 'none',
});

/** Ids of those whose newest event does not say that they are over; without an id all are one. */
function openOnes(thing: Thing, events: readonly ContactEvent[]): string[] {
  const newest = new Map<string, ContactEvent>();
  for (const event of events) {
    const id = idOf(thing, event);
    const standing = newest.get(id);
    if (!standing || isNewer(event, standing)) newest.set(id, event);
  }
  return [...newest].flatMap(([id, event]) => (isOver(event) ? [] : [id]));
}

/** A follow-up is never opened again, so whoever hears of its end before its beginning is not misled. */
const isNewer = (event: ContactEvent, standing: ContactEvent): boolean =>
  event.family === 'task' ? isOver(event) : standing.receivedAt < event.receivedAt;

const idOf = (thing: Thing, event: ContactEvent): string =>
  // A follow-up has an id of its own, in its own family.
  (event.family === 'task' ? String(event.data['id'] ?? thing) : idIn(thing, event)) ?? thing;

const isOver = (event: ContactEvent): boolean =>
  // What was asked of a colleague is over by any word they say.
  event.family === 'task' ? event.name !== 'created' : saysOver(event);
