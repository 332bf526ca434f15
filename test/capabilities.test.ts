/** Every decision, delay, stop and goal that the language must be able to express, lived through: one way, and the other. */
import { expect, test } from 'vitest';
import { readExamples } from './support/capability-examples.ts';
import { playedOn, scenarioFrom } from './support/executed-cases.ts';
import { errorsOf } from './support/small-project.ts';

const examples = readExamples();

for (const { id, files, scenario: written, refused } of examples.filter((one) => !one.own)) {
  const scenario = scenarioFrom(written.file, written.text);
  const play = playedOn(files);
  const ways = new Set<string>();

  for (const one of scenario.cases) {
    test(`${id} ${one.title}`, async () => {
      const { failures, differences, timeline } = await play(scenario, one);

      expect(failures).toEqual([]);
      expect(differences).toEqual([]);
      ways.add(timeline.map(({ step, outcome, reason, at }) => `${at} ${step} ${outcome} ${reason}`).join('\n'));
    });
  }

  test(`${id} goes one way and the other`, () => {
    expect(ways.size).toBeGreaterThan(1);
  });

  for (const one of refused) {
    test(`${id} ${one.case}, which is refused`, () => {
      expect(errorsOf(one, files).map(({ code }) => code)).toEqual([one.code]);
    });
  }
}

test('every label from C043 to C081 has its example', () => {
  const labels = Array.from({ length: 81 - 43 + 1 }, (_, index) => `C${String(43 + index).padStart(3, '0')}`);

  expect(examples.map(({ id }) => id)).toEqual(labels);
});
