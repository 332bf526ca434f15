/** What has the contact answered in a survey? */
import * as z from 'zod';
import { compares, comparisonShape, comparisonWords, sayComparison } from '../comparisons.ts';
import { defineCondition, eventsIn, type Found } from '../define-condition.ts';
import type { Json } from '../json.ts';
import { definitionName } from '../names.ts';
import { hasWindow, historyFlipsAt, isOfThisRun, sinceOf, sinceShape } from './define-history.ts';

export const answer = defineCondition({
  kind: 'answer',
  says: 'The survey was answered; with `question`, how: the newest answer counts.',
  head: definitionName.describe('The survey.'),
  options: z.strictObject({
    question: z.string().min(1).max(100).optional().describe('The question whose answer is compared.'),
    ...comparisonShape,
    ...sinceShape,
  }),
  example: {
    if: '{ answer: satisfaction, question: score, below: 6 }',
    holds: { events: [{ family: 'answer', name: 'satisfaction', minutesAgo: 5, data: { score: 3 } }] },
    fails: {
      events: [
        { family: 'answer', name: 'satisfaction', minutesAgo: 50, data: { score: 3 } },
        { family: 'answer', name: 'satisfaction', minutesAgo: 5, data: { score: 9 } },
      ],
    },
  },
  families: (asked) => [`answer:${asked.head}`],
  refersTo: (asked) => [{ kind: 'survey', name: asked.head, at: 'answer' }],
  asks: (asked) => ['answer', asked.head, asked.question, sayComparison(asked)].filter(Boolean).join(' '),
  lookUp: (asked, moment) => {
    const since = sinceOf(asked, moment);
    const { question } = asked;
    return {
      look: 'events',
      family: 'answer',
      name: asked.head,
      since,
      atMost: 1,
      newestFirst: true,
      // A survey may be sent page by page: the newest answer to this question.
      keeps: (event) =>
        (question === undefined || Object.hasOwn(event.data, question)) &&
        (!asked.within || event.at >= since) &&
        isOfThisRun(event, { since: asked.since }, moment),
    };
  },
  holds: (asked, found) => {
    if (asked.question === undefined) return eventsIn(found).length > 0;
    const isCompared = comparisonWords.some((word) => asked[word] !== undefined);
    return compares(answerIn(asked.question, found), isCompared ? asked : { known: true });
  },
  saysFound: (asked, found) =>
    asked.question === undefined ? undefined : JSON.stringify(answerIn(asked.question, found) ?? 'no answer'),
  isTimed: hasWindow,
  flipsAt: historyFlipsAt,
});

const answerIn = (question: string, found: Found): Json | undefined => eventsIn(found)[0]?.data[question];
