/** What has one way out is repaired as its author would: nothing else in the file moves, and no comment is lost. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalog } from '../../lib/language/catalog/index.ts';
import { checkText } from '../../lib/language/check/check-definition.ts';
import { checkProject } from '../../lib/language/check/project.ts';
import { type Repairs, repairFiles, type TextFile } from '../../lib/language/editor/repair.ts';
import { acmeWith } from '../support/acme.ts';

const journey = 'statemachines/journeys/example.yaml';
const workflow = 'statemachines/workflows/example.yaml';

// One file at a time, beside a project that is read once.
const { known } = checkProject(acmeWith({}));
const check = (files: readonly TextFile[]) =>
  files.flatMap(({ path, text }) => checkText(text, path, known).diagnostics);
const problemsOf = (text: string) => check([{ path: journey, text }]);
const repair = (text: string, path = journey): Repairs => repairFiles([{ path, text }], check, () => true);
const repairedText = (text: string): string => repair(text).changed[0]?.text ?? text;

const head = `journey: example
purpose: Shows it
owner: team@acme.example
topic: product-tips
`;
const definition = (steps: string, more = '') => `${head}${more}steps:\n${steps.replaceAll(/^(?=.)/gm, '  ')}\n`;

describe('steps and conditions', () => {
  test.each([
    ['a kind that is called otherwise here', '- delay: 2 days', '- wait: 2 days'],
    ['another one', '- email: welcome', '- send-email: welcome'],
    ['a misspelt kind', '- send-emial: welcome', '- send-email: welcome'],
    ['a kind spelt with other signs', '- sendEmail: welcome', '- send-email: welcome'],
    ['a misspelt option', '- wait: 2 days\n  dyas: weekdays', '- wait: 2 days\n  days: weekdays'],
    [
      'an option that is called otherwise here',
      '- wait-for: { event: order.paid }\n  timeout: 3 days',
      '- wait-for: { event: order.paid }\n  up-to: 3 days',
    ],
    [
      'the other way out of a wait',
      '- wait-for: { event: order.paid }\n  up-to: 3 days\n  otherwise:\n    - stop: late',
      '- wait-for: { event: order.paid }\n  up-to: 3 days\n  else:\n    - stop: late',
    ],
    ['a misspelt word', '- send-email: welcome\n  class: marketng', '- send-email: welcome\n  class: marketing'],
    ['a misspelt template', '- send-email: welcom', '- send-email: welcome'],
    ['a misspelt template in quotes', '- send-email: "welcom"', '- send-email: "welcome"'],
    ['a misspelt segment', '- add-to-segment: early-brids', '- add-to-segment: early-birds'],
    [
      'a misspelt field',
      '- if: { field: paln, is: gold }\n  then:\n    - stop: done',
      '- if: { field: plan, is: gold }\n  then:\n    - stop: done',
    ],
    [
      'a misspelt choice',
      '- if: { field: plan, is: glod }\n  then:\n    - stop: done',
      '- if: { field: plan, is: gold }\n  then:\n    - stop: done',
    ],
    [
      'a misspelt comparison',
      '- if: { field: plan, equals: gold }\n  then:\n    - stop: done',
      '- if: { field: plan, is: gold }\n  then:\n    - stop: done',
    ],
    [
      'a step that is passed over',
      '- send-email: welcome\n  if: { field: plan, is: gold }',
      '- send-email: welcome\n  only-if: { field: plan, is: gold }',
    ],
    [
      'a way on to a misspelt step',
      '- wait: 1 day\n  on-error: go-to lats\n- stop: last',
      '- wait: 1 day\n  on-error: go-to last\n- stop: last',
    ],
    ['a duration', '- wait: 3 dys', '- wait: 3 days'],
    ['a duration in few letters', '- wait: 2d', '- wait: 2 days'],
    ['a time of day', '- wait: 1 day\n  at: 9am', '- wait: 1 day\n  at: 09:00'],
    ['a day of the week', '- wait: 1 day\n  days: [monday, fri]', '- wait: 1 day\n  days: [mon, fri]'],
    [
      'two steps with one id',
      '- wait: 1 day # first\n- wait: 1 day # second\n- { wait: 1 day, at: 09:00 }',
      '- wait: 1 day # first\n- wait: 1 day # second\n  id: wait-1-day-2\n- { wait: 1 day, id: wait-1-day-3, at: 09:00 }',
    ],
    [
      'a branch that is no list',
      '- if: { field: plan, is: gold }\n  then:\n    # why\n    send-email: welcome # now\n    class: transactional',
      '- if: { field: plan, is: gold }\n  then:\n    # why\n    - send-email: welcome # now\n      class: transactional',
    ],
    [
      'a branch in braces',
      '- if: { field: plan, is: gold }\n  then: { stop: done }',
      '- if: { field: plan, is: gold }\n  then: [{ stop: done }]',
    ],
    ['several mistakes in one step', '- delay: 3 dys\n  att: 9am', '- wait: 3 days\n  at: 09:00'],
  ])('%s', (_case, bad, good) => {
    const { changed, left } = repair(definition(bad));

    expect(changed.map(({ text }) => text)).toEqual([definition(good)]);
    expect(left.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

describe('options that stand one level too deep', () => {
  test.each([
    [
      'in braces',
      '- send-email: { template: welcome, class: transactional }',
      '- send-email: welcome\n  class: transactional',
    ],
    [
      'in braces, with a remark',
      '- send-email: { template: welcome, class: transactional } # why\n- stop: done',
      '- send-email: welcome # why\n  class: transactional\n- stop: done',
    ],
    [
      'in lines of their own',
      '- send-email:\n    template: welcome\n    class: transactional\n  note: Kept',
      '- send-email: welcome\n  class: transactional\n  note: Kept',
    ],
    [
      'in a step in braces',
      '- { send-email: { name: welcome, class: transactional } }',
      '- { send-email: welcome, class: transactional }',
    ],
    ['alone', '- send-email: { template: welcome }', '- send-email: welcome'],
    [
      'under a key of their own',
      '- wait: 1 day\n  options: # all of them\n    # in the morning\n    at: 09:00 # early\n    days: weekdays\n  note: Kept',
      '- wait: 1 day\n  # all of them\n  # in the morning\n  at: 09:00 # early\n  days: weekdays\n  note: Kept',
    ],
    [
      'under a key of their own, in braces',
      '- wait: 1 day\n  with: { at: 09:00, days: weekdays }\n- stop: done',
      '- wait: 1 day\n  at: 09:00\n  days: weekdays\n- stop: done',
    ],
  ])('%s', (_case, bad, good) => {
    expect(repairedText(definition(bad))).toBe(definition(good));
  });
});

describe('the head of a file', () => {
  test.each([
    ['keys that are called otherwise here', 'trigger:\n  - event: order.paid\n', 'when:\n  - event: order.paid\n'],
    ['who may enter again', 'again: 90 days\n', 'again: after 90 days\n'],
    ['a duration behind a word', 'again: after 90 dys\n', 'again: after 90 days\n'],
    ['a misspelt event', 'when:\n  - event: order.payed\n', 'when:\n  - event: order.paid\n'],
    [
      'a path that starts elsewhere',
      'when:\n  - event: order.paid\nper: event.ordrId\n',
      'when:\n  - event: order.paid\nper: event.orderId\n',
    ],
  ])('%s', (_case, bad, good) => {
    expect(repairedText(definition('- stop: done', bad))).toBe(definition('- stop: done', good));
  });

  test('its name, below what is remarked at the top', () => {
    const whole = `# Ours.\n${definition('- stop: done')}`;
    expect(repairedText(whole.replace('journey: example\n', ''))).toBe(whole);
    expect(repairedText(whole.replace('journey:', 'jorney:'))).toBe(whole);
  });
});

describe('text that YAML would change', () => {
  test.each([
    ['a number', '01234', '"01234"'],
    ['a comment', 'Ask #sales about it', '"Ask #sales about it"'],
    ['a tag', '!paid orders # all', '"!paid orders" # all'],
    ['a reference', '*urgent* cases first', '"*urgent* cases first"'],
    ['a brace', '{{ contact.firstName }} is welcomed', '"{{ contact.firstName }} is welcomed"'],
    ['a reserved sign', '@ann takes over', '"@ann takes over"'],
    ['a colon', 'Trials: turn them into accounts', '"Trials: turn them into accounts"'],
  ])('%s is put in quotes', (_case, bad, good) => {
    const text = (purpose: string) => definition('- stop: done').replace('Shows it', () => purpose);
    expect(repairedText(text(bad))).toBe(text(good));
  });
});

test('a path in a text that people read starts at the contact', () => {
  const text = (name: string) => `workflow: example
purpose: Shows it
owner: team@acme.example
steps:
  - assign-follow-up: |
      Call {{ ${name}.firstName }}
      today
`;
  expect(repair(text('user'), workflow).changed).toEqual([{ path: workflow, text: text('contact') }]);
});

describe('what has more than one way out is left to its author', () => {
  test.each([
    ['a number without a unit', '- wait: 3'],
    ['a name like two others', '- wait: 1 day\n  on-error: go-to rate\n- stop: late\n- stop: date'],
    ['two kinds in one step', '- wait: 1 day\n  stop: done'],
    ['two steps that were given one id', '- { wait: 1 day, id: pause }\n- { wait: 2 days, id: pause }'],
    ['a missing option', '- wait-for: { event: order.paid }'],
    ['options of nobody', '- wait: 1 day\n  options: { at: 09:00, colour: red }'],
  ])('%s', (_case, steps) => {
    const text = definition(steps);
    expect(problemsOf(text).length).toBeGreaterThan(0);
    expect(repair(text).changed).toEqual([]);
  });
});

test('line ends of Windows and a byte-order mark stay', () => {
  const text = `\uFEFF${definition('- wait: 1 day\n- wait: 1 day')}`.replaceAll('\n', '\r\n');
  expect(repairedText(text)).toBe(text.replace(/1 day\r\n$/, '1 day\r\n    id: wait-1-day-2\r\n'));
});

const yaml = Object.entries(catalog).filter(([, { file, names, times }]) => !file && !names && !times);
const commentLines = (text: string) => text.split('\n').filter((line) => /^\s*#/.test(line)).length;

test.each(yaml)(
  '%s: a repair makes fewer mistakes, keeps comments, and finds nothing more to do',
  (_code, { bad, good }) => {
    expect(repair(good).changed).toEqual([]);
    const text = bad.replaceAll(/^(?=\s*- )/gm, '# a remark\n');
    const before = problemsOf(text);
    const { changed, left } = repair(text);
    for (const file of changed) {
      expect(left.length).toBeLessThan(before.length);
      expect(commentLines(file.text)).toBe(commentLines(text));
      expect(repair(file.text).changed).toEqual([]);
    }
  },
);

test('whatever two letters are typed wrong, a repair is no worse, and a second one changes nothing', () => {
  const right = definition(
    '# welcome\n- send-email: welcome # now\n  class: transactional\n- wait-for: { clicked: welcome }\n  up-to: 3 days\n  else:\n    - wait-until: 09:00\n      days: weekdays\n    # again\n    - send-email: reminder\n- if: { field: plan, is: gold }\n  then:\n    - update: contact\n      set: { role: owner }\n- stop: finished',
    'when:\n  - event: order.paid\n    where: { total: { above: 100 } }\n',
  );
  expect(repair(right).changed).toEqual([]);
  const typo = fc.record({
    at: fc.nat(right.length - 1),
    letter: fc.constantFrom('', 'x', 'e', ' ', '-', ':', '#', '{'),
  });
  fc.assert(
    fc.property(fc.array(typo, { minLength: 1, maxLength: 2 }), (typos) => {
      const text = typos.reduce((typed, { at, letter }) => typed.slice(0, at) + letter + typed.slice(at + 1), right);
      const before = problemsOf(text);
      const { changed, left } = repair(text);
      expect(left.length).toBeLessThanOrEqual(before.length);
      for (const file of changed) {
        expect(left.length).toBeLessThan(before.length);
        expect(commentLines(file.text)).toBe(commentLines(text));
        expect(repair(file.text).changed).toEqual([]);
      }
    }),
    { numRuns: 60 },
  );
});
