/** Is the contact's record as the journey wants it, and for how long has it been? */
import * as z from 'zod';
import { earliest, hasAge, nextTurn } from '../ages.ts';
import { compares, sayComparison, valueComparisonShape, valueComparisonWords } from '../comparisons.ts';
import type { Contact } from '../contact.ts';
import { defineCondition } from '../define-condition.ts';
import { after, duration } from '../durations.ts';
import type { Json } from '../json.ts';
import { isPath } from '../path-form.ts';

export const field = defineCondition({
  kind: 'field',
  says: "Compares a field of the contact's record.",
  head: z
    .string()
    .refine(isPath, 'A field is names joined by dots: `company.size`.')
    .describe('The field: `plan`, `company.size`.'),
  options: z.strictObject({
    ...valueComparisonShape,
    for: duration.optional().describe('Unchanged for so long: counted from the last change, not from the last write.'),
  }),
  wants: [...valueComparisonWords, 'for'],
  example: {
    if: '{ field: plan, is: gold }',
    holds: { fields: { plan: 'gold' } },
    fails: { fields: { plan: 'trial' } },
  },
  families: (asked) => [`contact:${rootOf(asked.head)}`],
  refersTo: (asked) => [{ kind: 'field', name: asked.head, at: 'field' }],
  asks: (asked) =>
    ['field', asked.head, sayComparison(asked), asked.for && `for ${asked.for.text}`].filter(Boolean).join(' '),
  lookUp: (asked) => ({ look: 'value', path: `contact.${asked.head}` }),
  holds: (asked, found, moment) =>
    compares(found as Json, asked, moment) &&
    (!asked.for || after(changedAt(asked.head, moment.contact), asked.for, moment.zone) <= moment.now),
  isTimed: (asked) => hasAge(asked) || asked.for !== undefined,
  flipsAt(asked, found, moment) {
    const steady = asked.for && after(changedAt(asked.head, moment.contact), asked.for, moment.zone);
    return earliest([
      nextTurn(found as Json, asked, moment),
      steady !== undefined && steady > moment.now ? steady : undefined,
    ]);
  },
});

const rootOf = (path: string): string => path.split('.')[0]!;

/** A field that never changed is as old as the contact. */
const changedAt = (path: string, { changedAt: known, createdAt }: Contact): string =>
  (known && Object.hasOwn(known, rootOf(path)) ? known[rootOf(path)] : undefined) ?? createdAt;
