/** Has the contact done a thing that the team's systems report, how often, for how much? */
import * as z from 'zod';
import { defineCondition } from '../define-condition.ts';
import { historyAnswers, lookUpHistory, sayHistory } from './define-history.ts';

export const event = defineCondition({
  ...historyAnswers,
  kind: 'event',
  says: 'An event of this name was received for the contact.',
  head: z.string().min(1).max(200).describe("The event's name: `project.created`."),
  example: {
    if: '{ event: project.created, within: 7 days }',
    holds: { events: [{ family: 'event', name: 'project.created', minutesAgo: 60 }] },
    fails: { events: [{ family: 'event', name: 'project.opened', minutesAgo: 60 }] },
  },
  families: (asked) => [`event:${asked.head}`],
  refersTo: (asked) => [{ kind: 'event', name: asked.head, at: 'event' }],
  asks: (asked) => `event ${asked.head}${sayHistory(asked)}`,
  lookUp: (asked, moment) => lookUpHistory(asked, moment, { family: 'event', name: asked.head }),
});
