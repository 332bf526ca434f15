/** Is the loan small against the house? A condition of a team's own: this file, and its line in the list of conditions. */
import * as z from 'zod';
import { defineCondition } from '../../lib/language/define-condition.ts';
import { sayShare, share, WHOLE } from '../../lib/language/share.ts';

export const loanToValue = defineCondition({
  kind: 'loan-to-value',
  says: 'The loan is at most this share of what the house is worth.',
  head: share.describe('The limit: `80%`.'),
  options: z.strictObject({}),
  example: {
    if: '{ loan-to-value: 80% }',
    holds: { fields: { loan: 160_000, houseValue: 200_000 } },
    fails: { fields: { loan: 180_000, houseValue: 200_000 } },
  },
  families: () => ['contact:loan', 'contact:houseValue'],
  asks: ({ head }) => `loan at most ${sayShare(head.parts)} of the house`,
  holds: ({ head }, _found, { contact }) => {
    const { loan, houseValue } = contact.fields;
    return typeof loan === 'number' && typeof houseValue === 'number' && loan * WHOLE <= houseValue * head.parts;
  },
});
