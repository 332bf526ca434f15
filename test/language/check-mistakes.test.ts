/** An author who made ten mistakes is told of ten, each at its place, in one go. */
import { expect, test } from 'vitest';
import { checkObject } from '../../lib/language/check/check-definition.ts';
import { checkProject } from '../../lib/language/check/project.ts';
import { readSource } from '../../lib/language/source.ts';
import { acmeWith } from '../support/acme.ts';

const planted = `journey: planted
purpose: Eleven mistakes, and no more
owner: growth@acme.example
topic: product-tips
agian: never

when:
  - event: order.payed
goals:
  bought: { event: order.paid, by: 14 dys }

steps:
  - send-emial: welcome
  - wait-for: { clicked: welcome }
    upto: 3 days
    then:
      - decide:
          - if:
              - { page: /pricing*, within: 7 days }
              - any: [{ field: plan, is: gold }, { segmnt: early-birds }]
            then:
              - wait: 1 day
                at: 9am
    else:
      - send-email: reminder
        class: markting
      - if: { not: [] }
        then:
          - stop: Not Interested
  - wait: 1 day
    id: next-day
    on-error: go-to remnider
  - send-sms: 01234
`;

// [code, line, column, what is marked]
const found: [string, number, number, string][] = [
  ['WM302', 5, 1, 'agian'],
  ['WM214', 8, 12, 'order.payed'],
  ['WM110', 10, 36, '14 dys'],
  ['WM301', 13, 5, 'send-emial'],
  ['WM302', 15, 5, 'upto'],
  ['WM301', 20, 52, 'segmnt'],
  ['WM114', 23, 21, '9am'],
  ['WM305', 26, 16, 'markting'],
  ['WM314', 27, 15, 'not'],
  ['WM306', 29, 19, 'Not Interested'],
  ['WM203', 32, 15, 'go-to remnider'],
  ['WM012', 33, 15, '01234'],
];

const deeper = `journey: rounds
purpose: Twelve more, inside blocks of every kind
owner: growth@acme.example
topic: product-tips
when:
  - event: order.paid
goals:
  large: { event: order.paid, where: { total: { above: much } } }

steps:
  - split: first-push
    arms:
      - arm: early
        share: 50 %%
        then:
          - repeat: 3
            every: 1 day
            steps:
              - send-email: welcome
                onblocked: stop
              - wait-for:
                  any:
                    - { clicked: welcom }
                    - { value: event.totl, above: 100 }
                up-to: 2 days
                else:
                  - go-to: second-puhs
      - arm: late
        share: 50%
        then:
          - decide:
              - if: { outcome: early-wait, is: wated }
              - if: [{ field: plan, is: gold }, { field: plan, is-not: gold }]
                then:
                  - update: contact
                    set: { plan: platinum }
            else:
              - wait: 1 day
                id: early-wait
                days: [mon, tues]
  - send-sms: reminder
    id: second-push
    only-if: { time: { from: 9h, to: "17:00" } }
`;

const foundDeeper: typeof found = [
  ['WM251', 8, 56, 'much'],
  ['WM130', 14, 16, '50 %%'],
  ['WM133', 16, 21, '3'],
  ['WM302', 20, 17, 'onblocked'],
  ['WM215', 23, 34, 'welcom'],
  ['WM216', 24, 32, 'event.totl'],
  ['WM203', 27, 28, 'second-puhs'],
  ['WM242', 32, 48, 'wated'],
  ['WM470', 33, 51, 'field'],
  ['WM221', 36, 34, 'platinum'],
  ['WM116', 40, 29, 'tues'],
  ['WM114', 43, 30, '9h'],
];

function check(text: string, path = 'journeys/planted.yaml') {
  return checkProject(acmeWith({ [path]: text }));
}

test.each([
  { name: 'planted', text: planted, expected: found },
  { name: 'rounds', text: deeper, expected: foundDeeper },
])(
  'tells of all mistakes of `$name` at once, each at its line and column, nested ones too',
  ({ name, text, expected }) => {
    const { definitions, diagnostics } = check(text, `journeys/${name}.yaml`);
    const lines = text.split('\n');
    const marked = diagnostics.map(({ code, line, column, length }) => [
      code,
      line,
      column,
      lines[line - 1]?.slice(column - 1, column - 1 + length),
    ]);

    expect(marked).toEqual(expected);
    expect(definitions.some((one) => one.name === name)).toBe(false);
  },
);

test('says what is wrong and the way out, with the name that was meant', () => {
  const { diagnostics } = check(planted);
  const said = Object.fromEntries(diagnostics.map(({ line, message, hint }) => [line, `${message} ${hint}`]));

  expect(said[5]).toBe('A journey has no `agian`. Did you mean `again`?');
  expect(said[10]).toBe('"14 dys" is no duration. Did you mean "14 days"?');
  expect(said[13]).toBe('`send-emial` is no step. Did you mean `send-email`?');
  expect(said[15]).toBe('`wait-for` has no `upto`. Did you mean `up-to`?');
  expect(said[26]).toBe('`class` is one of `marketing`, `transactional`, not "markting". Did you mean `marketing`?');
  expect(said[32]).toMatch(
    /^`remnider` names no step of this journey. Did you mean `reminder` \(line 25\)\? Steps here: /,
  );
});

test('finds the same mistakes in an object, by path instead of line', () => {
  const object = readSource(planted.replace('01234', '"01234"'), 'planted.yaml').value;
  const { definition, diagnostics } = checkObject(object, 'statemachines/journeys/planted.ts');

  expect(definition).toBeUndefined();
  expect(diagnostics.every(({ line, file }) => line === 0 && file.endsWith('planted.ts'))).toBe(true);
  expect(diagnostics.map(({ code, path }) => `${code} ${path?.join('.')}`).sort()).toEqual(
    [
      'WM302 agian',
      'WM110 goals.bought.by',
      'WM301 steps.0.send-emial',
      'WM302 steps.1.upto',
      'WM301 steps.1.then.0.decide.0.if.1.any.1.segmnt',
      'WM114 steps.1.then.0.decide.0.then.0.at',
      'WM305 steps.1.else.0.class',
      'WM314 steps.1.else.1.if.not',
      'WM306 steps.1.else.1.then.0.stop',
      'WM203 steps.2.on-error',
      'WM306 steps.3.send-sms',
    ].sort(),
  );
});

const alone: { case: string; lines: string; says: string }[] = [
  {
    case: 'a list item that is a word',
    lines: '- stop',
    says: 'WM313 A step is a map that begins with its kind, not "stop".',
  },
  { case: 'an item with nothing in it', lines: '- {}', says: 'WM313 Nothing is written in this step.' },
  {
    case: 'a forgotten dash',
    lines: '- wait: 1 day\n  stop: done',
    says: 'WM311 This step has two kinds: `wait` and `stop`.',
  },
  {
    case: '`if` as an option',
    lines: '- wait: 1 day\n  if: { segment: early-birds }',
    says: 'WM311 This step has two kinds: `wait` and `if`.',
  },
  { case: 'a word from another tool', lines: '- delay: 1 day', says: 'WM301 `delay` is no step.' },
  {
    case: 'an id with two dashes',
    lines: '- wait: 1 day\n  id: a--b',
    says: 'WM206 `a--b` has two dashes in a row.',
  },
  {
    case: 'a kind that comes later',
    lines: '- send-invoice: renewal',
    says: 'WM310 `send-invoice` is not available yet.',
  },
  {
    case: 'a block that is no list',
    lines: '- if: { segment: early-birds }\n  then: { stop: done }',
    says: 'WM312 A list of steps is wanted here, not a map.',
  },
  { case: 'an empty option', lines: '- wait: 1 day\n  days:', says: 'WM309 Nothing is written behind `days`.' },
  {
    case: 'a condition in words',
    lines: '- if: plan is gold',
    says: 'WM313 A condition is a map that begins with its kind, not "plan is gold".',
  },
  {
    case: 'a comparison with nothing',
    lines: '- if: { field: plan }',
    says: 'WM314 An empty condition would hold for everybody.',
  },
  {
    case: 'a list with one wrong entry',
    lines: '- wait: 1 day\n  days: [mon, tusday]',
    says: 'WM116 "tusday" names no days.',
  },
  { case: 'an id that is no id', lines: '- wait: 1 day\n  id: A Day', says: 'WM306 `id` cannot be written "A Day".' },
  {
    case: 'a path of `decide` without its condition',
    lines: '- decide:\n    - then: [{ stop: done }]',
    says: 'WM303 An entry of `decide` needs `if`.',
  },
  {
    case: 'a misspelt key of a path of `decide`',
    lines: '- decide:\n    - iff: { segment: early-birds }',
    says: 'WM302 An entry of `decide` has no `iff`.',
  },
];

test.each(alone)('tells of $case once', ({ lines, says }) => {
  const text = `workflow: alone\npurpose: One mistake\nowner: a@acme.example\nsteps:\n${lines.replaceAll(/^/gm, '  ')}\n`;
  const { diagnostics } = check(text, 'workflows/alone.yaml');

  expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([says]);
});

test('tells of mistakes inside the blocks of a step that nobody knows', () => {
  const text = `workflow: inside\npurpose: Two\nowner: a@acme.example\nsteps:\n  - frobnicate: x\n    then:\n      - wait: 3 dys\n`;
  const { diagnostics } = check(text, 'workflows/inside.yaml');

  expect(diagnostics.map(({ code, line }) => `${code} ${line}`)).toEqual(['WM301 5', 'WM110 7']);
});

test.each([
  ['is: 01234', ['WM012']],
  ['is: "01234"', []],
  ['is: 12', []],
  ['known: true', []],
  ['above: 1000000', []],
])('asks for quotes only where YAML changed what was written: %s', (comparison, codes) => {
  const text = `workflow: traps\npurpose: Quotes\nowner: a@acme.example\nsteps:\n  - if: { field: role, ${comparison} }\n    then: [{ stop: done }]\n`;

  expect(check(text, 'workflows/traps.yaml').diagnostics.map(({ code }) => code)).toEqual(codes);
});
