/** Definitions in TypeScript stand beside those in YAML and are checked, compiled and tested like them. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadProject } from '../../bin/load-project.ts';
import { readScenario } from '../../lib/simulator/scenario/read-scenario.ts';
import { runScenario } from '../../lib/simulator/scenario/run-scenario.ts';
import { projectRoot } from '../support/imports.ts';
import { emailTemplate, settingsFile } from '../support/project.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'waymark-'));
  for (const folder of ['journeys', 'templates'])
    mkdirSync(path.join(root, 'statemachines', folder), { recursive: true });
  symlinkSync(path.join(projectRoot, 'lib'), path.join(root, 'lib'));
  write('waymark.yaml', settingsFile);
  write('templates/hello.email.mjml', emailTemplate());
});
afterEach(() => rmSync(root, { recursive: true }));

const write = (file: string, text: string) => writeFileSync(path.join(root, 'statemachines', file), text);

const journey = (steps: string) => `import { defineJourney } from '../../lib/language/define.ts';

export default defineJourney({
  journey: 'typed',
  purpose: 'Example',
  owner: 'owner@example.com',
  topic: 'news',
  when: [{ event: 'thing.happened' }],
  steps: ${steps},
});
`;

test('a contact walks a journey written in TypeScript', async () => {
  write('journeys/typed.ts', journey("[{ wait: '1 day' }, { 'send-email': 'hello' }]"));
  const { compiled, diagnostics } = await loadProject(root);
  expect(diagnostics).toEqual([]);

  const text = `scenario: typed
start: 2026-03-02 10:00
contacts: [{ id: ann, email: ann@example.com, time-zone: UTC, consent: [news] }]
do:
  - event: thing.happened
  - { after: 5 days }
expect:
  - { email: hello, at: day 1 10:00 }
  - { ends: finished }
`;
  const { scenario } = readScenario('statemachines/journeys/typed.scenario.yaml', text);
  expect((await runScenario(scenario!, compiled!)).cases[0]!.failures).toEqual([]);
});

test('a mistake in it is told with the file and the place in the object', async () => {
  write('journeys/typed.ts', journey("[{ wait: '1 dya' }] as never"));
  const { compiled, diagnostics } = await loadProject(root);

  expect(compiled).toBeUndefined();
  expect(diagnostics).toMatchObject([
    { code: 'WM110', file: 'statemachines/journeys/typed.ts', path: ['steps', 0, 'wait'] },
  ]);
});

test.each([
  ['that does not parse', 'export default {', /cannot be imported/],
  ['that exports nothing', 'export const journey = 1;', /no default export/],
])('a file %s is one mistake, and the rest is checked all the same', async (_, text, message) => {
  write('journeys/typed.ts', text);
  write('journeys/other.yaml', 'journey: other\n');
  const { diagnostics } = await loadProject(root);

  expect(diagnostics.find(({ file }) => file.endsWith('typed.ts'))?.message).toMatch(message);
  expect(diagnostics.some(({ file }) => file.endsWith('other.yaml'))).toBe(true);
});

test('what is saved is read anew', async () => {
  write('journeys/typed.ts', journey("[{ stop: 'first' }]"));
  const before = await loadProject(root);
  await new Promise((saved) => setImmediate(saved));
  write('journeys/typed.ts', journey("[{ stop: 'second' }]"));
  const after = await loadProject(root);

  expect(after.compiled!.versions[0]!.version.hash).not.toBe(before.compiled!.versions[0]!.version.hash);
});
