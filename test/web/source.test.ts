/** A click in the drawing leads the operator to the author's own line. */
import { describe, expect, test } from 'vitest';
import { branchLine } from '../../web/console/journey/branch-line.ts';
import { wordsOf } from '../../web/console/journey/yaml-words.ts';
import { trialText, trialView } from './stand-in/trial-activation.ts';

const lineOf = (id: string) => trialView.nodes.find(({ node }) => node.id === id)?.line ?? 0;
const written = (line: number) => trialText.split('\n')[line - 1]?.trim();

describe('a click on an outcome', () => {
  test.each([
    { case: 'happened', step: 'wait-for', outcome: 'happened', line: 20, text: 'then:' },
    { case: 'limit', step: 'wait-for', outcome: 'limit', line: 22, text: 'else:' },
    { case: 'first path', step: 'decide', outcome: '1', line: 27, text: '- if: { page: /pricing*, within: 7 days }' },
    { case: 'second path', step: 'decide', outcome: '2', line: 31, text: '- if: { field: role, is: developer }' },
    { case: 'else of a decision', step: 'decide', outcome: 'else', line: 34, text: 'else:' },
  ])('shows the operator where the branch begins: $case', ({ step, outcome, line, text }) => {
    expect(branchLine(trialText, lineOf(step), [outcome])).toBe(line);
    expect(written(line)).toBe(text);
  });

  test('shows the step itself where the author left the branch out', () => {
    const text =
      'steps:\n  - wait-for: { event: order.paid }\n    up-to: 1 day\n  - if: { field: a, is: b }\n    else: []\n';
    expect(branchLine(text, 2, ['limit'])).toBe(2);
    expect(branchLine(text, 4, ['else'])).toBe(5);
  });
});

describe('the source text', () => {
  test('keeps every character of every line', () => {
    for (const line of trialText.split('\n'))
      expect(
        wordsOf(line)
          .map(({ text }) => text)
          .join(''),
      ).toBe(line);
  });

  test('tells keys, notes and quoted text apart', () => {
    expect(wordsOf('  - text: "a: #1" # why').filter(({ is }) => is)).toEqual([
      { text: '-', is: 'sign' },
      { text: 'text', is: 'key' },
      { text: '"a: #1"', is: 'text' },
      { text: '# why', is: 'note' },
    ]);
    expect(wordsOf('at: 09:00').map(({ text }) => text)).toEqual(['at', ': 09:00']);
  });
});
