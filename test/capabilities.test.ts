/** Every trigger, decision, delay, stop and goal that the language must be able to express, lived through: one way, and the other. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { decisionsPage } from '../bin/decisions-page.ts';
import { anchor } from '../lib/language/reference/markdown.ts';
import { readExamples } from './support/capability-examples.ts';
import { playedOn, scenarioFrom } from './support/executed-cases.ts';
import { projectRoot } from './support/imports.ts';
import { errorsOf } from './support/small-project.ts';
import { playWith } from './support/with-own-kind.ts';

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

for (const { id, files, scenario, own } of examples.filter((one) => one.own)) {
  test(`${id} is answered by \`${own}\`, once it has its file and its line`, () => {
    const { diagnostics, cases } = playWith(own!, { files, scenario });

    expect(diagnostics).toEqual([]);
    expect(cases.length).toBeGreaterThan(1);
    for (const { failures, differences } of cases) expect([...failures, ...differences]).toEqual([]);
  });
}

test('every label from C014 to C081 and C123 has its example', () => {
  const ranges = [
    [14, 81],
    [123, 123],
  ] as const;
  const labels = ranges.flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, index) => `C${String(from + index).padStart(3, '0')}`),
  );

  expect(examples.map(({ id }) => id)).toEqual(labels);
});

test('every word of the page of decisions leads to its entry in the language', () => {
  const page = readFileSync(path.join(projectRoot, 'docs/language.md'), 'utf8');
  const entries = new Set([...page.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchor(heading)));
  const words = [...decisionsPage(examples).matchAll(/\(language\.md#([^)]+)\)/g)].map(([, to]) => to);

  expect(words.length).toBeGreaterThan(examples.length);
  expect(words.filter((word) => !entries.has(word!))).toEqual([]);
});
