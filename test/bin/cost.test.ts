/** What somebody gets who asks at the prompt what a definition will cost. */
import { Command } from 'commander';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { addCost } from '../../bin/commands/cost.ts';

const printed: string[] = [];
const told: string[] = [];

beforeEach(() => {
  printed.length = 0;
  told.length = 0;
  vi.spyOn(console, 'log').mockImplementation((text) => void printed.push(String(text)));
  vi.spyOn(console, 'error').mockImplementation((text) => void told.push(String(text)));
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = 0;
});

async function cost(...words: string[]): Promise<void> {
  const program = new Command('waymark').exitOverride();
  addCost(program);
  for (const command of program.commands)
    command.exitOverride().configureOutput({ writeErr: (text) => void told.push(text) });
  await program.parseAsync(['node', 'waymark', 'cost', ...words]).catch(() => undefined);
}

test('a definition: every way through it, the dearest, and the sum for each engine', async () => {
  await cost('trial-activation', '--contacts', '100000', '--share', 'wait-for=30%');

  const text = printed.join('\n');
  expect(printed[0]).toMatch(
    /^path +contacts +transitions +executions +invocations +writes +timers +messages +standard +express$/,
  );
  expect(text).toMatch(/wait-for happened · decide 1 +10,000 /);
  expect(text).toMatch(/wait-for limit · decide 2 +23,333 /);
  expect(text).toContain('Dearest: wait-for limit · decide 1');
  expect(printed.at(-1)).toMatch(/^standard \$\d+\.\d\d · express \$\d+\.\d\d · messages \$23\.67$/);
});

test('for a script: an object for each way, and one for all', async () => {
  await cost('lead-follow-up', '--engine', 'express', '--contacts', '1000', '--json');

  const [path, all] = printed.map((line) => JSON.parse(line));
  expect(path).toMatchObject({ share: 1, counts: { express: { execution: { Express: 1 } } } });
  expect(all).toMatchObject({ definition: 'lead-follow-up', contacts: 1000, messages: 0 });
  expect(all.dollars.express).toBeCloseTo(path.dollars.express);
});

test.each([
  { case: 'a misspelt name', words: ['trial-activatoin'], says: 'Did you mean trial-activation?' },
  {
    case: 'an engine that there is not',
    words: ['trial-activation', '--engine', 'expres'],
    says: 'Did you mean express?',
  },
  {
    case: 'a step that there is not',
    words: ['trial-activation', '--share', 'wait-fr=30%'],
    says: 'Did you mean wait-for?',
  },
  { case: 'a share of nothing', words: ['trial-activation', '--share', 'wait-for=30'], says: 'wait-for=30%' },
  {
    case: 'no number of people',
    words: ['trial-activation', '--contacts', 'many'],
    says: 'A number of people: 100000.',
  },
])('$case: what was meant', async ({ words, says }) => {
  await cost(...words);

  expect(told.join('')).toContain(says);
  expect(printed).toEqual([]);
});
