/** What the check hands on: one object, whatever the notation, in which nothing is left to guess. */
import { expect, test } from 'vitest';
import { checkObject, checkText } from '../../lib/language/check/check-definition.ts';
import { defineJourney } from '../../lib/language/define.ts';
import type { CheckedDefinition } from '../../lib/language/definition.ts';

const file = 'statemachines/journeys/example.yaml';
const head = 'journey: example\npurpose: Shows it\nowner: team@acme.example\ntopic: product-tips\n';

function checked(text: string): CheckedDefinition {
  const { definition, diagnostics } = checkText(text, file);
  expect(diagnostics).toEqual([]);
  return definition!;
}
const stepsOf = (steps: string) => checked(`${head}steps:\n${steps.replaceAll(/^/gm, '  ')}\n`).steps;
const problemsOf = (text: string) => checkText(text, file).diagnostics.map(({ code, line }) => `${code} ${line}`);

test('a journey is entered once and a workflow always, unless they say otherwise', () => {
  const journey = checked(`${head}steps:\n  - stop: done\n`);
  const workflow = checked('workflow: example\npurpose: Shows it\nowner: a@acme.example\nsteps:\n  - stop: done\n');

  expect(journey).toMatchObject({ kind: 'journey', again: 'never', when: [], goals: {}, exit: {}, input: {} });
  expect(workflow).toMatchObject({ kind: 'workflow', again: 'always', subject: 'contact', output: {} });
  expect([journey.engine, journey.onError, journey.due]).toEqual([undefined, 'stop', 'keep']);
  expect(journey).not.toHaveProperty('if');
});

test('reads the head with its durations, inputs and names', () => {
  const definition = checked(`${head}review: every 90 days since 2026-03-02
when:
  - form: trial-signup
  - { event: trial.started, where: { seats: { above: 3 } } }
if: { field: plan, is: trial }
again: after 90 days
per: event.workspaceId
grace: 1 hour
due: shift
time-zone: europe/paris
was: old-example
input: { reason: text, times: { type: number, default: 3 } }
goals:
  activated: { event: project.created, by: 14 days }
  praised: { any: [{ event: praise }, { page: /thanks }], ends-run: false }
exit:
  gone: { segment: competitors }
  bought: [{ field: plan, is: gold }, { event: order.paid }]
on-error: continue
steps:
  - stop: done
`);

  expect(definition).toMatchObject({
    review: 'every 90 days since 2026-03-02',
    when: [
      { kind: 'form', head: 'trial-signup' },
      { kind: 'event', head: 'trial.started', where: { seats: { above: 3 } } },
    ],
    if: [{ kind: 'field', head: 'plan', is: 'trial' }],
    again: { after: { days: 90, text: '90 days' } },
    per: 'event.workspaceId',
    grace: { seconds: 3600 },
    due: 'shift',
    timeZone: 'Europe/Paris',
    was: 'old-example',
    input: { reason: { type: 'text', required: true }, times: { type: 'number', default: 3, required: false } },
    goals: {
      activated: { if: [{ kind: 'event', head: 'project.created' }], by: { days: 14 }, endsRun: true },
      praised: { if: [{ kind: 'any', head: [{ kind: 'event' }, { kind: 'page' }] }], endsRun: false },
    },
    exit: { gone: [{ kind: 'segment' }], bought: [{ kind: 'field' }, { kind: 'event' }] },
    onError: 'continue',
  });
});

test('blocks and conditions are always lists, each with the place it was written at', () => {
  const [, wait] = stepsOf(
    '- send-email: welcome\n- wait-for: { clicked: welcome }\n  up-to: 3 days\n  then:\n    - stop: done\n      only-if: { not: { segment: vip } }',
  );

  expect(wait).toMatchObject({
    kind: 'wait-for',
    path: ['steps', 1],
    head: [{ kind: 'clicked', head: 'welcome', path: ['steps', 1, 'wait-for'] }],
    'up-to': { days: 3 },
    then: [
      {
        kind: 'stop',
        path: ['steps', 1, 'then', 0],
        'only-if': [
          { kind: 'not', head: [{ kind: 'segment', head: 'vip', path: ['steps', 1, 'then', 0, 'only-if', 'not'] }] },
        ],
      },
    ],
  });
});

test('options left out stand at their default', () => {
  expect(stepsOf('- send-email: welcome')[0]).toEqual({
    kind: 'send-email',
    id: 'send-email-welcome',
    head: 'welcome',
    path: ['steps', 0],
    class: 'marketing',
    'on-blocked': 'continue',
    'in-quiet-hours': 'hold',
  });
});

test('an id is kind and main value, never the place', () => {
  const ids = stepsOf(
    '- wait: 3 days\n- wait-until: 09:00\n- send-email: Trial-Welcome'.replace('Trial-Welcome', 'trial-welcome') +
      '\n- if: { segment: vip }\n- decide:\n    - if: { segment: vip }\n- update: contact\n  set: { plan: gold }\n- stop: done\n  id: the-end',
  ).map(({ id }) => id);

  expect(ids).toEqual([
    'wait-3-days',
    'wait-until-09-00',
    'send-email-trial-welcome',
    'if',
    'decide',
    'update-contact',
    'the-end',
  ]);
});

test('a long main value makes an id that still fits a state name', () => {
  const text = `workflow: example\npurpose: p\nowner: a@acme.example\nsteps:\n  - assign-follow-up: ${'Call them about it '.repeat(9)}\n`;
  const { definition } = checkText(text, file);

  expect(definition?.steps[0]?.id).toMatch(/^assign-follow-up-call-them[a-z0-9-]+-[0-9a-f]{8}$/);
  expect(definition?.steps[0]?.id.length).toBeLessThanOrEqual(80);
});

test('two steps with one id are asked for an id, and both lines are named', () => {
  const { diagnostics } = checkText(`${head}steps:\n  - wait: 1 day\n  - send-email: welcome\n  - wait: 1 day\n`, file);

  expect(diagnostics).toMatchObject([
    { code: 'WM204', line: 8, message: 'Two steps are called `wait-1-day`: this one and the one at line 6.' },
  ]);
});

test('a step may be named by its main value, and the checked definition has its id', () => {
  const { definition, diagnostics } = checkText(
    `workflow: example
purpose: Shows it
owner: a@acme.example
on-error: go-to tell
steps:
  - send-email: trial-help
    class: transactional
    id: help
    on-error: go-to tell
  - if: { event: order.paid, since: trial-help }
    then:
      - assign-follow-up: Call them
        fallback: tell
  - assign-follow-up: Tell
    on-error: stop
`,
    file,
  );
  const [help, decision, tell] = definition?.steps ?? [];

  expect(diagnostics).toEqual([]);
  expect(definition?.onError).toBe('go-to assign-follow-up-tell');
  expect(help?.['on-error']).toBe('go-to assign-follow-up-tell');
  expect(decision?.head).toMatchObject([{ since: 'help' }]);
  expect(decision?.['then']).toMatchObject([{ fallback: 'assign-follow-up-tell' }]);
  expect(tell?.id).toBe('assign-follow-up-tell');
});

test('a way back on which nothing waits is refused, whoever leads it', () => {
  const lines = (keys: string, steps: string) =>
    problemsOf(
      `workflow: example\npurpose: p\nowner: o@acme.example\n${keys}steps:\n${steps.replaceAll(/^/gm, '  ')}\n`,
    );

  expect(lines('', '- update: contact\n  set: { a: 1 }\n- assign-follow-up: Call\n  fallback: update-contact')).toEqual(
    ['WM444 8'],
  );
  expect(lines('', '- wait: 1 day\n- assign-follow-up: Call\n  fallback: wait-1-day')).toEqual([]);
  expect(lines('', '- assign-follow-up: Call\n  on-error: go-to call')).toEqual(['WM444 6']);
  expect(lines('on-error: go-to tell\n', '- assign-follow-up: Call\n- assign-follow-up: Tell')).toEqual(['WM444 4']);
  expect(
    lines('on-error: go-to tell\n', '- assign-follow-up: Call\n- assign-follow-up: Tell\n  on-error: stop'),
  ).toEqual([]);
});

test('a name that several steps have is not guessed at', () => {
  const text = `${head}steps:\n  - wait: 1 day\n    on-error: go-to nudge\n  - send-email: nudge\n  - send-sms: nudge\n`;
  const { diagnostics } = checkText(text, file);

  expect(diagnostics).toMatchObject([
    { code: 'WM205', line: 7, hint: 'Write the id: `send-email-nudge` (line 8) or `send-sms-nudge` (line 9).' },
  ]);
});

test('an object gives what its YAML gives', () => {
  const object = defineJourney({
    journey: 'example',
    purpose: 'Shows it',
    owner: 'team@acme.example',
    topic: 'product-tips',
    again: undefined,
    steps: [
      { 'send-email': 'welcome' },
      { 'wait-for': { clicked: 'welcome' }, 'up-to': '3 days', else: [{ stop: 'done' }] },
    ],
  });
  const { definition, diagnostics } = checkObject(object, 'statemachines/journeys/example.ts');

  expect(diagnostics).toEqual([]);
  expect(definition).toEqual(
    checked(
      `${head}steps:\n  - send-email: welcome\n  - wait-for: { clicked: welcome }\n    up-to: 3 days\n    else:\n      - stop: done\n`,
    ),
  );
});

test.each([
  ['a function', () => 'x'],
  ['a date', new Date(0)],
  ['not a number', Number.NaN],
  ['a symbol', Symbol('x')],
])('an object that holds %s is refused at its path', (_case, value) => {
  const { definition, diagnostics } = checkObject(
    { journey: 'example', purpose: 'p', owner: 'o', steps: [{ stop: 'done', note: value }] },
    'example.ts',
  );

  expect(definition).toBeUndefined();
  expect(diagnostics).toMatchObject([{ code: 'WM317', line: 0, path: ['steps', 0, 'note'] }]);
});

test('an object that contains itself is refused', () => {
  const object: Record<string, unknown> = { journey: 'example', purpose: 'p', owner: 'o' };
  object['steps'] = [{ if: { segment: 'vip' }, then: [object] }];

  expect(checkObject(object, 'example.ts').diagnostics).toContainEqual(
    expect.objectContaining({ code: 'WM317', path: ['steps', 0, 'then', 0] }),
  );
});

test('what comes behind an end is found, unless another step leads there', () => {
  const lines = (steps: string) => problemsOf(`${head}steps:\n${steps.replaceAll(/^/gm, '  ')}\n`);
  const bothEnd = '- if: { segment: vip }\n  then: [{ stop: one }]\n  else: [{ stop: two }]\n';

  expect(lines('- stop: done\n- wait: 1 day\n- wait: 2 days')).toEqual(['WM433 7']);
  expect(lines(`${bothEnd}- wait: 1 day`)).toEqual(['WM433 9']);
  expect(lines(`${bothEnd}- if: { segment: vip }\n  id: again\n  then:\n    - wait: 1 day`)).toEqual(['WM433 9']);
  expect(lines('- wait: 1 day\n  on-error: go-to rescue\n- stop: done\n- wait: 2 days\n  id: rescue')).toEqual([]);
  expect(lines('- stop: done\n  only-if: { segment: vip }\n- wait: 1 day')).toEqual([]);
  expect(lines('- wait-for: { event: x }\n  up-to: 1 day\n  then: [{ stop: done }]\n- wait: 1 day')).toEqual([]);
});
