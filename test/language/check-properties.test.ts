/** Whatever a file holds, its author gets sentences with places in it, and never a crash. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { catalog } from '../../lib/language/catalog/index.ts';
import { checkObject } from '../../lib/language/check/check-definition.ts';
import { checkProject } from '../../lib/language/check/project.ts';
import type { Diagnostic } from '../../lib/language/diagnostics.ts';
import { acmeWith } from '../support/acme.ts';
import { anyText } from '../support/any-text.ts';

const whole = `journey: whole
purpose: Uses every kind
owner: growth@acme.example
review: every 90 days since 2026-05-02
topic: product-tips
input: { reason: text, times: { type: number, default: 3 } }
when:
  - form: sign-up
  - event: order.paid
    where: { total: { above: 100 } }
  - page: /pricing*
if: { field: plan, in: [trial, silver] }
again: after 90 days
per: event.orderId
goals:
  opened: { event: project.opened, by: 14 days, ends-run: false }
exit:
  gold: [{ segment: gold-members }, { not: { field: role, known: false } }]
on-error: continue
steps:
  - send-email: welcome
    with: { name: { from: contact.firstName }, why: "{{ input.reason }}" }
    on-error: go-to the-end
  - wait-for: { any: [{ clicked: welcome }, { event: project.created, times: 2..4, since: welcome }] }
    up-to: 3 days
    then:
      - add-to-segment: early-birds
      - update: contact
        set: { role: clicked, plan: null }
    else:
      - send-sms: reminder
        only-if: { page: /pricing*, within: 7 days }
  - wait-until: 14:00..16:00
    days: weekdays
  - decide:
      - if: { all: [{ field: plan, is: gold }] }
        then:
          - run-workflow: call-back
            with: { reason: pricing }
      - if: [{ event: trial.started, since: ever }]
    else:
      - wait: 1 hour 30 minutes
        id: a-while
  - if: { segment: early-birds }
    then:
      - remove-from-segment: early-birds
  - stop: finished
    id: the-end
`;

const runs = (usual: number) => ({ numRuns: Number(process.env.FUZZ_RUNS ?? usual) });

const folders = ['journeys', 'workflows', 'segments', 'forms', 'templates', 'elsewhere'];
const check = (text: string, path: string) => checkProject(acmeWith({ [path]: text }), { today: '2026-06-01' });

function expectSentences(diagnostics: readonly Diagnostic[], text: string): void {
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  for (const { code, message, hint, file, line, column, length } of diagnostics) {
    expect(Object.hasOwn(catalog, code), code).toBe(true);
    expect(message).toMatch(/[.?:!…`"”]$/);
    expect(`${message}${hint ?? ''}`).not.toMatch(/undefined|\[object|Invalid (input|string|option)|received /);
    if (!file.endsWith('/under-test.yaml')) continue;
    expect(line).toBeGreaterThanOrEqual(1);
    expect(line).toBeLessThanOrEqual(lines.length);
    expect(column).toBeGreaterThanOrEqual(1);
    expect(length).toBeGreaterThanOrEqual(0);
  }
}

test('the example that the others start from has no mistake', () => {
  expect(check(whole, 'journeys/whole.yaml').diagnostics).toEqual([]);
});

test('any text in any folder gives sentences', () => {
  fc.assert(
    fc.property(anyText({ maxLength: 300 }), fc.constantFrom(...folders), (text, folder) => {
      expectSentences(check(text, `${folder}/under-test.yaml`).diagnostics, text);
    }),
  );
});

const words = fc.constantFrom(
  ...new Set(whole.split(/[\s:{}[\],]+/).filter(Boolean)),
  ...[
    'null',
    '~',
    '[]',
    '{}',
    '01234',
    '"',
    "'",
    '*x',
    '!t',
    '&a',
    '- ',
    ': ',
    '{{ x }}',
    '{% if %}',
    '__proto__',
    'constructor',
    '\n',
    '\n  ',
    '#',
  ],
);

test('a definition with words exchanged, taken out or put in gives sentences', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(), fc.nat(3), words), { minLength: 1, maxLength: 6 }), (changes) => {
      const text = changes.reduce((changed, [seed, how, word]) => {
        const parts = changed.split(/(\s+|[:{}[\],])/);
        const at = seed % parts.length;
        if (how === 0) parts.splice(at, 1);
        else if (how === 1) parts.splice(at, 0, word);
        else parts[at] = word;
        return parts.join('');
      }, whole);
      expectSentences(check(text, 'journeys/under-test.yaml').diagnostics, text);
    }),
    runs(100),
  );
});

const key = fc.constantFrom(
  ...new Set([...whole.matchAll(/([\w-]+):/g)].map(([, one]) => one!)),
  ...['wat', 'journey', 'workflow', 'split', 'otherwise', 'trigger', 'from', '', 'toString', 'hasOwnProperty'],
);
const scalar = fc.oneof(
  fc.constantFrom(
    'welcome',
    '3 days',
    '09:00',
    'weekdays',
    'go-to x',
    'contact.plan',
    '{{ contact.x }}',
    '{% if',
    'gold',
    'early-birds',
    'continue',
  ),
  fc.string({ maxLength: 5 }),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
);
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    scalar,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(key, tie('tree'), { maxKeys: 5 }),
  ),
}));

test('an object of the right words in the wrong places gives sentences', () => {
  const head = { journey: 'x', purpose: 'p', owner: 'o@acme.example', topic: 'product-tips' };
  fc.assert(
    fc.property(
      fc.dictionary(key, tree, { maxKeys: 6 }),
      fc.array(fc.dictionary(key, tree, { maxKeys: 3 }), { maxLength: 5 }),
      (keys, steps) => {
        const { definition, diagnostics } = checkObject({ ...head, ...keys, steps }, 'x.ts');
        expectSentences(diagnostics, '');
        expect(definition === undefined).toBe(diagnostics.some(({ severity }) => severity === 'error'));
      },
    ),
    runs(200),
  );
});

test('any value at all may stand where a definition is expected', () => {
  fc.assert(
    fc.property(
      fc.anything({
        withDate: true,
        withMap: true,
        withSet: true,
        withBigInt: true,
        withNullPrototype: true,
        withSparseArray: true,
      }),
      (value) => {
        expectSentences(checkObject(value, 'x.ts').diagnostics, '');
      },
    ),
    runs(100),
  );
});

test('each planted mistake is one diagnostic, however many there are', () => {
  const mistakes: [from: string, to: string, code: string][] = [
    ['again:', 'agian:', 'WM302'],
    ['by: 14 days', 'by: 14 dys', 'WM110'],
    ['page: /pricing*\nif', 'page: pricing\nif', 'WM306'],
    ['send-email:', 'send-emial:', 'WM301'],
    ['up-to: 3 days', 'upto: 3 days', 'WM302'],
    ['set: { role', 'sett: { role', 'WM302'],
    ['days: weekdays', 'days: weekday', 'WM116'],
    ['times: 2..4', 'times: often', 'WM306'],
    ['{ field: plan, is: gold }', '{ fild: plan, is: gold }', 'WM301'],
    ['wait: 1 hour 30 minutes', 'wait: 1 hour 30 minuts', 'WM110'],
    ['stop: finished', 'stop: Finished', 'WM306'],
    ['contact.firstName', 'contact.fristName', 'WM216'],
    ['go-to the-end', 'go-to the-edn', 'WM203'],
    ['within: 7 days', 'within: 0 days', 'WM111'],
  ];
  fc.assert(
    fc.property(fc.subarray(mistakes), (planted) => {
      const text = planted.reduce((changed, [from, to]) => changed.replace(from, to), whole);
      const { diagnostics } = check(text, 'journeys/whole.yaml');
      expect(diagnostics.map(({ code }) => code).sort()).toEqual(planted.map(([, , code]) => code).sort());
    }),
    runs(40),
  );
});
