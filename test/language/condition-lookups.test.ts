/** From when on things count for a condition, what wakes those who wait for one, and what it names elsewhere in the project. */
import { describe, expect, test } from 'vitest';
import type { AskMoment } from '../../lib/language/define-condition.ts';
import { type ContactEvent, familiesOf } from '../../lib/language/event.ts';
import { asked, counts, inRun, lookUp, now } from '../support/asked-condition.ts';
import { anEvent, at, monday } from '../support/records.ts';

describe('since when', () => {
  test.each([{ event: 'x' }, { answer: 'x' }, { 'last-event': 'x', where: { a: 1 } }])(
    'a time before now goes by when it happened, to the millisecond: %j',
    (written) => {
      const within = { ...written, within: '10 minutes' };
      const data = { a: 1 };
      const tenAgo = '2026-03-02T09:50:00.000Z';
      expect(lookUp(within).since).toBe(tenAgo);
      expect(counts(within, { at: tenAgo, data })).toBe(true);
      expect(counts(within, { at: '2026-03-02T09:49:59.999Z', data })).toBe(false);
      expect(counts(written, { at: '2026-03-01T00:00:00.000Z', data })).toBe(true);
    },
  );

  test('the start of the run, ever, or the end of a step; a step that never ended has nothing after it', () => {
    const since = (word: string | undefined, run: AskMoment['run'] = { ...inRun, doneAt: { hello: at(9) } }) =>
      lookUp({ event: 'x', ...(word && { since: word }) }, { run }).since;
    expect([undefined, 'start', 'ever', 'hello', 'bye'].map((word) => since(word))).toEqual([
      monday,
      monday,
      '1970-01-01T00:00:00.000Z',
      at(9),
      now,
    ]);
    expect(lookUp({ event: 'x', since: 'start' }, { run: undefined }).since).toBe('1970-01-01T00:00:00.000Z');
  });

  test('the event that started the run counts as ever, in a sum and in a rhythm, else not', () => {
    const trigger = { id: 't', data: { total: 5 } };
    const written = { event: 'x', within: '1 day' };
    expect(counts(written, trigger)).toBe(false);
    expect(counts({ event: 'x', since: 'start' }, trigger)).toBe(false);
    expect(counts({ event: 'x', since: 'ever' }, trigger)).toBe(true);
    expect(counts({ ...written, total: 'total', above: 1 }, trigger)).toBe(true);
    expect(counts({ ...written, 'fewer-than-before': true }, trigger)).toBe(true);
    for (const newest of [{ answer: 'x' }, { 'last-event': 'x', where: { total: 5 } }]) {
      expect(counts(newest, trigger)).toBe(false);
      expect(counts({ ...newest, since: 'ever' }, trigger)).toBe(true);
    }
  });
});

describe('a wait is woken by whatever can turn the answer', () => {
  const rows: [written: Record<string, unknown>, by: Pick<ContactEvent, 'family' | 'name'>][] = [
    [{ event: 'order.paid' }, { family: 'event', name: 'order.paid' }],
    [
      { 'last-event': 'order.paid', where: { a: 1 } },
      { family: 'event', name: 'order.paid' },
    ],
    [{ page: '/pricing*' }, { family: 'page', name: '/pricing/pro' }],
    [{ clicked: 'welcome' }, { family: 'message', name: 'clicked' }],
    [{ bounced: 'welcome' }, { family: 'message', name: 'bounced' }],
    [{ answer: 'csat' }, { family: 'answer', name: 'csat' }],
    [{ confirmed: 'sign-up' }, { family: 'confirmed', name: 'sign-up' }],
    [{ completed: 'call' }, { family: 'task', name: 'completed' }],
    [{ consent: 'news' }, { family: 'contact', name: 'consent.news' }],
    [
      { field: 'company.size', above: 9 },
      { family: 'contact', name: 'company' },
    ],
    [
      { value: 'contact.plan', is: 'gold' },
      { family: 'contact', name: 'plan' },
    ],
    [
      { score: 'lead', above: 9 },
      { family: 'contact', name: 'scores' },
    ],
    [{ segment: 'vip' }, { family: 'segment', name: 'vip' }],
    [
      { journey: 'j', is: 'never' },
      { family: 'run', name: 'j' },
    ],
  ];
  test.each(rows)('%j by %j', (written, by) => {
    const { known, condition } = asked(written);
    const wakes = known.families(condition);
    expect(familiesOf(anEvent(by)).some((family) => wakes.includes(family))).toBe(true);
    expect(wakes).toHaveLength(1);
  });

  test.each([
    { value: 'event.total', is: 1 },
    { value: 'entry.channel', is: 'app' },
    { outcome: 'call', is: 'sent' },
  ])('%j by nothing: what it asks about is not an event of the contact’s', (written) => {
    const { known, condition } = asked(written);
    expect(known.families(condition)).toEqual([]);
  });
});

test.each([
  [{ event: 'order.paid' }, { kind: 'event', name: 'order.paid' }],
  [
    { 'last-event': 'order.paid', where: { a: 1 } },
    { kind: 'event', name: 'order.paid' },
  ],
  [{ clicked: ['welcome'] }, { kind: 'step-or-template', name: 'welcome' }],
  [{ answer: 'csat' }, { kind: 'survey', name: 'csat' }],
  [{ confirmed: 'sign-up' }, { kind: 'form', name: 'sign-up' }],
  [{ completed: 'call' }, { kind: 'step', name: 'call' }],
  [
    { outcome: 'call', is: 'sent' },
    { kind: 'outcome', name: 'call' },
  ],
  [{ consent: 'news' }, { kind: 'topic', name: 'news' }],
  [
    { field: 'company.size', above: 9 },
    { kind: 'field', name: 'company.size' },
  ],
  [
    { value: 'contact.plan', is: 'gold' },
    { kind: 'field', name: 'plan' },
  ],
  [
    { value: 'call.answer', is: 'yes' },
    { kind: 'path', name: 'call.answer' },
  ],
  [{ segment: 'vip' }, { kind: 'segment', name: 'vip' }],
  [
    { journey: 'j', is: 'never' },
    { kind: 'definition', name: 'j' },
  ],
])('a name that nobody knows is found where it is written: %j', (written, names) => {
  const { known, condition } = asked(written);
  expect(known.refersTo!(condition)).toEqual([{ ...names, at: Object.keys(written)[0] }]);
});
