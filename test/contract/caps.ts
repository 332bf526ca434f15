/** Holds: a message has one place however often it is tried, nobody takes a place too many, and what was not sent leaves its own. */
import fc from 'fast-check';
import { expect } from 'vitest';
import type { Place } from '../../lib/engine/caps.ts';
import type { Caps } from '../../lib/engine/ports.ts';
import { RetryableError } from '../../lib/language/errors.ts';
import { at } from '../support/records.ts';
import { contract, type Half } from './contract.ts';

const DAY = 86_400;

const place = (effect: string, seconds = 0, attempt = 'a1'): Place => ({
  effect,
  attempt,
  at: at(seconds),
  channel: 'email',
  class: 'marketing',
});

/** So many in the day before. */
const daily = (atMost: number, now = 0) => ({
  limits: [{ atMost, counts: (one: Place) => one.at > at(now - DAY) }],
  keepSince: at(now - 40 * DAY),
});

export function capsContract(half: Half<Caps>): void {
  contract('caps', half, (promise) => {
    promise(
      'the last place is taken once, and whoever is refused is told which message is in the way',
      async ({ port }) => {
        expect(await port.take('ann', place('m1', 0), daily(2))).toBe('taken');
        expect(await port.take('ann', place('m2', 60), daily(2, 60))).toBe('taken');
        const third = await port.take('ann', place('m3', 120), daily(2, 120));
        expect(third).toEqual({ full: [{ limit: 0, next: expect.objectContaining({ effect: 'm1', at: at(0) }) }] });
        expect(await port.take('bob', place('m3', 120), daily(2, 120))).toBe('taken');
        expect(await port.take('ann', place('m3', DAY), daily(2, DAY))).toBe('taken');
      },
    );

    promise('a message that is tried again takes no second place', async ({ port }) => {
      for (const attempt of ['a1', 'a2', 'a3']) {
        expect(await port.take('ann', place('m1', 0, attempt), daily(1))).toBe('taken');
      }
      expect(await port.take('ann', place('m2'), daily(1))).not.toBe('taken');
    });

    promise('a place in each of several caps or in none', async ({ port }) => {
      const both = (sms: number) => ({
        limits: [
          { atMost: 5, counts: () => true },
          { atMost: sms, counts: ({ channel }: Place) => channel === 'sms' },
        ],
        keepSince: at(-DAY),
      });
      const sms = (effect: string): Place => ({ ...place(effect), channel: 'sms', tone: 'offer' });
      expect(await port.take('ann', sms('m1'), both(1))).toBe('taken');
      const refused = await port.take('ann', sms('m2'), both(1));
      expect(refused).toEqual({ full: [{ limit: 1, next: sms('m1') }] });
      for (const effect of ['m3', 'm4', 'm5', 'm6'])
        expect(await port.take('ann', place(effect), both(5))).toBe('taken');
    });

    promise('there is room for one more only once enough others stand there', async ({ port }) => {
      const toned = (effect: string, tone: Place['tone'], seconds: number): Place => ({
        ...place(effect, seconds),
        tone,
      });
      const near = (now: number) => (one: Place) => one.at > at(now - DAY);
      const asked = (now: number) => ({
        limits: [
          {
            atMost: 1,
            counts: (one: Place) => one.tone === 'offer' && near(now)(one),
            forEvery: { of: 2, counts: (one: Place) => one.tone === 'value' && near(now)(one) },
          },
        ],
        keepSince: at(now - 40 * DAY),
      });
      const helps = { limits: [], keepSince: at(-40 * DAY) };
      const offer = (effect: string, now: number) => port.take('ann', toned(effect, 'offer', now), asked(now));
      expect(await offer('o1', 0)).toEqual({ full: [{ limit: 0 }] });
      await port.take('ann', toned('v1', 'value', 1), helps);
      expect(await offer('o1', 2)).toEqual({ full: [{ limit: 0 }] });
      await port.take('ann', toned('v2', 'value', 3), helps);
      expect(await offer('o1', 4)).toBe('taken');
      expect(await offer('o2', 5)).toMatchObject({ full: [{ limit: 0, next: { effect: 'o1' } }] });
      for (const value of ['v3', 'v4']) await port.take('ann', toned(value, 'value', 6), helps);
      expect(await offer('o2', 7)).toBe('taken');
      expect(await offer('o3', 2 * DAY)).toEqual({ full: [{ limit: 0 }] });
    });

    promise('what was not sent gives its place back, twice if need be', async ({ port }) => {
      await port.take('ann', place('m1'), daily(1));
      await port.giveBack('ann', { effect: 'm1', attempt: 'a1' });
      await port.giveBack('ann', { effect: 'm1', attempt: 'a1' });
      await port.giveBack('bob', { effect: 'm1', attempt: 'a1' });
      expect(await port.take('ann', place('m2'), daily(1))).toBe('taken');
    });

    promise('what the same person had under another id counts, and stays where it is', async ({ port }) => {
      await port.take('anna', place('m1'), daily(2));
      const both = { ...daily(2), also: ['anna', 'nobody'] };
      expect(await port.take('ann', place('m1'), both)).toBe('taken');
      expect(await port.take('ann', place('m2'), both)).not.toBe('taken');
      await port.giveBack('anna', { effect: 'm1', attempt: 'a1' });
      expect(await port.take('ann', place('m2'), both)).toBe('taken');
    });

    promise('an attempt that is late to give up leaves the place to the one after it', async ({ port }) => {
      await port.take('ann', place('m1', 0, 'a1'), daily(1));
      await port.take('ann', place('m1', 1, 'a2'), daily(1));
      await port.giveBack('ann', { effect: 'm1', attempt: 'a1' });
      expect(await port.take('ann', place('m2'), daily(1))).not.toBe('taken');
    });

    promise('of twenty messages at once as many go out as there is room for', async ({ port }) => {
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, number) => port.take('ann', place(`m${number}`), daily(3))),
      );
      expect(answers.filter((answer) => answer === 'taken')).toHaveLength(3);
    });

    promise('however messages come, no day ever has more than it may', async ({ port }) => {
      let number = 0;
      const steps = fc.array(fc.record({ after: fc.integer({ min: 0, max: DAY }), isSent: fc.boolean() }), {
        maxLength: 12,
      });
      await fc.assert(
        fc.asyncProperty(steps, fc.integer({ min: 1, max: 3 }), async (messages, atMost) => {
          const contact = `c${++number}`;
          let now = 0;
          const sent: number[] = [];
          for (const [index, { after, isSent }] of messages.entries()) {
            now += after;
            const taken = await port.take(contact, place(`m${index}`, now), daily(atMost, now));
            const inside = sent.filter((one) => one > now - DAY).length;
            expect(taken === 'taken').toBe(inside < atMost);
            if (taken !== 'taken') continue;
            if (isSent) sent.push(now);
            else await port.giveBack(contact, { effect: `m${index}`, attempt: 'a1' });
          }
        }),
        { numRuns: half.runs ?? 100 },
      );
    });

    promise.underFault(
      'a place whose answer was lost is found taken by the same message',
      async ({ port, breakAt }) => {
        breakAt(1, 'after');
        await expect(port.take('ann', place('m1'), daily(1))).rejects.toThrow(RetryableError);
        expect(await port.take('ann', place('m1', 0, 'a2'), daily(1))).toBe('taken');
        expect(await port.take('ann', place('m2'), daily(1))).not.toBe('taken');
      },
    );
  });
}
