/** What somebody gets who asks for a picture at the prompt: on the screen, in a file, or one for each definition. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { addGraph } from '../../bin/commands/graph.ts';

let folder = '';
let out = '';
let error = '';

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'waymark-graph-'));
  [out, error] = ['', ''];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += text), true));
  vi.spyOn(console, 'log').mockImplementation((line: string) => void (out += `${line}\n`));
  vi.spyOn(console, 'error').mockImplementation((line: string) => void (error += line));
});
afterEach(async () => {
  vi.restoreAllMocks();
  process.exitCode = 0;
  await rm(folder, { recursive: true });
});

async function graph(...words: string[]): Promise<void> {
  const program = new Command('waymark').exitOverride();
  addGraph(program);
  await program.parseAsync(['node', 'waymark', 'graph', ...words]);
}

test('a definition: Mermaid, ready for a README', async () => {
  await graph('trial-activation');

  expect(out).toMatch(/^flowchart TD\n/);
  expect(out).toContain('["send-email: trial-welcome"]');
});

test('into a file: in the form that its name says', async () => {
  const file = path.join(folder, 'pictures', 'trial.svg');
  await graph('trial-activation', '--out', file);

  expect(await readFile(file, 'utf8')).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  expect(out).toBe(`${file}\n`);
});

test('all of them, into a folder', async () => {
  await graph('--format', 'svg', '--out', folder);

  expect(await readdir(folder)).toEqual(expect.arrayContaining(['lead-follow-up.svg', 'trial-activation.svg']));
});

test.each([
  { case: 'a misspelt name', words: ['trial-activatoin'], says: 'Did you mean trial-activation?' },
  { case: 'a misspelt format', words: ['trial-activation', '--format', 'sgv'], says: 'Did you mean svg?' },
  { case: 'nothing at all', words: [], says: 'Name a definition, or say where to write with --out.' },
])('$case: told, with the exit code of wrong use', async ({ words, says }) => {
  await graph(...words);

  expect(error).toContain(says);
  expect(process.exitCode).toBe(2);
  expect(out).toBe('');
});
