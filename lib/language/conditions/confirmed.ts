/** Has the contact confirmed a form by the link that we sent? */

import * as z from 'zod';
import { defineCondition } from '../define-condition.ts';
import { definitionName } from '../names.ts';
import {
  happenedOftenEnough,
  hasWindow,
  historyFlipsAt,
  lookUpHistory,
  sayHistory,
  sinceShape,
} from './define-history.ts';

export const confirmed = defineCondition({
  kind: 'confirmed',
  says: 'The form was confirmed by the link in the email that asked for it.',
  head: definitionName.describe('The form.'),
  options: z.strictObject(sinceShape),
  example: {
    if: '{ confirmed: sign-up }',
    holds: { events: [{ family: 'confirmed', name: 'sign-up', minutesAgo: 5 }] },
    fails: { events: [{ family: 'form', name: 'sign-up', minutesAgo: 5 }] },
  },
  families: (asked) => [`confirmed:${asked.head}`],
  refersTo: (asked) => [{ kind: 'form', name: asked.head, at: 'confirmed' }],
  asks: (asked) => `confirmed ${asked.head}${sayHistory(asked)}`,
  lookUp: (asked, moment) => lookUpHistory(asked, moment, { family: 'confirmed', name: asked.head }),
  holds: (_asked, found) => happenedOftenEnough({}, found),
  isTimed: hasWindow,
  flipsAt: historyFlipsAt,
});
