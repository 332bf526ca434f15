/** Has the contact looked at a page? */
import { defineCondition } from '../define-condition.ts';
import { matchesPage, pagePattern } from '../page-pattern.ts';
import { historyAnswers, lookUpHistory, sayHistory } from './define-history.ts';

export const page = defineCondition({
  ...historyAnswers,
  kind: 'page',
  says: 'The contact visited a tracked page.',
  head: pagePattern,
  example: {
    if: '{ page: /pricing*, within: 7 days }',
    holds: { events: [{ family: 'page', name: '/pricing/pro', minutesAgo: 60 }] },
    fails: { events: [{ family: 'page', name: '/about', minutesAgo: 60 }] },
  },
  families: () => ['page'],
  asks: (asked) => `page ${asked.head}${sayHistory(asked)}`,
  lookUp: (asked, moment) =>
    lookUpHistory(asked, moment, { family: 'page', isOne: (visit) => matchesPage(asked.head, visit.name) }),
});
