/** Starts when somebody answers a survey: thanks while it is fresh, help where the answer was a bad one. */
import * as z from 'zod';
import { where } from '../comparisons.ts';
import { defineTrigger } from '../define-trigger.ts';
import { definitionName } from '../names.ts';
import { meets } from '../paths.ts';

export const answered = defineTrigger({
  kind: 'answered',
  says: 'A survey is answered.',
  head: definitionName.describe('The survey, by its name in `surveys/`.'),
  options: z.strictObject({
    where: where.optional().describe('How it must have been answered: question, and value or comparisons.'),
  }),
  example: {
    when: '{ answered: satisfaction, where: { score: { below: 6 } } }',
    starts: { name: 'satisfaction', data: { score: 3 } },
    ignores: { name: 'satisfaction', data: { score: 9 } },
  },
  family: 'answer',
  route: (trigger) => `answer:${trigger.head}`,
  refersTo: (trigger) => [{ kind: 'survey', name: trigger.head, at: 'answered' }],
  matches: (trigger, sent) => sent.name === trigger.head && meets(sent.data, trigger.where),
});
