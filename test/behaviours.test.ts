/** How a run must behave, case by case: each on both engines, and the same on both. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { checkProject } from '../lib/language/check/project.ts';
import { placeOf, playedOn, scenarioFrom, smallProject } from './support/executed-cases.ts';

const folder = path.join(import.meta.dirname, 'behaviours');

/** Delays and windows, waits and decisions, robustness: a label each, which is never given to another case. */
const wanted = {
  B: [1, 2, 3, 4, 6, 7, 10, 15, 16, 18, 19, 20, 21, 23, 24],
  C: [1, 2, 3, 5, 7, 8, 11, 12, 13, 14, 17, 19],
  F: [1, 3, 4, 6],
};

interface Refusal {
  case: string;
  code: string;
  steps: string;
}

const texts = (id: string): [string, string][] =>
  readdirSync(path.join(folder, id)).map((name) => [name, readFileSync(path.join(folder, id, name), 'utf8')]);

const isScenario = (name: string) => name.endsWith('.scenario.yaml');

for (const id of readdirSync(folder).sort()) {
  const all = texts(id);
  const project = Object.fromEntries(
    all
      .filter(([name]) => !isScenario(name) && name !== 'refused.yaml')
      .map(([name, text]) => [placeOf(name, text), text]),
  );
  const play = playedOn(project);

  for (const [name, text] of all.filter(([one]) => isScenario(one))) {
    const scenario = scenarioFrom(name, text);
    for (const one of scenario.cases) {
      test(`${scenario.title}: ${one.title}`, async () => {
        const { failures, differences } = await play(scenario, one);

        expect(failures).toEqual([]);
        expect(differences).toEqual([]);
      });
    }
  }

  for (const [, text] of all.filter(([name]) => name === 'refused.yaml')) {
    for (const { case: title, code, steps } of parse(text) as Refusal[]) {
      test(title, () => {
        const files = smallProject({ 'journeys/refused.yaml': journeyAround(steps) });
        const { diagnostics } = checkProject(
          Object.entries(files).map(([file, content]) => ({ path: `statemachines/${file}`, text: content })),
        );
        const errors = diagnostics.filter(({ severity }) => severity === 'error');

        expect(errors.map((one) => one.code)).toEqual([code]);
        expect(errors[0]!.hint ?? '', 'no way out is told').not.toBe('');
      });
    }
  }
}

const journeyAround = (steps: string) => `journey: refused
purpose: What must not go live
owner: owner@example.com
topic: news
when: [{ event: signed-up }]
steps:
${steps.replaceAll(/^/gm, '  ')}`;

describe('every label', () => {
  const ids = Object.entries(wanted).flatMap(([section, numbers]) => numbers.map((number) => `${section}${number}`));

  test.each(ids)('%s stands as a case that says so', (id) => {
    const titles = texts(id).flatMap(([name, text]) =>
      isScenario(name)
        ? [scenarioFrom(name, text).title]
        : name === 'refused.yaml'
          ? (parse(text) as Refusal[]).map((one) => one.case)
          : [],
    );

    expect(titles).not.toEqual([]);
    for (const title of titles) expect(title).toMatch(new RegExp(`^${id} `));
  });
});
