/** Our bus on the laptop beside AWS's own event-ruler: what is delivered here is what would be delivered there. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '../../../lib/language/json.ts';
import { compilePattern, type EventPattern } from '../../../lib/local/bus/event-pattern.ts';
import { aQuestion, aStrangeQuestion } from './generate-patterns.ts';
import { askRuler, type Question, type Ruling } from './judge.ts';

const isFull = process.env.WAYMARK_FULL === '1';
const seed = Number(process.env.WAYMARK_SEED ?? 1);
const PATTERNS = 5_000;
const seeds = Array.from({ length: isFull ? 20 : 1 }, (_, index) => seed + index);

function ourRuling({ pattern, events }: Question): Ruling {
  try {
    const lets = compilePattern(pattern as EventPattern);
    return events.map((event) => lets(event));
  } catch (error) {
    if (error instanceof SyntaxError) return { refused: error.message };
    throw error;
  }
}

/** Where both read the pattern: every event judged otherwise, with what we said. */
function differences(questions: readonly Question[], rulings: readonly Ruling[]): string[] {
  return questions.flatMap((question, at) => {
    const [ours, theirs] = [ourRuling(question), rulings[at]!];
    if (!Array.isArray(theirs))
      return Array.isArray(ours) ? [`${JSON.stringify(question.pattern)} is ${theirs.refused}`] : [];
    if (!Array.isArray(ours)) return [];
    return question.events.flatMap((event, index) =>
      ours[index] === theirs[index] ? [] : [`${say(question.pattern)} on ${say(event)}: ${ours[index]} with us`],
    );
  });
}

const say = (value: Json) => JSON.stringify(value);
const isJudged = (ruling: Ruling): ruling is boolean[] => Array.isArray(ruling);

test.each(seeds)('lets through what EventBridge lets through, lists of maps included (seed %i)', (one) => {
  const questions = fc.sample(aQuestion, { numRuns: PATTERNS, seed: one });

  const rulings = askRuler(questions);

  expect(differences(questions, rulings).slice(0, 10)).toEqual([]);
  expect(
    questions.filter((one) => !Array.isArray(ourRuling(one))),
    'refused by us',
  ).toEqual([]);
  const judged = rulings.filter(isJudged).flat();
  const through = judged.filter(Boolean).length;
  console.log('event patterns', { patterns: questions.length, events: judged.length, through });
  expect(through).toBeGreaterThan(judged.length / 10);
  expect(through).toBeLessThan((judged.length * 9) / 10);
});

test('refuses aloud what it does not read, and all that EventBridge refuses', () => {
  const questions = fc.sample(aStrangeQuestion, { numRuns: PATTERNS / 5, seed });

  const rulings = askRuler(questions);

  expect(differences(questions, rulings).slice(0, 10)).toEqual([]);
  const ours = questions.map(ourRuling);
  console.log('strange patterns', {
    patterns: questions.length,
    refusedByRuler: rulings.filter((ruling) => !isJudged(ruling)).length,
    refusedByUs: ours.filter((ruling) => !isJudged(ruling)).length,
  });
  expect(ours.filter(isJudged)).toEqual([]);
});
