/** What a condition asks for and makes of what is found, kind by kind: whose message, which answer, which of the runs. */
import { describe, expect, test } from 'vitest';
import type { ConsentState } from '../../lib/language/contact.ts';
import type { AskMoment, Found, LookForEvents, SeenRun } from '../../lib/language/define-condition.ts';
import { type ContactEvent, familiesOf } from '../../lib/language/event.ts';
import { conditionKind } from '../../lib/language/registry.ts';
import { aContact, anEvent, at, monday } from '../support/records.ts';

const now = at(3_600);
const inRun = { id: 'r1', startedAt: monday, triggerId: 't', doneAt: {} };

/** As it is checked: `{ clicked: welcome }`. */
function asked(written: Record<string, unknown>) {
  const [kind, head] = Object.entries(written)[0]!;
  const { [kind]: _head, ...options } = written;
  const known = conditionKind(kind);
  return { known, condition: { kind, head: known.head.parse(head), ...known.options.parse(options) } as never };
}

const moment = (said: Partial<AskMoment> = {}): AskMoment => ({
  now,
  zone: 'UTC',
  contact: aContact(),
  run: inRun,
  ...said,
});

const lookUp = (written: Record<string, unknown>, said?: Partial<AskMoment>) => {
  const { known, condition } = asked(written);
  return known.lookUp!(condition, moment(said)) as LookForEvents;
};
const counts = (written: Record<string, unknown>, event: Partial<ContactEvent>, said?: Partial<AskMoment>) =>
  lookUp(written, said).keeps(anEvent({ receivedAt: at(60), ...event }));

const holds = (written: Record<string, unknown>, found: Found, said?: Partial<AskMoment>) => {
  const { known, condition } = asked(written);
  return known.holds!(condition, found, moment(said));
};

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
