/** `waymark fix` on a team's folder: it says what it did, writes only what is better, and leaves right files alone. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FixOptions, fixProject } from '../../bin/commands/fix.ts';
import { acmeFiles } from '../support/acme.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'waymark-'));
  for (const [file, text] of Object.entries(acmeFiles)) write(file, text);
});
afterEach(() => rmSync(root, { recursive: true }));

const at = (file: string) => path.join(root, 'statemachines', file);

function write(file: string, text: string): void {
  mkdirSync(path.dirname(at(file)), { recursive: true });
  writeFileSync(at(file), text);
}

async function fix(names: string[] = [], options: FixOptions = {}) {
  const said: string[] = [];
  const refused: string[] = [];
  const exitCode = await fixProject(root, names, options, {
    say: (line) => said.push(line),
    refuse: (line) => refused.push(line),
  });
  return { said, refused, exitCode };
}

const journey = (name: string, steps: string) => `# ${name}: reviewed each spring
journey: ${name}
purpose: Shows it      # in one sentence
owner: team@acme.example
topic: product-tips

steps:
${steps.replaceAll(/^(?=.)/gm, '  ')}`;

const bad = journey('first', '- delay: 3 dys\n- send-email:   welcom   # on time\n');
const good = journey('first', '- wait: 3 days\n- send-email:   welcome   # on time\n');
const scenario = `scenario: Trials: the first
start: 2026-03-02 10:00
contacts:
  - { id: ann }
expect:
  - { never: email }
`;

test('what has one way out is repaired in place, and told', async () => {
  write('journeys/first.yaml', bad);
  write('journeys/first.scenario.yaml', scenario);
  const { said, exitCode } = await fix();

  expect(exitCode).toBe(0);
  expect(said).toEqual([
    'statemachines/journeys/first.scenario.yaml:1:11  WM016  `Trials: the first` → `"Trials: the first"`',
    'statemachines/journeys/first.yaml:8:5  WM301  `delay` → `wait`',
    'statemachines/journeys/first.yaml:9:19  WM207  `welcom` → `welcome`',
    'statemachines/journeys/first.yaml:8:11  WM110  `3 dys` → `3 days`',
    '✓ repaired 4 mistakes in 2 files',
  ]);
  expect(readFileSync(at('journeys/first.yaml'), 'utf8')).toBe(good);
});

test('a dry run says it and writes nothing', async () => {
  write('journeys/first.yaml', bad);
  const { said, exitCode } = await fix(['first'], { dryRun: true });

  expect(exitCode).toBe(0);
  expect(said.at(-1)).toBe('✓ would repair 3 mistakes in 1 file');
  expect(readFileSync(at('journeys/first.yaml'), 'utf8')).toBe(bad);
});

test('only what was named is touched, by its path or its name', async () => {
  write('journeys/first.yaml', bad);
  write('journeys/second.yaml', bad.replaceAll('first', 'second'));
  await fix(['./statemachines/journeys/first.yaml']);
  expect(readFileSync(at('journeys/first.yaml'), 'utf8')).toBe(good);
  expect(readFileSync(at('journeys/second.yaml'), 'utf8')).toBe(bad.replaceAll('first', 'second'));

  await fix(['second']);
  expect(readFileSync(at('journeys/second.yaml'), 'utf8')).toBe(good.replaceAll('first', 'second'));
});

test('what is left to the author is counted, and the exit code says so', async () => {
  write('journeys/first.yaml', journey('first', '- delay: 3 days\n- wait-for: { event: order.paid }\n'));
  const { said, exitCode } = await fix();

  expect(exitCode).toBe(1);
  expect(said.slice(1)).toEqual([
    '✓ repaired 1 mistake in 1 file',
    'Left to you: 1 error in 1 file. `waymark check` shows them.',
  ]);
});

test('a template reads what a contact has, from a sender that is there', async () => {
  const mail = (path: string, sender: string) => `---
subject: "Hello {{ ${path} }}"
sender: ${sender}
---
<mj-section><mj-column><mj-text>Dear {{ ${path} | default: "you" }}</mj-text></mj-column></mj-section>
`;
  write('templates/welcome.email.mjml', mail('user.firstName', 'taem'));
  const { exitCode } = await fix(['welcome']);

  expect(exitCode).toBe(0);
  expect(readFileSync(at('templates/welcome.email.mjml'), 'utf8')).toBe(mail('contact.firstName', 'team'));
});

test('a project without problems is not written to', async () => {
  write('journeys/first.yaml', good);
  const before = statSync(at('journeys/first.yaml')).mtimeMs;
  const { said, exitCode } = await fix();

  expect({ said, exitCode }).toEqual({ said: ['Nothing here has exactly one way out.'], exitCode: 0 });
  expect(statSync(at('journeys/first.yaml')).mtimeMs).toBe(before);
});

test('a script reads each repair with its edits', async () => {
  write('journeys/first.yaml', bad);
  const { said } = await fix([], { json: true });

  expect(said.map((line) => JSON.parse(line))[0]).toEqual({
    file: 'statemachines/journeys/first.yaml',
    line: 8,
    column: 5,
    code: 'WM301',
    message: '`delay` is no step.',
    fix: {
      says: '`delay` → `wait`',
      edits: [{ from: { line: 8, column: 5 }, to: { line: 8, column: 10 }, text: 'wait' }],
    },
  });
});

test('a file that is not there is wrong use, with the one that was meant', async () => {
  write('journeys/first.yaml', bad);
  const { refused, exitCode } = await fix(['frist']);

  expect({ refused, exitCode }).toEqual({
    refused: ['There is no file called frist. Did you mean first?'],
    exitCode: 2,
  });
});
