/** How did a step of this run end: was it approved, sent, answered in time? */
import * as z from 'zod';
import { compares, comparisonShape, sayComparison } from '../comparisons.ts';
import { defineCondition } from '../define-condition.ts';
import { stepId } from '../step-options.ts';

const word = z.string().min(1);
const options = {
  is: word.optional().describe('A word that the step declares: `approved`, `sent`, `happened`, an arm.'),
  'is-not': word.optional().describe('Exactly `not: is`, so true of a step that has not ended yet.'),
  in: z.array(word).min(1).optional().describe('One of these.'),
  known: comparisonShape.known.describe('true: the step has ended; false: it has not.'),
};

export const outcome = defineCondition({
  kind: 'outcome',
  says: 'Compares the word with which a step of this run ended last.',
  head: stepId,
  options: z.strictObject(options),
  wants: Object.keys(options),
  inRunOnly: true,
  example: {
    if: '{ outcome: send-email-welcome, is: skipped }',
    holds: { outcomes: { 'send-email-welcome': 'skipped' } },
    fails: { outcomes: { 'send-email-welcome': 'sent' } },
  },
  families: () => [],
  refersTo: (asked) => [{ kind: 'outcome', name: asked.head, at: 'outcome' }],
  asks: (asked) => `outcome of ${asked.head} ${sayComparison(asked)}`,
  holds: (asked, _found, { run }) => compares(wordOf(asked.head, run?.outcomes), asked),
  saysFound: (asked, _found, { run }) => wordOf(asked.head, run?.outcomes) ?? 'not ended yet',
});

const wordOf = (step: string, outcomes: Record<string, string> | undefined): string | undefined =>
  outcomes && Object.hasOwn(outcomes, step) ? outcomes[step] : undefined;
