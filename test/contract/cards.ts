/** Holds: one attempt a call, one charge a key whatever becomes of the answers, and an answer that never claims to know more than it does. */
import { describe, expect, test } from 'vitest';
import type { CardAnswer, Cards, Charge } from '../../lib/engine/ports.ts';
import type { Mode } from '../support/provider-stand-in.ts';

export interface Till {
  cards: Cards;
  /** From now on the provider behaves like that. */
  turn(weather: Mode | 'closed-door'): Promise<void>;
  /** Charges that were carried out. */
  moved(): number;
  close(): Promise<void>;
}

export interface CardsHalf {
  name: string;
  open(): Promise<Till>;
  lacks?: { faults?: string };
}

export const aCharge = (said: Partial<Charge> = {}): Charge => ({
  effect: 'ann.run1.key1',
  says: 'Renewal',
  amountMinor: 4990,
  currency: 'EUR',
  customer: 'cus_ann',
  ...said,
});

const SINCE = '2026-03-02T10:00:00.000Z';

const weathers: { weather: Mode | 'closed-door'; answer: CardAnswer['answer']; moved: number; title: string }[] = [
  { weather: 'forward-then-500', answer: 'unknown', moved: 1, title: 'an error after the charge' },
  { weather: 'accept-then-reset', answer: 'unknown', moved: 1, title: 'a connection that dies after the charge' },
  { weather: 'lose-first', answer: 'unknown', moved: 1, title: 'a first answer lost' },
  { weather: 'hang', answer: 'unknown', moved: 1, title: 'no answer in time' },
  { weather: 'hang-in-answer', answer: 'unknown', moved: 1, title: 'an answer that never ends' },
  { weather: 'garbage', answer: 'unknown', moved: 1, title: 'an answer that cannot be read' },
  { weather: 'time-out-408', answer: 'unknown', moved: 0, title: 'a server that gave up waiting' },
  { weather: 'throttle', answer: 'nothing-charged', moved: 0, title: "the provider's own throttle" },
  { weather: 'throttle-429', answer: 'nothing-charged', moved: 0, title: 'a 429' },
  { weather: 'closed-door', answer: 'nothing-charged', moved: 0, title: 'nobody listening' },
  { weather: 'reject', answer: 'refused', moved: 0, title: 'a refusal' },
];

export function cardsContract(half: CardsHalf): void {
  const opened = (title: string, keep: (till: Till) => Promise<void>) =>
    test(title, async () => {
      const till = await half.open();
      try {
        await keep(till);
      } finally {
        await till.close();
      }
    });

  describe(`cards ${half.name}`, () => {
    opened('a charge comes back with its id, and under the same key with the same one', async ({ cards, moved }) => {
      const first = await cards.charge(aCharge());
      expect(first).toEqual({ answer: 'charged', id: expect.stringMatching(/.+/) });
      expect(await cards.charge(aCharge())).toEqual(first);
      expect(moved()).toBe(1);
    });

    opened('another key is another charge', async ({ cards, moved }) => {
      await cards.charge(aCharge());
      await cards.charge(aCharge({ effect: 'ann.run1.key2' }));
      expect(moved()).toBe(2);
    });

    for (const change of [{ amountMinor: 100 }, { currency: 'USD' }, { customer: 'cus_slow' }]) {
      opened(`other content under the same key is refused: ${Object.keys(change)}`, async ({ cards, moved }) => {
        await cards.charge(aCharge());
        expect(await cards.charge(aCharge(change))).toEqual({ answer: 'refused', reason: 'other-request' });
        expect(moved()).toBe(1);
      });
    }

    opened('what was charged is found by its key, and what was not is not', async ({ cards }) => {
      for (const key of ['key1', 'key2', 'key3', 'key4', 'key5'])
        await cards.charge(aCharge({ effect: `ann.run1.${key}` }));
      const found = await cards.find({ effect: 'ann.run1.key1', customer: 'cus_ann', since: SINCE });
      expect(found).toEqual({ found: 'charged', id: expect.stringMatching(/.+/) });
      expect(await cards.find({ effect: 'ann.run1.key9', customer: 'cus_ann', since: SINCE })).toEqual({
        found: 'none',
      });
    });

    const reason = half.lacks?.faults;
    describe.skipIf(reason !== undefined)(reason ?? 'in bad weather', () => {
      for (const { weather, title, answer, moved: count } of weathers) {
        opened(`${title}: ${answer}, and in the end there is one charge`, async ({ cards, turn, moved }) => {
          await turn(weather);
          expect(await cards.charge(aCharge())).toMatchObject({ answer });
          expect(moved()).toBe(count);
          if (weather === 'closed-door') return;
          await turn('accept');
          expect(await cards.find({ effect: aCharge().effect, customer: 'cus_ann', since: SINCE })).toMatchObject({
            found: count === 1 ? 'charged' : 'none',
          });
          expect(await cards.charge(aCharge())).toMatchObject({ answer: 'charged' });
          expect(moved()).toBe(1);
        });
      }
    });
  });
}
