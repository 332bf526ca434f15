/** Holds: one try a call, an answer that is never an exception, and an id by which the other side knows a repeat. */
import { describe, expect, test } from 'vitest';
import type { CallAnswer, OutgoingCall, Webhooks } from '../../lib/engine/ports.ts';
import type { Saying } from '../support/https-stand-in.ts';

export type CallWeather = Saying | 'closed-door' | 'unknown-name' | 'indoors';

export interface WebhooksHalf {
  name: string;
  /** Makes calls while the other side behaves like that; gives what became of them, and the ids it heard. */
  callIn(
    weather: CallWeather,
    calls: (port: Webhooks) => Promise<CallAnswer[]>,
  ): Promise<{ answers: CallAnswer[]; ids: string[] }>;
  lacks?: { faults?: string };
}

export const aCall = (said: Partial<OutgoingCall> = {}): OutgoingCall => ({
  effect: 'ann.r1.k1',
  url: 'https://erp.example.com/orders',
  body: '{"order":7}',
  ...said,
});

const faults: { weather: CallWeather; title: string; answer: CallAnswer; heard: number }[] = [
  {
    weather: 'hang',
    title: 'no answer in time: it may have been heard',
    answer: { answer: 'unanswered', reason: 'too-slow' },
    heard: 1,
  },
  {
    weather: 'reset',
    title: 'a connection that dies before the answer: it may have been heard',
    answer: { answer: 'unanswered', reason: 'answer-lost' },
    heard: 1,
  },
  {
    weather: 'another-protocol',
    title: 'an answer in another protocol: it may have been heard',
    answer: { answer: 'unanswered', reason: 'answer-lost' },
    heard: 1,
  },
  {
    weather: 'hang-in-answer',
    title: 'an answer whose body never ends: its head says that it was heard',
    answer: { answer: 'answered', status: 200, isJson: true, unread: 'answer-unreadable' },
    heard: 1,
  },
  {
    weather: 'reset-in-answer',
    title: 'an answer that breaks off: its head says that it was heard',
    answer: { answer: 'answered', status: 200, isJson: true, unread: 'answer-unreadable' },
    heard: 1,
  },
  {
    weather: { body: JSON.stringify('x'.repeat(9_000)) },
    title: 'an answer that is too long: heard, and not read',
    answer: { answer: 'answered', status: 200, isJson: true, unread: 'answer-too-long' },
    heard: 1,
  },
  {
    weather: { headers: { 'content-type': 'text/plain' }, body: 'thanks' },
    title: 'an answer in words: heard, and taken as words',
    answer: { answer: 'answered', status: 200, isJson: false, body: 'thanks' },
    heard: 1,
  },
  {
    weather: { status: 302, headers: { location: 'https://169.254.169.254/' }, body: '' },
    title: 'an answer that sends elsewhere: nobody goes there',
    answer: { answer: 'answered', status: 302, isJson: false, body: '' },
    heard: 1,
  },
  {
    weather: { status: 503, headers: { 'retry-after': '120' }, body: '' },
    title: 'an answer that asks for time, in seconds',
    answer: { answer: 'answered', status: 503, isJson: false, body: '', retryAfterSeconds: 120 },
    heard: 1,
  },
  {
    weather: {
      status: 429,
      headers: { date: 'Mon, 02 Mar 2026 09:00:00 GMT', 'retry-after': 'Mon, 02 Mar 2026 10:00:00 GMT' },
      body: '',
    },
    title: 'an answer that asks for time until a date, by its own clock',
    answer: { answer: 'answered', status: 429, isJson: false, body: '', retryAfterSeconds: 3_600 },
    heard: 1,
  },
  {
    weather: 'closed-door',
    title: 'nobody listening: not heard',
    answer: { answer: 'unanswered', reason: 'unreachable' },
    heard: 0,
  },
  {
    weather: 'unknown-name',
    title: 'a name that leads nowhere: not heard',
    answer: { answer: 'unanswered', reason: 'unreachable' },
    heard: 0,
  },
  {
    weather: 'indoors',
    title: 'a name that leads into a house: refused',
    answer: { answer: 'refused', reason: 'address-not-public' },
    heard: 0,
  },
];

export function webhooksContract(half: WebhooksHalf): void {
  describe(`webhooks ${half.name}`, () => {
    test('whatever the other side says comes back with its status and its body', async () => {
      for (const status of [200, 201, 302, 404, 410, 500, 503]) {
        const { answers, ids } = await half.callIn({ status, body: '{"id":7}' }, async (port) => [
          await port.call(aCall()),
        ]);
        expect(answers).toEqual([{ answer: 'answered', status, body: '{"id":7}', isJson: true }]);
        expect(ids).toHaveLength(1);
      }
    });

    test('a repeat has the id of the first try, and another effect another one', async () => {
      const { ids } = await half.callIn({}, async (port) => [
        await port.call(aCall()),
        await port.call(aCall()),
        await port.call(aCall({ effect: 'ann.r1.k2' })),
      ]);
      expect(ids).toEqual([ids[0], ids[0], expect.any(String)]);
      expect(ids[2]).not.toBe(ids[0]);
    });

    const reason = half.lacks?.faults;
    for (const { weather, title, answer, heard } of faults) {
      test.skipIf(reason !== undefined)(reason === undefined ? title : `${title} (${reason})`, async () => {
        const { answers, ids } = await half.callIn(weather, async (port) => [await port.call(aCall())]);
        expect(answers).toEqual([answer]);
        expect(ids).toHaveLength(heard);
      });
    }
  });
}
