/** What somebody sees who asks at the prompt what a word means. */
import { stripVTControlCharacters } from 'node:util';
import { Command } from 'commander';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { addExplain } from '../../bin/commands/explain.ts';
import { catalog } from '../../lib/language/catalog/index.ts';

let out: string[] = [];
let error: string[] = [];

beforeEach(() => {
  [out, error] = [[], []];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void out.push(stripVTControlCharacters(line)));
  vi.spyOn(console, 'error').mockImplementation((line: string) => void error.push(line));
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = 0;
});

async function explain(...words: string[]): Promise<string> {
  const program = new Command('waymark').exitOverride();
  addExplain(program);
  await program.parseAsync(['node', 'waymark', 'explain', ...words]);
  return out.join('\n');
}

test('a kind: what it does, what it takes, an example and what comes of it', async () => {
  const said = await explain('wait-for');

  expect(said).toContain('Waits until something holds, looking back first; `else` at the limit.');
  expect(said).toMatch(/ {2}up-to +text like `3 days` .*\n +Required\. The limit, counted from arrival at the step\./);
  expect(said).toContain('    - wait-for: { event: project.created }\n');
  expect(said).toContain('    day 3  wait-for  limit\n');
  expect(said).toContain('Outcomes: `happened`, `limit`');
});

test('a word that means several things: all of them, or the one that is asked for', async () => {
  expect(await explain('event')).toMatch(/^event {2}trigger[\s\S]*\nevent {2}condition/);
  out = [];
  expect(await explain('trigger', 'event')).not.toContain('event  condition');
});

test('an option: every kind that takes it', async () => {
  expect(await explain('only-if')).toContain('  every step  conditions');
});

test('a code: a sentence, an example that earns it and one that does not', async () => {
  const said = await explain('wm110');

  expect(said).toContain('WM110  No duration');
  expect(said).toContain('- wait: 3 dys');
  expect(said).toContain('- wait: 3 days');
});

test('every code has something to be said about it', async () => {
  for (const code of Object.keys(catalog)) expect(await explain(code)).toContain(code);
  expect(error).toEqual([]);
});

test('without a word: all words by group, and all codes', async () => {
  const said = await explain();

  expect(said).toContain('Steps: flow\n  decide, ');
  expect(said).toContain('WM602');
});

test('a misspelt word: the one that was meant, and the exit code of wrong use', async () => {
  await explain('wiat-for');

  expect(error).toEqual(['Nothing is called `wiat-for`. Did you mean `wait-for`?']);
  expect(process.exitCode).toBe(2);
});

test('for a script: the JSON Schema beside everything else', async () => {
  const entry = JSON.parse(await explain('wait', '--json'));

  expect(entry).toMatchObject({
    what: 'step',
    name: 'wait',
    schema: { properties: { wait: { type: 'string' } }, required: ['wait'] },
  });
});
