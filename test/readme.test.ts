/** The README is followed word for word: what it tells a newcomer to write must check, compile and pass. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { readFiles } from '../bin/load-project.ts';
import { compileProject } from '../lib/compiler/project.ts';
import { checkProject } from '../lib/language/check/project.ts';
import { readScenario } from '../lib/simulator/scenario/read-scenario.ts';
import { runScenario } from '../lib/simulator/scenario/run-scenario.ts';
import { projectRoot } from './support/imports.ts';

const readme = readFileSync(path.join(projectRoot, 'README.md'), 'utf8');

/** A path in backquotes, and the first fenced block behind it. */
const written = [...readme.matchAll(/`(statemachines\/[a-z/.-]+)`[^`]*?\n```(?:yaml)?\n([\s\S]*?)```/g)].map(
  ([, file = '', text = '']) => ({ path: file, text }),
);

test('the first journey of the README checks without a word and passes its scenario', async () => {
  expect(written.map((file) => file.path)).toEqual([
    'statemachines/journeys/first-project.yaml',
    'statemachines/templates/first-project-tips.email.mjml',
    'statemachines/templates/first-project-nudge.sms.txt',
    'statemachines/journeys/first-project.scenario.yaml',
  ]);
  const checked = checkProject([...(await readFiles(projectRoot)), ...written]);
  expect(checked.diagnostics).toEqual([]);
  const compiled = await compileProject(checked);
  expect(compiled.diagnostics).toEqual([]);
  const { scenario, diagnostics } = readScenario(written[3]!.path, written[3]!.text);
  expect(diagnostics).toEqual([]);
  const report = await runScenario(scenario!, compiled);
  expect(report.cases.map(({ title, failures }) => ({ title, failures }))).toEqual([
    { title: 'clicks, and gets no text message', failures: [] },
    { title: 'never looks, and is nudged by day', failures: [] },
  ]);
});

test('every command of the README is a script or a command that exists', () => {
  const scripts = JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')).scripts as Record<
    string,
    string
  >;
  const named = [...readme.matchAll(/npm (?:run )?(start|test|[a-z]+)\b/g)]
    .map(([, name = '']) => name)
    .filter((name) => name !== 'and');
  for (const name of named) if (name !== 'ci') expect(Object.keys(scripts)).toContain(name);
});

test('every picture and file that the README links to is there', () => {
  const linked = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, file = '']) => file);
  expect(linked.length).toBeGreaterThan(0);
  for (const file of linked) expect(() => readFileSync(path.join(projectRoot, file))).not.toThrow();
});
