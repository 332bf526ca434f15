/** Both halves of the payment provider's port: in memory, and over HTTP against a stand-in. */
import { describe, expect, test } from 'vitest';
import { createCards } from '../../functions/aws/cards.ts';
import { createClock } from '../../lib/simulator/clock.ts';
import { createMemoryCards } from '../../lib/simulator/ports/cards.ts';
import { openCardProvider } from '../support/card-stand-in.ts';
import { monday } from '../support/records.ts';
import { aCharge, cardsContract } from './cards.ts';

cardsContract({
  name: 'in memory',
  async open() {
    let moved = 0;
    const cards = createMemoryCards({ clock: createClock(monday), onCarriedOut: () => void moved++ });
    return { cards, moved: () => moved, turn: async () => {}, close: async () => {} };
  },
  lacks: { faults: 'skipped: scenarios say what the provider answers, there is no line to break' },
});

const open = async (key = 'sk_test') => {
  const provider = await openCardProvider();
  return { provider, cards: createCards({ key, endpoint: provider.endpoint, withinMs: 250 }) };
};

cardsContract({
  name: 'over HTTP',
  async open() {
    const { provider, cards } = await open();
    return {
      cards,
      moved: () => provider.charges.length,
      close: () => provider.close(),
      async turn(weather) {
        if (weather === 'closed-door') await provider.close();
        else provider.mode = weather;
      },
    };
  },
});

describe('over HTTP', () => {
  const charged = async (said: Parameters<typeof aCharge>[0], key?: string) => {
    const { provider, cards } = await open(key);
    const answer = await cards.charge(aCharge(said));
    await provider.close();
    return { answer, provider };
  };

  test('a charge says what it is for, in smallest units, off session, under its key, and how it can be found', async () => {
    const { provider } = await charged({});
    const [asked] = provider.asked();
    expect(asked?.headers).toMatchObject({ 'idempotency-key': 'ann.run1.key1', 'stripe-version': '2024-06-20' });
    expect(Object.fromEntries(new URLSearchParams(asked?.body))).toEqual({
      amount: '4990',
      currency: 'eur',
      customer: 'cus_ann',
      payment_method: 'pm_good',
      'payment_method_types[]': 'card',
      off_session: 'true',
      confirm: 'true',
      description: 'Renewal',
      'metadata[waymark_effect]': 'ann.run1.key1',
    });
  });

  test.each([
    ['JPY', 500, '500'],
    ['ISK', 500, '50000'],
    ['UGX', 500, '50000'],
    ['MGA', 50_000, '500'],
    ['KWD', 1_500, '1500'],
  ])('%s is counted as the provider counts it', async (currency, amountMinor, amount) => {
    const { provider } = await charged({ currency, amountMinor });
    expect(new URLSearchParams(provider.asked()[0]?.body).get('amount')).toBe(amount);
  });

  test.each([
    ['cus_poor', { answer: 'declined', reason: 'insufficient-funds' }, 1],
    ['cus_wary', { answer: 'declined', reason: 'authentication-required' }, 1],
    ['cus_slow', { answer: 'unknown', reason: 'not-decided' }, 1],
    ['cus_none', { answer: 'declined', reason: 'no-card' }, 0],
    ['cus_nobody', { answer: 'refused', reason: 'no-such-customer' }, 0],
  ])('the card of %s: %o', async (customer, said, asked) => {
    const { answer, provider } = await charged({ customer });
    expect(answer).toEqual(said);
    expect(provider.asked()).toHaveLength(asked);
  });

  test('what the bank has declined is found so, and what is not decided stands open', async () => {
    const { provider, cards } = await open();
    for (const customer of ['cus_poor', 'cus_slow'])
      await cards.charge(aCharge({ customer, effect: `e.r.${customer}` }));
    const find = (customer: string) => cards.find({ effect: `e.r.${customer}`, customer, since: monday });
    expect(await find('cus_poor')).toEqual({ found: 'declined', reason: 'insufficient-funds' });
    expect(await find('cus_slow')).toEqual({ found: 'open' });
    await provider.close();
    await expect(find('cus_poor')).rejects.toMatchObject({ name: 'RetryableError' });
  });

  test('without the right key, or any, it is the account that is refused, and nothing is asked for', async () => {
    const { answer, provider } = await charged({}, 'sk_old');
    expect(answer).toEqual({ answer: 'refused', reason: 'not-permitted', about: 'sender' });
    expect(provider.asked()).toEqual([]);
    const none = createCards({});
    expect(await none.charge(aCharge())).toEqual({ answer: 'refused', reason: 'no-card-key', about: 'sender' });
    await expect(none.find({ effect: 'e', customer: 'c', since: monday })).rejects.toMatchObject({
      name: 'RetryableError',
    });
  });
});
