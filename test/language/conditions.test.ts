/** What a condition asks for and makes of what is found, kind by kind: whose message, which answer, which of the runs. */
import { describe, expect, test } from 'vitest';
import type { ConsentState } from '../../lib/language/contact.ts';
import type { SeenRun } from '../../lib/language/define-condition.ts';
import type { ContactEvent } from '../../lib/language/event.ts';
import { conditionKind } from '../../lib/language/registry.ts';
import { counts, holds, inRun, lookUp } from '../support/asked-condition.ts';
import { aContact, anEvent, monday } from '../support/records.ts';

describe('a message is clicked', () => {
  const clicked = (data: ContactEvent['data'], written: Record<string, unknown> = { clicked: 'welcome' }) =>
    counts(written, { family: 'message', name: 'clicked', data });

  test.each([
    ['its template is named', { template: 'welcome', step: 's' }, true],
    ['its step is named', { template: 't', step: 'welcome' }, true],
    ['it is this run’s', { template: 'welcome', run: 'r1' }, true],
    ['it is another run’s', { template: 'welcome', run: 'r2' }, false],
    ['it is another message', { template: 't', step: 's', run: 'r1' }, false],
    ['a machine fetched it', { template: 'welcome', run: 'r1', machine: true }, false],
    ['no machine did', { template: 'welcome', run: 'r1', machine: false }, true],
  ] as [string, ContactEvent['data'], boolean][])('%s', (_what, data, does) => {
    expect(clicked(data)).toBe(does);
  });

  test('when one of several is', () => {
    expect(clicked({ step: 'b' }, { clicked: ['a', 'b'] })).toBe(true);
    expect(clicked({ step: 'c' }, { clicked: ['a', 'b'] })).toBe(false);
  });

  test('since the run began; in an audience ever, and of any run', () => {
    expect(lookUp({ clicked: 'welcome' })).toMatchObject({ family: 'message', name: 'clicked', since: monday });
    expect(lookUp({ clicked: 'welcome' }, { run: undefined }).since).toBe('1970-01-01T00:00:00.000Z');
    expect(counts({ clicked: 'welcome' }, { data: { template: 'welcome', run: 'r9' } }, { run: undefined })).toBe(true);
  });
});

describe('a choice about a topic', () => {
  const chosen = (states: Record<string, ConsentState>) => ({
    contact: aContact({
      consent: {
        news: Object.fromEntries(
          Object.entries(states).map(([channel, state]) => [channel, { state, at: monday, source: 'test' }]),
        ),
      },
    }),
  });
  const rows: [states: Record<string, ConsentState>, channel: string | undefined, is: string][] = [
    [{ email: 'in', sms: 'out' }, undefined, 'in'],
    [{ email: 'out', sms: 'pending' }, undefined, 'pending'],
    [{ email: 'out' }, undefined, 'out'],
    [{}, undefined, 'none'],
    [{ email: 'in', sms: 'out' }, 'sms', 'out'],
    [{ email: 'in' }, 'sms', 'none'],
  ];
  test.each(rows)('%j by %s is %s, and nothing else', (states, channel, is) => {
    for (const word of ['in', 'pending', 'out', 'none'])
      expect(holds({ consent: 'news', is: word, ...(channel && { channel }) }, false, chosen(states)), word).toBe(
        word === is,
      );
  });

  test('about another topic is none', () => {
    expect(holds({ consent: 'tips', is: 'none' }, false, chosen({ email: 'in' }))).toBe(true);
  });
});

describe('another journey', () => {
  const open: SeenRun = { run: 'a', isOpen: true };
  const ended = (reason: string): SeenRun => ({ run: 'b', isOpen: false, reason });

  test.each([
    ['inside', [ended('bought'), open]],
    ['ended', [ended('bought')]],
    ['never', []],
  ] as [string, SeenRun[]][])('is %s, and nothing else', (is, runs) => {
    for (const word of ['inside', 'ended', 'never']) expect(holds({ journey: 'j', is: word }, runs)).toBe(word === is);
  });

  test('ended with a reason when one run did, whatever became of the others', () => {
    expect(holds({ journey: 'j', ended: 'bought' }, [ended('left'), ended('bought'), open])).toBe(true);
    expect(holds({ journey: 'j', ended: 'bought' }, [ended('left')])).toBe(false);
    expect(holds({ journey: 'j', ended: 'bought' }, [{ ...ended('bought'), isOpen: true }])).toBe(false);
    expect(holds({ journey: 'j', is: 'ended', ended: 'bought' }, [ended('bought'), open])).toBe(false);
  });
});

describe('an answer', () => {
  const said = (data: ContactEvent['data']) => [anEvent({ family: 'answer', name: 'csat', data })];

  test.each([
    [{ answer: 'csat' }, {}, true],
    [{ answer: 'csat', question: 'score' }, { score: 3 }, true],
    [{ answer: 'csat', question: 'score' }, { score: '' }, false],
    [{ answer: 'csat', question: 'score', below: 6 }, { score: 3 }, true],
    [{ answer: 'csat', question: 'score', below: 6 }, { score: 6 }, false],
    [{ answer: 'csat', question: 'score', known: false }, { score: '' }, true],
  ])('%j, answered %j: %s', (written, data, does) => {
    expect(holds(written, said(data))).toBe(does);
  });

  test('that was never given is none', () => {
    expect(holds({ answer: 'csat' }, [])).toBe(false);
    expect(holds({ answer: 'csat', question: 'score', below: 6 }, [])).toBe(false);
  });

  test('to another question is passed over for an older one to this', () => {
    expect(counts({ answer: 'csat', question: 'score' }, { data: { why: 'slow' } })).toBe(false);
    expect(counts({ answer: 'csat', question: 'score' }, { data: { score: 1 } })).toBe(true);
    expect(counts({ answer: 'csat' }, { data: { why: 'slow' } })).toBe(true);
  });
});

describe('a field that has stood still', () => {
  const plan = { field: 'plan', is: 'gold', for: '1 day' };
  const steady = (changedAt: Record<string, string> | undefined, createdAt = monday) =>
    holds(plan, 'gold', {
      now: '2026-03-03T09:00:00.000Z',
      contact: aContact({ createdAt, ...(changedAt && { changedAt }) }),
    });

  test('is as old as its last change, to the millisecond', () => {
    expect(steady({ plan: monday })).toBe(true);
    expect(steady({ plan: '2026-03-02T09:00:00.001Z' })).toBe(false);
    expect(steady({ role: '2026-03-03T08:00:00.000Z' })).toBe(true);
  });

  test('and as old as the contact, where it never changed', () => {
    expect(steady(undefined)).toBe(true);
    expect(steady({}, '2026-03-02T09:00:00.001Z')).toBe(false);
    const contact = aContact({ changedAt: {}, createdAt: '2026-01-01T00:00:00.000Z' });
    expect(holds({ field: 'constructor', is: 'gold', for: '1 day' }, 'gold', { contact })).toBe(true);
  });
});

describe('a step of this run', () => {
  test('ended with a word; one that has not ended has none', () => {
    const run = { ...inRun, outcomes: { call: 'approved' } };
    expect(holds({ outcome: 'call', is: 'approved' }, undefined, { run })).toBe(true);
    expect(holds({ outcome: 'call', is: 'denied' }, undefined, { run })).toBe(false);
    for (const step of ['other', 'constructor'])
      expect(holds({ outcome: step, known: false }, undefined, { run })).toBe(true);
    for (const unknown of [inRun, undefined])
      expect(holds({ outcome: 'call', known: false }, undefined, { run: unknown })).toBe(true);
  });

  test('gave work that is done: by its own run and step', () => {
    expect(counts({ completed: 'call' }, { data: { step: 'call', run: 'r1' } })).toBe(true);
    expect(counts({ completed: 'call' }, { data: { step: 'other', run: 'r1' } })).toBe(false);
    expect(counts({ completed: 'call' }, { data: { step: 'call', run: 'r2' } })).toBe(false);
    expect(lookUp({ completed: 'call' }).since).toBe(monday);
  });
});

test.each([
  ['all', [true, true], true],
  ['all', [true, false], false],
  ['any', [true, false], true],
  ['any', [false, false], false],
  ['not', [true, true], false],
  ['not', [true, false], true],
  ['not', [false, false], true],
] as const)('%s of %j is %s', (kind, answers, does) => {
  expect(conditionKind(kind).joins!([...answers])).toBe(does);
});

test('a question about no time at all is refused', () => {
  const { head } = conditionKind('time');
  for (const none of [{}, { from: undefined }]) expect(head.safeParse(none).success).toBe(false);
  expect(head.safeParse({ from: '09:00' }).success).toBe(true);
});
