/** From when on things count for a condition, what wakes those who wait for one, and what it names elsewhere in the project. */
import { describe, expect, test } from 'vitest';
import type { AskMoment, LookForEvents } from '../../lib/language/define-condition.ts';
import { type ContactEvent, familiesOf } from '../../lib/language/event.ts';
import { asked, counts, holds, inRun, lookUp, now, turns } from '../support/asked-condition.ts';
import { aContact, anEvent, at, monday } from '../support/records.ts';

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

describe('whose event it is', () => {
  const ofOrder = { run: { ...inRun, key: '7', keyPath: 'order.id' } };
  test.each([
    ['the run’s own order', { order: { id: 7 } }, true],
    ['another order', { order: { id: 8 } }, false],
    ['no order', {}, true],
    ['an order that is not known', { order: { id: null } }, true],
  ])('%s', (_what, data, does) => {
    expect(counts({ event: 'x' }, { data }, ofOrder)).toBe(does);
    expect(counts({ event: 'x' }, { data })).toBe(true);
  });

  test.each([
    ['ticket.updated', { id: 7 }, true],
    ['ticket.updated', { id: 8 }, false],
    ['call.made', { ticketId: 8 }, false],
    ['call.made', { id: 8 }, true],
  ])('of a run about ticket 7, %s with %j: %s', (name, data, does) => {
    expect(counts({ event: name }, { name, data }, { run: { ...inRun, key: '7', subject: 'ticket' } })).toBe(does);
  });
});

test('no more events are fetched than decide it', () => {
  const most = (more: object) => lookUp({ event: 'x', ...more }).atMost;
  expect([{}, { times: 3 }, { times: '2..4' }].map(most)).toEqual([1, 3, 5]);
  for (const all of [
    { total: 'total', above: 1 },
    { 'fewer-than-before': true, within: '1 day' },
  ])
    expect(most(all)).toBeGreaterThanOrEqual(1_000);
});

describe('an answer turns by time alone', () => {
  const anHourAgo = [anEvent({ receivedAt: monday })];
  test.each([
    ['just after the event has left the time asked for', {}, ['2026-03-03T09:00:00.001Z']],
    ['in a rhythm as well', { 'fewer-than-before': true }, ['2026-03-03T09:00:00.001Z']],
  ])('%s', (_what, more, [first]) => {
    expect(turns({ event: 'x', within: '1 day', ...more }, anHourAgo)).toBe(first);
    expect(turns({ event: 'x', within: '1 day', ...more }, [])).toBeUndefined();
  });

  test('of a rhythm once more, when the event leaves the time before', () => {
    const later = { now: '2026-03-03T12:00:00.000Z' };
    expect(turns({ event: 'x', within: '1 day', 'fewer-than-before': true }, anHourAgo, later)).toBe(
      '2026-03-04T09:00:00.001Z',
    );
    expect(turns({ event: 'x', within: '1 day' }, anHourAgo, later)).toBeUndefined();
    expect(turns({ event: 'x' }, anHourAgo)).toBeUndefined();
  });

  test('is asked again after that moment, not at it, and only where there is one', () => {
    expect(turns({ event: 'x', within: '1 day' }, anHourAgo, { now: '2026-03-03T09:00:00.001Z' })).toBeUndefined();
    const isTimed = (written: Record<string, unknown>) => {
      const { known, condition } = asked(written);
      return known.isTimed!(condition);
    };
    expect(isTimed({ event: 'x', within: '1 day' })).toBe(true);
    expect(isTimed({ event: 'x' })).toBe(false);
  });

  test('of a field when it has stood still long enough, and never again', () => {
    const plan = { field: 'plan', is: 'gold', for: '2 hours' };
    expect(turns(plan, 'gold')).toBe('2026-03-02T11:00:00.000Z');
    expect(turns(plan, 'gold', { now: '2026-03-02T11:00:00.000Z' })).toBeUndefined();
  });
});

describe('something is open', () => {
  const task = (name: string, id: string) => anEvent({ family: 'task', name, data: { id } });

  test('when a follow-up is, until any word about it, in whatever order that is heard', () => {
    expect(holds({ open: 'task' }, [task('created', 'a')])).toBe(true);
    for (const word of ['completed', 'declined']) {
      const both = [task('created', 'a'), task(word, 'a')];
      for (const told of [both, both.toReversed()]) expect(holds({ open: 'task' }, told), word).toBe(false);
      expect(holds({ open: 'task' }, [...both, task('created', 'b')])).toBe(true);
    }
  });

  test('as its own events say, and for tasks those of the team’s follow-ups too', () => {
    const looks = (head: string) => {
      const { known, condition } = asked({ open: head });
      const lookups = known.lookUp!(condition, { now, zone: 'UTC', contact: aContact() }) as LookForEvents[];
      return {
        families: lookups.map(({ family, namesFrom }) => namesFrom ?? family),
        wakes: known.families(condition),
      };
    };
    const [own] = lookUp({ open: 'ticket' }) as unknown as LookForEvents[];
    expect(own!.keeps(anEvent({ id: inRun.triggerId })), 'the one that started the run').toBe(true);
    expect(looks('ticket')).toEqual({ families: ['ticket.'], wakes: ['event:ticket.*'] });
    expect(looks('task')).toEqual({ families: ['task.', 'task'], wakes: ['event:task.*', 'task'] });
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
