/** What a contact did, asked in a run: how often, how much, how lately, and of which order. */
import { describe, expect, test } from 'vitest';
import type { JsonMap } from '../../lib/language/json.ts';
import { aWorld, type Given } from '../support/a-world.ts';
import { monday } from '../support/records.ts';

interface Past {
  name: string;
  daysAgo: number;
  data?: JsonMap;
  family?: string;
  /** It was heard of today only. */
  isLate?: boolean;
}

async function answerTo(condition: string, past: Past[], given: Given & { trigger?: JsonMap } = {}): Promise<string> {
  const steps = `- if: ${condition}\n  then:\n    - stop: yes-it-does\n  else:\n    - stop: no-it-does-not`;
  const world = await aWorld(steps, given);
  for (const [index, { family = 'event', name, daysAgo, data = {}, isLate }] of past.entries()) {
    const at = new Date(Date.parse(monday) - daysAgo * 86_400_000).toISOString();
    await world.ports.events.put({
      id: `p${index}`,
      family,
      name,
      contact: 'ann',
      at,
      receivedAt: isLate ? monday : at,
      data,
    });
  }
  await world.settle();
  await world.happens('thing.happened', { data: given.trigger });
  return (await world.run()).end!.reason.split('-')[0]!;
}

const paid = (daysAgo: number, total: number | string, more: JsonMap = {}): Past => ({
  name: 'order.paid',
  daysAgo,
  data: { total, ...more },
});
const visited = (daysAgo: number): Past => ({ family: 'page', name: '/pricing', daysAgo });

describe('C058: how much', () => {
  const thisYear = '{ event: order.paid, total: total, above: 500, within: 365 days }';
  test.each([
    ['the sum of all counts', [paid(300, 200), paid(3, 301)], 'yes'],
    ['no more than so much is not above', [paid(300, 200), paid(3, 300)], 'no'],
    ['what lies too long ago is left out', [paid(366, 400), paid(3, 301)], 'no'],
    [
      'numbers written as text count, other things do not',
      [paid(2, '501'), paid(3, 'much'), { name: 'order.paid', daysAgo: 1 }],
      'yes',
    ],
    ['nothing bought is nothing', [], 'no'],
  ] as [string, Past[], string][])('%s', async (_what, past, answer) => {
    expect(await answerTo(thisYear, past)).toBe(answer);
  });

  test('who bought nothing has spent less than 10', async () => {
    expect(await answerTo('{ event: order.paid, total: total, below: 10, within: 30 days }', [])).toBe('yes');
  });

  test('the order that started the run is a part of it', async () => {
    const asked = '{ event: thing.happened, total: total, at-least: 50, within: 30 days }';
    expect(await answerTo(asked, [], { trigger: { total: 50 } })).toBe('yes');
  });
});

describe('C065: less often than before', () => {
  const rarer = '{ event: order.paid, fewer-than-before: true, within: 30 days }';
  test.each([
    ['two last month, one this month', [paid(50, 1), paid(40, 1), paid(5, 1)], 'yes'],
    ['as many', [paid(50, 1), paid(5, 1)], 'no'],
    ['what lies before both is not counted', [paid(70, 1), paid(65, 1), paid(5, 1)], 'no'],
    ['never anything', [], 'no'],
  ] as [string, Past[], string][])('%s', async (_what, past, answer) => {
    expect(await answerTo(rarer, past)).toBe(answer);
  });
});

describe('C066: how often', () => {
  test.each([
    [
      'three within a day',
      '{ page: /pricing*, times: 3, within: 1 day }',
      [visited(0.1), visited(0.2), visited(0.9)],
      'yes',
    ],
    [
      'two and one too old',
      '{ page: /pricing*, times: 3, within: 1 day }',
      [visited(0.1), visited(0.2), visited(1.1)],
      'no',
    ],
    [
      'too many for a range',
      '{ page: /pricing*, times: 1..2, within: 1 day }',
      [visited(0.1), visited(0.2), visited(0.3)],
      'no',
    ],
    ['none is in a range from none', '{ page: /pricing*, times: 0..1, within: 1 day }', [], 'yes'],
  ] as [string, string, Past[], string][])('%s', async (_what, asked, past, answer) => {
    expect(await answerTo(asked, past)).toBe(answer);
  });

  test('a time before now goes by when it happened, not by when it was heard of', async () => {
    const late = { ...visited(9), isLate: true };
    expect(await answerTo('{ page: /pricing*, within: 7 days }', [late])).toBe('no');
    expect(await answerTo('{ page: /pricing*, since: ever }', [late])).toBe('yes');
  });
});

describe('G5: the last one of its kind', () => {
  const big = '{ last-event: order.paid, where: { total: { above: 100 } }, since: ever }';
  test.each([
    ['has the property', [paid(9, 10), paid(1, 150)], 'yes'],
    ['a newer one without it takes it out', [paid(9, 150), paid(1, 10)], 'no'],
    ['none at all', [], 'no'],
    ['many before it', [...Array.from({ length: 60 }, (_, index) => paid(90 - index, 10)), paid(1, 150)], 'yes'],
  ] as [string, Past[], string][])('%s', async (_what, past, answer) => {
    expect(await answerTo(big, past)).toBe(answer);
  });
});

describe('a run of one order asks about that order', () => {
  const head = 'when:\n  - event: thing.happened\nagain: always\nper: event.orderId\n';
  const asks = (condition: string, past: Past[]) => answerTo(condition, past, { head, trigger: { orderId: 1 } });
  const other = { orderId: 2 };
  test.each([
    ['event', '{ event: order.paid, since: ever }', paid(1, 5, other), paid(1, 5, { orderId: '1' })],
    ['last-event', '{ last-event: order.paid, where: { total: 5 }, since: ever }', paid(1, 5, other), paid(1, 5)],
    ['total', '{ event: order.paid, total: total, at-least: 5, within: 30 days }', paid(1, 5, other), paid(1, 5)],
    [
      'open',
      '{ open: return }',
      { name: 'return.created', daysAgo: 1, data: other },
      { name: 'return.created', daysAgo: 1, data: { orderId: 1 } },
    ],
    [
      'answer',
      '{ answer: nps, since: ever }',
      { family: 'answer', name: 'nps', daysAgo: 1, data: other },
      { family: 'answer', name: 'nps', daysAgo: 1, data: { score: 1 } },
    ],
  ] as [string, string, Past, Past][])('%s', async (_what, condition, ofAnother, ofThis) => {
    expect(await asks(condition, [ofAnother])).toBe('no');
    expect(await asks(condition, [ofThis])).toBe('yes');
  });
});

describe('how the run began', () => {
  test('C070: in the app, which the event says', async () => {
    expect(await answerTo('{ value: entry.channel, is: app }', [], { trigger: { channel: 'app' } })).toBe('yes');
    expect(await answerTo('{ value: entry.name, is: thing.happened }', [])).toBe('yes');
  });

  test('the audience is asked of it too', async () => {
    const head = 'when:\n  - event: thing.happened\nagain: always\nif: { value: entry.channel, is: app }\n';
    const world = await aWorld('- stop: done', { head });
    await world.happens('thing.happened');
    await world.happens('thing.happened', { data: { channel: 'app' } });
    expect(await world.runs()).toHaveLength(1);
  });
});
