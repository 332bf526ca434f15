/** What a reviewer is told of a change: in the words of the definition, one line for each difference, and nothing else. */
import { describe, expect, test } from 'vitest';
import { aVersion, definitionIn, saysOf } from '../../support/two-versions.ts';

const rows: { case: string; before: string; after: string; says: string[] }[] = [
  {
    case: 'an option has another value',
    before: '- wait-for: { event: order.paid }\n  up-to: 3 days',
    after: '- wait-for: { event: order.paid }\n  up-to: 1 day',
    says: ['changed | wait-for | up-to: 3 days → 1 day'],
  },
  {
    case: 'an option is new, and one is gone',
    before: '- wait: 2 days\n  at: 10:00',
    after: '- wait: 2 days\n  days: weekdays',
    says: ['removed | wait-2-days | at: 10:00 (gone)', 'added | wait-2-days | days: mon, tue, wed, thu, fri (new)'],
  },
  {
    case: 'one value among several',
    before: '- run-workflow: call-back\n  with: { reason: looked at pricing }',
    after: '- run-workflow: call-back\n  with: { reason: asked for a call }',
    says: ['changed | run-workflow-call-back | with.reason: looked at pricing → asked for a call'],
  },
  {
    case: 'a question is asked otherwise',
    before: '- if: { field: plan, is: gold }\n  then:\n    - stop: gold',
    after:
      '- if: [{ field: plan, in: [gold, silver] }, { event: order.paid, within: 7 days }]\n  then:\n    - stop: gold',
    says: ['changed | if | asks: field plan is gold → field plan in gold, silver and event order.paid within 7 days'],
  },
  {
    case: 'a step is passed over by others',
    before: '- send-email: welcome',
    after: '- send-email: welcome\n  only-if: { not: { segment: early-birds } }',
    says: ['added | send-email-welcome | only-if: not segment early-birds (new)'],
  },
  {
    case: 'steps came, went and moved',
    before: '- send-email: welcome\n- wait: 1 day\n- send-email: reminder\n- stop: finished',
    after:
      '- send-email: reminder\n- send-email: welcome\n- wait: 1 day\n- add-to-segment: early-birds\n- stop: finished',
    says: [
      'moved | send-email-reminder | stands at the beginning now, it was behind wait-1-day',
      'added | add-to-segment-early-birds | add-to-segment: early-birds is new behind wait-1-day',
    ],
  },
  {
    case: 'a step moved into a branch that is new, another is gone from it',
    before:
      '- send-email: welcome\n- wait-for: { clicked: welcome }\n  up-to: 1 day\n  else:\n    - send-sms: reminder',
    after:
      '- wait-for: { clicked: welcome }\n  up-to: 1 day\n  then:\n    - send-email: reminder\n- send-email: welcome\n  id: other',
    says: [
      'added | send-email-reminder | send-email: reminder is new in then of wait-for, at the beginning',
      'added | other | send-email: welcome is new behind wait-for',
      'removed | send-email-welcome | send-email: welcome is gone, it was at the beginning',
      'removed | send-sms-reminder | send-sms: reminder is gone, it was in else of wait-for, at the beginning',
    ],
  },
  {
    case: 'a way of a decision is asked otherwise, and one is new',
    before: '- decide:\n    - if: { field: plan, is: gold }\n      then: [{ stop: gold }]\n  else: [{ stop: other }]',
    after:
      '- decide:\n    - if: { field: plan, is: silver }\n      then: [{ stop: gold }]\n    - if: { segment: early-birds }\n  else: [{ stop: other }]',
    says: [
      'changed | decide | way 1 asks: field plan is gold → field plan is silver',
      'added | decide | way 2: segment early-birds (new)',
    ],
  },
  {
    case: 'a failure leads elsewhere',
    before: '- send-email: welcome\n- send-email: reminder\n  on-error: continue',
    after: '- send-email: welcome\n  on-error: go-to send-email-reminder\n- send-email: reminder',
    says: [
      'added | send-email-welcome | on-error: go-to send-email-reminder (new)',
      'removed | send-email-reminder | on-error: continue (gone)',
    ],
  },
  {
    case: 'arms get other shares, and a round less is walked',
    before:
      '- split: gift\n  arms:\n    - { arm: gift, share: 50%, then: [{ send-email: welcome }] }\n    - { arm: none, share: 50% }\n- repeat: 3 times\n  every: 1 day\n  steps: [{ send-email: reminder }]\n  id: nudge',
    after:
      '- split: gift\n  arms:\n    - { arm: gift, share: 40%, then: [{ send-email: welcome }] }\n    - { arm: none, share: 40% }\n    - { arm: note, share: 20% }\n- repeat: 2 times\n  every: 1 day\n  steps: [{ send-email: reminder }]\n  id: nudge',
    says: [
      'changed | split-gift | arm gift share: 50% → 40%',
      'changed | split-gift | arm none share: 50% → 40%',
      'added | split-gift | arm note: arm note, share 20% (new)',
      'changed | nudge | repeat: 3 times → 2 times',
    ],
  },
];

test.each(rows)('$case', ({ before, after, says }) => {
  expect(saysOf(aVersion(before), aVersion(after))).toEqual(says);
});

describe('the head of a definition', () => {
  test('who enters, how often, and what ends it', () => {
    const before = aVersion(
      '- send-email: welcome',
      'when:\n  - form: sign-up\nagain: never\ngoals: { bought: { event: order.paid, by: 14 days } }\nexit: { gone: { segment: gold-members } }\n',
    );
    const after = aVersion(
      '- send-email: welcome',
      'when:\n  - form: sign-up\n  - event: order.paid\n    where: { total: { above: 100 } }\nif: { field: plan, is: trial }\nagain: after 90 days\nper: event.orderId\ngoals: { opened: { event: project.opened }, bought: { event: order.paid, by: 7 days } }\n',
    );

    expect(saysOf(before, after)).toEqual([
      'added | starts by: event order.paid where total above 100 (new)',
      'changed | if | for whom: everybody → field plan is trial',
      'added | opened | goal opened: event project.opened (new)',
      'changed | bought | goal bought: event order.paid, by 14 days → event order.paid, by 7 days',
      'changed | opened | the goal that counts: bought → opened',
      'removed | gone | exit gone: segment gold-members (gone)',
      'changed | again | again: never → after 90 days',
      'added | per | per: event.orderId (new)',
    ]);
  });

  test('a new definition, one that is gone, one that is called otherwise', () => {
    const it = aVersion('- send-email: welcome');
    const renamed = definitionIn(
      'journey: other\nwas: example\npurpose: Example\nowner: team@acme.example\ntopic: product-tips\nsteps:\n  - send-email: welcome\n',
    );

    expect(saysOf(it, renamed)).toEqual(['changed | was called example']);
    expect(saysOf(it, it)).toEqual([]);
  });
});
