/** Holds: at most one request a call, whatever becomes of it, and an answer that never claims to know more than it does. */
import { describe, expect, test } from 'vitest';
import type { ProviderAnswer } from '../../lib/engine/ports.ts';
import type { Mode } from '../support/provider-stand-in.ts';

export type Weather = Mode | 'closed-door' | 'unknown-host';

export interface SenderHalf {
  name: string;
  /** Sends one message while the provider behaves like that, and counts what reached it. */
  sendIn(weather: Weather): Promise<{ answer: ProviderAnswer; received: number }>;
  lacks?: { faults?: string };
}

const cases: { weather: Weather; title: string; answer: ProviderAnswer['answer']; received: number }[] = [
  {
    weather: 'forward-then-500',
    title: 'an error after the message went out: nobody knows',
    answer: 'unknown',
    received: 1,
  },
  {
    weather: 'accept-then-reset',
    title: 'a connection that dies after the message went out: nobody knows',
    answer: 'unknown',
    received: 1,
  },
  {
    weather: 'lose-first',
    title: 'a first answer lost: nobody knows, and nobody tries again',
    answer: 'unknown',
    received: 1,
  },
  { weather: 'hang', title: 'no answer in time: nobody knows', answer: 'unknown', received: 1 },
  { weather: 'hang-in-answer', title: 'an answer that never ends: nobody knows', answer: 'unknown', received: 1 },
  { weather: 'garbage', title: 'an answer that cannot be read: nobody knows', answer: 'unknown', received: 1 },
  { weather: 'time-out-408', title: 'a server that gave up waiting: nobody knows', answer: 'unknown', received: 1 },
  { weather: 'throttle', title: "the provider's own throttle: nothing was sent", answer: 'nothing-sent', received: 1 },
  { weather: 'throttle-429', title: 'a 429: nothing was sent', answer: 'nothing-sent', received: 1 },
  { weather: 'closed-door', title: 'nobody listening: nothing was sent', answer: 'nothing-sent', received: 0 },
  {
    weather: 'unknown-host',
    title: 'a name that leads nowhere: nothing was sent',
    answer: 'nothing-sent',
    received: 0,
  },
  { weather: 'reject', title: 'a refusal: definitely not sent', answer: 'refused', received: 1 },
];

export function sendersContract(channel: 'email' | 'sms', half: SenderHalf): void {
  describe(`${channel} ${half.name}`, () => {
    test('a message that is taken comes back with its id', async () => {
      const { answer, received } = await half.sendIn('accept');
      expect(answer).toEqual({ answer: 'accepted', providerId: expect.stringMatching(/.+/) });
      expect(received).toBe(1);
    });

    const reason = half.lacks?.faults;
    for (const { weather, title, answer: expected, received: count } of cases) {
      test.skipIf(reason !== undefined)(reason === undefined ? title : `${title} (${reason})`, async () => {
        const { answer, received } = await half.sendIn(weather);
        expect(answer).toMatchObject({ answer: expected });
        expect(received).toBe(count);
      });
    }
  });
}
