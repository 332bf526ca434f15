/** How a run must behave, case by case: each on both engines, and the same on both. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { playedOn, scenarioFrom } from './support/executed-cases.ts';
import { errorsOf, placeOf, type Refusal, smallProject } from './support/small-project.ts';

/** Entries, delays and windows, waits and decisions, sends, live edits, robustness: labels that are never given to another case. */
const labels = {
  A: [1, 4, 5, 6, 7, 8, 9, 10, 12, 15, 16, 17, 18, 19],
  B: [1, 2, 3, 4, 6, 7, 10, 15, 16, 18, 19, 20, 21, 23, 24],
  C: [1, 2, 3, 5, 7, 8, 11, 12, 13, 14, 17, 19],
  D: [1, 2, 3, 7, 8, 10, 11, 13, 14, 15, 16, 17, 18, 19, 21],
  E: [1, 2, 3, 6, 7, 9, 10, 11, 12, 15, 17, 18],
  F: [1, 3, 4, 6],
};

const folder = path.join(import.meta.dirname, 'behaviours');

/** One folder a case, or several where one project does not do: `B6`, `B6-last-resort`. */
const cases = readdirSync(folder)
  .sort()
  .map((name) => {
    const read = (file: string) => [file, readFileSync(path.join(folder, name, file), 'utf8')] as const;
    const texts = readdirSync(path.join(folder, name)).map(read);
    const own = texts.filter(([file]) => !file.endsWith('.scenario.yaml') && file !== 'refused.yaml');
    return {
      label: name.split('-')[0],
      files: smallProject(Object.fromEntries(own.map(([file, text]) => [placeOf(file, text), text]))),
      scenarios: texts
        .filter(([file]) => file.endsWith('.scenario.yaml'))
        .map(([file, text]) => scenarioFrom(file, text)),
      refused: texts.filter(([file]) => file === 'refused.yaml').flatMap(([, text]) => parse(text) as Refusal[]),
    };
  });

for (const { files, scenarios, refused } of cases) {
  const play = playedOn(files);
  for (const scenario of scenarios) {
    for (const one of scenario.cases) {
      test(`${scenario.title}: ${one.title}`, async () => {
        const { failures, differences } = await play(scenario, one);

        expect(failures).toEqual([]);
        expect(differences).toEqual([]);
      });
    }
  }
  for (const one of refused) {
    test(one.case, () => {
      const errors = errorsOf(one);

      expect(errors.map(({ code }) => code)).toEqual([one.code]);
      expect(errors[0]!.hint ?? '', 'no way out is told').not.toBe('');
    });
  }
}

test.each(Object.entries(labels).flatMap(([section, numbers]) => numbers.map((number) => `${section}${number}`)))(
  '%s stands as a case that says so',
  (wanted) => {
    const found = cases.filter(({ label }) => label === wanted);
    const titles = found.flatMap(({ scenarios, refused }) => [
      ...scenarios.map(({ title }) => title),
      ...refused.map((one) => one.case),
    ]);

    expect(titles).not.toEqual([]);
    for (const title of titles) expect(title).toMatch(new RegExp(`^${wanted} `));
  },
);
