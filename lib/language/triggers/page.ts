/** Starts when a known contact looks at a page. */
import * as z from 'zod';
import { type Where, where } from '../comparisons.ts';
import { defineTrigger } from '../define-trigger.ts';
import type { ContactEvent } from '../event.ts';
import { matchesPage, pagePattern } from '../page-pattern.ts';
import { meets } from '../paths.ts';
import { followersNamed, silenceShape, watchSilence } from './define-silence.ts';

const isOne = (trigger: { head: string; where?: Where }, visit: ContactEvent): boolean =>
  matchesPage(trigger.head, visit.name) && meets(visit.data, trigger.where);

export const page = defineTrigger({
  kind: 'page',
  says: 'A tracked page is visited.',
  head: pagePattern,
  options: z.strictObject({
    where: where.optional().describe("Properties of the visit's data it must have."),
    ...silenceShape,
  }),
  example: {
    when: '{ page: /pricing* }',
    starts: { name: '/pricing/pro' },
    ignores: { name: '/about' },
  },
  family: 'page',
  route: () => 'page',
  refersTo: (trigger) => followersNamed(trigger),
  matches: isOne,
  watch: watchSilence({ family: 'page', families: () => ['page'], isOne }),
});
