/** What the check says of waits: a path that leads nowhere, a field that is no date, an option that promises nothing. */
import { describe, expect, test } from 'vitest';
import { workflowWith } from '../../lib/language/catalog/entry.ts';
import { checkProject } from '../../lib/language/check/project.ts';
import { acmeFiles, acmeWith } from '../support/acme.ts';

const settings = acmeFiles['waymark.yaml']!.replace('  renewalDate: date', '  renewalDate: date\n  vip: yes-no');

function problems(step: string, head = '') {
  const text = workflowWith(step).replace('steps:', () => `${head}steps:`);
  const { diagnostics } = checkProject(acmeWith({ 'waymark.yaml': settings, 'workflows/example.yaml': text }));
  return diagnostics.map(({ code, message, hint, path = [] }) => ({
    code,
    message,
    hint,
    at: path.slice(2).join('.'),
  }));
}

describe('right', () => {
  test.each([
    '- wait-until: contact.renewalDate',
    '- wait-until: [contact.renewalDate, contact.firstName]\n  on-missing: continue',
    '- wait-until: contact.renewalDate\n  before: 30 days\n  at: 09:00\n  days: weekdays\n  grace: 2 hours',
    '- wait-until: event.createdAt\n  after: 2 office hours',
    '- wait-until: start\n  after: 2 days\n  at: 09:00\n  grace: 1 hour',
    '- wait-until: start\n  days: [fri]',
    '- wait-until: best-time\n  days: weekdays\n  grace: 1 hour',
    '- wait-until: 22:00..06:00\n  days: weekend',
    '- run-workflow: call-back\n  with: { reason: late }\n  id: call\n- wait-until: call.promisedAt\n  on-missing: continue',
    '- wait: P1DT2H\n  at: 09:00\n  days: [mon, thu]',
    '- wait-for:\n    any:\n      - event: order.paid\n      - event: project.created\n  up-to: 2 working days\n  else:\n    - stop: late',
    '- wait-for:\n    - event: order.paid\n    - event: project.created\n  up-to: PT36H\n  then:\n    - stop: both',
  ])('%s', (step) => expect(problems(step)).toEqual([]));

  test('an input that is a moment', () => {
    expect(problems('- wait-until: input.due', 'input: { due: moment }\n')).toEqual([]);
  });
});

describe('paths', () => {
  test.each([
    ['contact.renewlDate', 'wait-until', 'Did you mean `contact.renewalDate`?'],
    ['contcat.renewalDate', 'wait-until', 'Did you mean `contact.renewalDate`?'],
    ['[contact.renewalDate, contact.renewlDate]', 'wait-until.1', 'Did you mean `contact.renewalDate`?'],
    ['input.due', 'wait-until', expect.anything()],
    ['nobody.knows', 'wait-until', expect.anything()],
  ])('%s leads nowhere', (head, at, hint) => {
    expect(problems(`- wait-until: ${head}`)).toMatchObject([{ code: 'WM216', at, hint }]);
  });

  test('what the event carries is known where it is listed', () => {
    const when = 'when: [{ event: order.paid }]\n';
    expect(problems('- wait-until: event.totl', when)).toMatchObject([{ code: 'WM216', at: 'wait-until' }]);
    expect(problems('- wait-until: event.total', when)).toEqual([]);
  });

  test.each([
    ['contact.vip', '`contact.vip` never holds a date: it is yes or no.'],
    ['contact.plan', '`contact.plan` never holds a date: it is one of trial, silver, gold.'],
    ['input.sure', '`input.sure` never holds a date: it is yes or no.'],
  ])('%s never holds a date', (head, message) => {
    expect(problems(`- wait-until: ${head}`, 'input: { sure: yes-no }\n')).toMatchObject([{ code: 'WM228', message }]);
  });
});

describe('options that promise nothing', () => {
  test.each([
    ['09:00\n  at: 10:00', 'at', 'WM462'],
    ['09:00\n  before: 1 day', 'before', 'WM462'],
    ['09:00\n  after: 1 day', 'after', 'WM462'],
    ['09:00\n  on-missing: continue', 'on-missing', 'WM462'],
    ['14:00..16:00\n  at: 15:00', 'at', 'WM462'],
    ['best-time\n  at: 15:00', 'at', 'WM462'],
    ['start\n  before: 1 day', 'before', 'WM462'],
    ['start\n  after: 1 day\n  on-missing: stop', 'on-missing', 'WM462'],
    ['contact.renewalDate\n  grace: 1 hour', 'grace', 'WM462'],
    ['start\n  after: 1 day\n  grace: 1 hour', 'grace', 'WM462'],
    ['contact.renewalDate\n  before: 1 day\n  after: 1 day', 'after', 'WM461'],
    ['start', 'wait-until', 'WM463'],
  ])('wait-until: %s', (written, at, code) => {
    const found = problems(`- wait-until: ${written}`);
    expect(found).toMatchObject([{ code, at }]);
    expect(found[0]!.hint).toBeTruthy();
  });

  test('each of several is told', () => {
    expect(problems('- wait-until: 09:00\n  before: 1 day\n  at: 10:00')).toMatchObject([
      { at: 'before' },
      { at: 'at' },
    ]);
  });

  test('the way out of a delay beside a time of day', () => {
    const [problem] = problems('- wait-until: 09:00\n  after: 1 day');
    expect(problem).toMatchObject({
      message: '`after` means nothing beside a time of day.',
      hint: expect.stringContaining('put a `wait` in front'),
    });
  });
});
