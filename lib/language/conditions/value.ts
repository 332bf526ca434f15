/** Is what a step found, what started the run, or what it was given as the journey wants it? */
import * as z from 'zod';
import { hasAge, nextTurn } from '../ages.ts';
import { compares, sayComparison, valueComparisonShape, valueComparisonWords } from '../comparisons.ts';
import { defineCondition } from '../define-condition.ts';
import type { Json } from '../json.ts';
import { isPath } from '../path-form.ts';
import { familyOfThing, isRecordKind } from '../things.ts';

export const value = defineCondition({
  kind: 'value',
  says: 'Compares what stands at a path.',
  head: z
    .string()
    .refine(isPath, 'A path is names joined by dots: `event.total`.')
    .describe(
      'A path that begins at `contact`, `event`, `entry`, `input`, the record that the run is about (`ticket`) or the id of a step: `event.total`.',
    ),
  options: z.strictObject(valueComparisonShape),
  wants: valueComparisonWords,
  example: {
    if: '{ value: entry.channel, is: app }',
    holds: { entry: { family: 'event', name: 'app.opened', data: { channel: 'app' } } },
    fails: { entry: { family: 'form', name: 'sign-up' } },
  },
  families: (asked) => {
    const [root, name] = asked.head.split('.');
    if (isRecordKind(root)) return [familyOfThing(root)];
    return root === 'contact' && name !== undefined ? [`contact:${name}`] : [];
  },
  refersTo: (asked) =>
    asked.head.startsWith('contact.')
      ? [{ kind: 'field', name: asked.head.replace('contact.', ''), at: 'value' }]
      : [{ kind: 'path', name: asked.head, at: 'value' }],
  asks: (asked) => `${asked.head} ${sayComparison(asked)}`,
  lookUp: (asked) => ({ look: 'value', path: asked.head }),
  holds: (asked, found, moment) => compares(found as Json, asked, moment),
  isTimed: (asked) => hasAge(asked),
  flipsAt: (asked, found, moment) => nextTurn(found as Json, asked, moment),
});
