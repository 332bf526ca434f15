/** What a reviewer types, and what they are told: with a repository, files and folders as people have them. */
import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify, stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sayChanges, summarizeChanges } from '../../bin/commands/diff-words.ts';
import { compareVersions } from '../../bin/versions/compare.ts';
import { projectRoot } from '../support/imports.ts';

const run = promisify(execFile);
const journey = 'statemachines/journeys/trial-activation.yaml';
let folder = '';

const git = (...args: string[]) =>
  run('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd: folder });

/** What is printed about changes, without what stands between, and the problems of ids. */
async function diff(before?: string, after?: string) {
  const found = await compareVersions(folder, before, after);
  if (!('changes' in found)) return { lines: [], summary: '', problems: [], ...found };
  const lines = sayChanges(found.changes, found).map(stripVTControlCharacters);
  const problems = found.problems.map(({ code, line, message }) => `${code} ${line} ${message}`);
  return { lines, summary: summarizeChanges(found.changes, found), problems, changes: found.changes };
}

async function change(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(path.join(folder, file), 'utf8');
  expect(text).toContain(from);
  await writeFile(path.join(folder, file), text.replace(from, to));
}

const typed = (wait: string) => `import { defineWorkflow } from '../../lib/language/define.ts';
export default defineWorkflow({
  workflow: 'typed',
  purpose: 'Shows the other notation',
  owner: 'team@acme.example',
  steps: [{ wait: '${wait}', id: 'a-while' }],
});
`;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'waymark-diff-'));
  await cp(path.join(projectRoot, 'statemachines'), path.join(folder, 'statemachines'), { recursive: true });
  await cp(path.join(projectRoot, 'package.json'), path.join(folder, 'package.json'));
  for (const name of ['lib', 'node_modules'])
    await symlink(path.join(projectRoot, name), path.join(folder, name), 'junction');
  await writeFile(path.join(folder, 'statemachines/workflows/typed.ts'), typed('1 day'));
  await cp(path.join(folder, journey), path.join(folder, 'old.yaml'));
  await git('init', '--quiet');
  await git('add', 'statemachines', 'package.json');
  await git('commit', '--quiet', '-m', 'first');
  await git('checkout', '--quiet', '-b', 'broken');
  await change(journey, 'up-to: 3 days', 'up-to: 3 dys');
  await git('commit', '--quiet', '-am', 'broken');
  await git('checkout', '--quiet', '-');
  await change(journey, 'up-to: 3 days', 'up-to: 1 day');
  await git('commit', '--quiet', '-am', 'second');
  await change(journey, 'field: role, is: developer', 'field: role, in: [developer, marketer]');
  await change('statemachines/templates/case-study.email.mjml', 'subject: ', 'subject: New: ');
  await writeFile(path.join(folder, 'statemachines/workflows/typed.ts'), typed('2 days'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('waymark diff', () => {
  test('alone, says what is not committed, in either notation', async () => {
    const { lines, summary, problems } = await diff();

    expect(lines).toEqual([
      `journey trial-activation  ${journey}`,
      '  ~ decide: way 2 asks: field role is developer → field role in developer, marketer',
      '',
      'workflow typed  statemachines/workflows/typed.ts',
      '  ~ a-while: wait: 1 day → 2 days',
      '',
      'template case-study.email',
      expect.stringMatching(/^ {2}~ subject: (.*) → New: \1$/),
      '',
    ]);
    expect(problems).toEqual([]);
    expect(summary).toBe('HEAD → the work tree: 1 journey, 1 workflow, 1 template differ.');
  });

  test('with two revisions, one of them of a single file, says what lies between', async () => {
    const { lines, summary } = await diff(`HEAD~1:${journey}`, 'HEAD');

    expect(lines).toContain('  ~ wait-for: up-to: 3 days → 1 day');
    expect(summary).toBe(`HEAD~1:${journey} → HEAD: 1 journey differs.`);
  });

  test('with a file of somebody else, compares it with the definition of its name', async () => {
    const { changes } = await diff('old.yaml');

    expect(changes?.filter(({ of }) => of === 'journey').map(({ at, before, after }) => [at, before, after])).toEqual([
      ['wait-for', '3 days', '1 day'],
      ['decide', 'field role is developer', 'field role in developer, marketer'],
    ]);
  });

  test('with a definition or its file, keeps to it and to what it sends', async () => {
    const { summary, lines } = await diff('trial-activation');

    expect(summary).toBe('HEAD → the work tree: 1 journey, 1 template differ.');
    expect((await diff(journey)).lines).toEqual(lines);
    expect((await diff('post-purchase-retention')).summary).toBe('HEAD → the work tree: nothing differs.');
  });

  test('with a folder, compares whole projects, and tells an id that came to mean something else', async () => {
    const other = path.join(folder, 'other');
    await cp(path.join(projectRoot, 'statemachines'), path.join(other, 'statemachines'), { recursive: true });
    const file = path.join(other, journey);
    const text = await readFile(file, 'utf8');
    const swapped = text
      .replace('send-email: case-study', 'send-email: trial-help')
      .replace('send-email: trial-help', 'send-email: case-study\n        id: send-email-trial-help')
      .replace(/(send-email: trial-help)(\n {2}- stop)/, '$1\n        id: last-help$2');
    await writeFile(file, swapped);
    const { lines, problems } = await diff('HEAD', 'other');
    await rm(other, { recursive: true });

    expect(problems).toEqual([
      'WM602 1 The step `send-email-case-study` (send-email: case-study) is gone.',
      'WM601 26 The id `send-email-trial-help` means something else now: it was `send-email: trial-help` and is `send-email: case-study`.',
    ]);
    expect(lines).toContain('  - is gone (1 step): nobody enters, those inside finish');
  });

  test('with a word that means nothing here, says so', async () => {
    expect(await diff('trial-activatoin')).toMatchObject({
      unknown: '`trial-activatoin` is no definition, file, folder or revision here. Did you mean trial-activation?',
    });
    expect(await diff('--output=x')).toHaveProperty('unknown');
  });

  test('a definition that is a mistake by now is told, and not called new', async () => {
    const found = await compareVersions(folder, 'broken');

    expect(found).toMatchObject({ unread: [journey] });
    expect('changes' in found && found.changes.filter(({ name }) => name === 'trial-activation')).toEqual([]);
  });

  test('a newer side with a mistake is not compared', async () => {
    expect(await diff('HEAD', 'broken')).toMatchObject({ broken: { title: 'broken' } });
  });
});
