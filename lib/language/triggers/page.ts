/** Starts when a known contact looks at a page. */
import * as z from 'zod';
import { where } from '../comparisons.ts';
import { defineTrigger } from '../define-trigger.ts';
import { matchesPage, pagePattern } from '../page-pattern.ts';
import { meets } from '../paths.ts';

export const page = defineTrigger({
  kind: 'page',
  says: 'A tracked page is visited.',
  head: pagePattern,
  options: z.strictObject({ where: where.optional().describe("Properties of the visit's data it must have.") }),
  example: {
    when: '{ page: /pricing* }',
    starts: { name: '/pricing/pro' },
    ignores: { name: '/about' },
  },
  family: 'page',
  route: () => 'page',
  matches: (trigger, visit) => matchesPage(trigger.head, visit.name) && meets(visit.data, trigger.where),
});
