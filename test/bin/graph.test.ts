/** What somebody gets who asks for a picture at the prompt: on the screen, in a file, or one for each definition. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command } from 'commander';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { addGraph } from '../../bin/commands/graph.ts';

let folder = '';
const printed: string[] = [];
const told: string[] = [];
const keep = (lines: string[]) => (text: unknown) => {
  lines.push(String(text));
  return true;
};

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'waymark-graph-'));
  printed.length = 0;
  told.length = 0;
  vi.spyOn(process.stdout, 'write').mockImplementation(keep(printed));
  vi.spyOn(console, 'log').mockImplementation(keep(printed));
  vi.spyOn(console, 'error').mockImplementation(keep(told));
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

  expect(printed.join('')).toMatch(/^flowchart TD\n/);
  expect(printed.join('')).toContain('["send-email: trial-welcome"]');
});

test('into a file: in the form that its name says', async () => {
  const file = path.join(folder, 'pictures', 'trial.svg');
  await graph('trial-activation', '--out', file);

  expect(await readFile(file, 'utf8')).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/);
  expect(printed).toEqual([file]);
});

test('all of them, into a folder', async () => {
  await graph('--format', 'svg', '--out', folder);

  expect(await readdir(folder)).toEqual(expect.arrayContaining(['lead-follow-up.svg', 'trial-activation.svg']));
});

test.each([
  { case: 'a misspelt name', words: ['trial-activatoin'], says: 'Did you mean trial-activation?' },
  { case: 'an unknown format', words: ['trial-activation', '--format', 'sgv'], says: 'There are: mermaid, svg.' },
  { case: 'nothing at all', words: [], says: 'Name a definition, or say where to write with --out.' },
])('$case: told, with the exit code of wrong use', async ({ words, says }) => {
  await graph(...words);

  expect(told.join('')).toContain(says);
  expect(process.exitCode).toBe(2);
  expect(printed).toEqual([]);
});
