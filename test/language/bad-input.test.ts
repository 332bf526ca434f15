/** Whatever a file holds, its author is told what is wrong with it, where, and soon. */
import { expect, test } from 'vitest';
import { checkProject } from '../../lib/language/check/project.ts';
import { acmeWith } from '../support/acme.ts';
import {
  bytesGiveSentences,
  changedFilesGiveSentences,
  changedScenariosArePlayed,
  readAsWhole,
} from '../support/bad-input.ts';

const workflow = (steps: string) => `workflow: fuzzed\npurpose: p\nowner: o@acme.example\nsteps:\n${steps}`;
const nested = (levels: number): string =>
  `${Array.from(
    { length: levels },
    (_, level) => `${'    '.repeat(level)}  - if: { field: a${level}, is: x }\n${'    '.repeat(level)}    then:\n`,
  ).join('')}${'    '.repeat(levels)}  - stop: done\n`;
const many = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join('');

const extremes: { case: string; room?: string; text: string; code: string }[] = [
  { case: 'ten megabytes', text: 'a: b\n'.repeat(2_000_000), code: 'WM002' },
  {
    case: 'ten megabytes of a template',
    room: 'templates/fuzzed.email.mjml',
    text: '<p>'.repeat(3_500_000),
    code: 'WM002',
  },
  { case: 'ten megabytes of settings', room: 'waymark.yaml', text: 'x'.repeat(10_000_000), code: 'WM002' },
  {
    case: 'five thousand steps',
    text: workflow(many(5000, (index) => `  - wait: ${index + 2} hours\n`)),
    code: 'WM322',
  },
  { case: 'two hundred levels', text: workflow(nested(200)), code: 'WM003' },
  { case: 'forty levels', text: workflow(nested(40)), code: 'WM315' },
  { case: 'two hundred brackets', text: `a: ${'['.repeat(200)}`, code: 'WM003' },
  {
    case: 'a bomb of references',
    text: `a: &a [x, x]\n${many(30, (index) => `b${index}: &b${index} [*a, *a]\n`)}`,
    code: 'WM007',
  },
  { case: 'a key that stands twice', text: workflow('  - wait: 1 day\n    wait: 2 days\n'), code: 'WM005' },
  { case: 'a tab', text: workflow('\t- wait: 1 day\n'), code: 'WM006' },
  { case: 'a zero byte', text: workflow('  - wait: 1 day\0\n'), code: 'WM014' },
  { case: 'half a letter', text: workflow('  - wait: 1 day # \uD83D\n'), code: 'WM014' },
  { case: 'half a letter in a template', room: 'templates/fuzzed.sms.txt', text: 'Hello \uDE00', code: 'WM014' },
  { case: 'bytes that are no UTF-8', text: Buffer.from([0x77, 0xff, 0xfe]).toString('utf8'), code: 'WM014' },
  { case: 'a directive', text: `%YAML 1.1\n---\n${workflow('  - wait: 1 day\n')}`, code: 'WM001' },
  { case: 'two documents', text: `${workflow('  - wait: 1 day\n')}---\nb: 2\n`, code: 'WM004' },
  {
    case: 'keys with a meaning of their own',
    text: workflow('  - wait: 1 day\n    __proto__: { id: x }\n'),
    code: 'WM011',
  },
  { case: 'the constructor', room: 'waymark.yaml', text: 'contact: { constructor: text }\n', code: 'WM011' },
  { case: 'a number without an end', text: workflow('  - wait-until: 09:00\n    grace: 1e999\n'), code: 'WM012' },
  { case: 'a huge text', text: workflow(`  - stop: ${'x'.repeat(200_000)}\n`), code: 'WM307' },
  {
    case: 'a name without an end',
    text: workflow('  - wait: 1 day\n').replace('fuzzed', 'x'.repeat(100_000)),
    code: 'WM201',
  },
  { case: 'a tag in a row of tags', text: `purpose: [ ${'!'.repeat(5000)} a, !b c ]\n`, code: 'WM008' },
  { case: 'a wall of stars', text: '*x '.repeat(80_000), code: 'WM007' },
  {
    case: 'a hundred thousand contacts',
    room: 'journeys/fuzzed.scenario.yaml',
    text: 'scenario: s\nstart: 2026-03-02 10:00\ncontacts: [{ id: a, count: 100000 }]\n',
    code: 'WM503',
  },
  {
    case: 'a crowd written out',
    room: 'journeys/fuzzed.scenario.yaml',
    text: `scenario: s\nstart: 2026-03-02 10:00\ncontacts:\n${many(100_000, (index) => `  - { id: a${index} }\n`)}`,
    code: 'WM002',
  },
  {
    case: 'a scenario of nothing',
    room: 'journeys/fuzzed.scenario.yaml',
    text: 'cases: x\ndo: 1\nexpect: { a: b }\n',
    code: 'WM304',
  },
];

test.each(extremes)('$case: told at once', async ({ room = 'workflows/fuzzed.yaml', text, code }) => {
  const startedAt = performance.now();
  const diagnostics = await readAsWhole(room, text);

  expect(diagnostics.map((one) => one.code)).toContain(code);
  expect(performance.now() - startedAt).toBeLessThan(8_000);
});

test.each([
  ['a mark at the start of the file', `\uFEFF${workflow('  - wait: 1 day\n')}`],
  ['lines that end as on Windows', workflow('  - wait: 1 day\n').replaceAll('\n', '\r\n')],
  ['500 steps', workflow(many(500, (index) => `  - wait: ${index + 2} minutes\n`))],
  [
    'twelve levels',
    workflow(
      nested(12)
        .replaceAll(/^(\s*)- if: \{ field: a(\d+)/gm, '$1- id: l$2\n$1  if: { segment: early-birds')
        .replaceAll(', is: x }', ' }'),
    ),
  ],
])('%s is fine', async (_case, text) => {
  const errors = (await readAsWhole('workflows/fuzzed.yaml', text)).filter(({ severity }) => severity === 'error');
  expect(errors.map(({ code, line, message }) => `${code} ${line} ${message}`)).toEqual([]);
});

test('steps of journeys that are run as parts count as well', async () => {
  const calling = (name: string, step: string) =>
    `journey: ${name}\npurpose: p\nowner: o@acme.example\nsteps:\n${[...'abcdefgh'].map((id) => `  - { ${step}, id: ${id}-part }\n`).join('')}`;
  const files = {
    'journeys/hour.yaml': calling('hour', 'wait: 1 hour'),
    'journeys/day.yaml': calling('day', 'run-journey: hour'),
    'journeys/week.yaml': calling('week', 'run-journey: day'),
  };
  const { diagnostics } = checkProject(acmeWith(files));

  expect(diagnostics.map(({ code, file, line, message }) => `${code} ${file} ${line} ${message}`)).toEqual([
    'WM322 statemachines/journeys/week.yaml 5 With the journeys that it runs, this one has 584 steps; 500 are the most.',
  ]);
});

test('any bytes in any file give sentences', () => bytesGiveSentences(60));

test('a shipped file, changed here and there, gives sentences, or compiles', () => changedFilesGiveSentences(40));

test('a shipped scenario, changed here and there, gives sentences, or is played', () => changedScenariosArePlayed(10));
