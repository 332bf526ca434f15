/** Has the contact looked at a page? */
import * as z from 'zod';
import { defineCondition } from '../define-condition.ts';
import { matchesPage, pagePattern } from '../page-pattern.ts';
import { happenedOftenEnough, historyShape, lookUpHistory, sayHistory } from './define-history.ts';

export const page = defineCondition({
  kind: 'page',
  says: 'The contact visited a tracked page.',
  head: pagePattern,
  options: z.strictObject(historyShape),
  example: {
    if: '{ page: /pricing*, within: 7 days }',
    holds: { events: [{ family: 'page', name: '/pricing/pro', minutesAgo: 60 }] },
    fails: { events: [{ family: 'page', name: '/about', minutesAgo: 60 }] },
  },
  families: () => ['page'],
  asks: (asked) => `page ${asked.head}${sayHistory(asked)}`,
  lookUp: (asked, moment) =>
    lookUpHistory(asked, moment, { family: 'page', isOne: (visit) => matchesPage(asked.head, visit.name) }),
  holds: (asked, found) => happenedOftenEnough(asked, found),
});
