/** Nobody is written to who did not agree: what the contact chose, and what counts where they chose nothing. */
import { describe, expect, test } from 'vitest';
import { hasAgreed } from '../../lib/language/agreed.ts';
import type { ConsentState } from '../../lib/language/contact.ts';
import { aContact, monday } from '../support/records.ts';

const topics = {
  news: { title: 'News', consent: 'opt-in' },
  receipts: { title: 'Receipts', consent: 'opt-out' },
} as const;

const who = (choices: Record<string, Record<string, ConsentState>>) =>
  aContact({
    consent: Object.fromEntries(
      Object.entries(choices).map(([topic, channels]) => [
        topic,
        Object.fromEntries(
          Object.entries(channels).map(([channel, state]) => [channel, { state, at: monday, source: 'test' }]),
        ),
      ]),
    ),
  });

const nobodyAsked = who({});
const asked = (topic: string, channel?: string) => ({ topic, channel });

describe('who has chosen nothing', () => {
  test.each([
    ['news', false],
    ['receipts', true],
    ['unheard-of', false],
    ['toString', false],
  ])('of %s: %s', (topic, agrees) => {
    for (const channel of [undefined, 'email', 'toString'])
      expect(hasAgreed(nobodyAsked, asked(topic, channel), { topics })).toBe(agrees);
  });

  test('has agreed to nothing in a project without topics', () => {
    expect(hasAgreed(nobodyAsked, asked('receipts', 'email'), {})).toBe(false);
  });
});

describe('who has chosen', () => {
  test.each([
    ['in', true],
    ['pending', false],
    ['out', false],
  ] as [ConsentState, boolean][])('%s by email is asked of email: %s, whatever the topic says', (state, agrees) => {
    for (const topic of ['news', 'receipts'])
      expect(hasAgreed(who({ [topic]: { email: state } }), asked(topic, 'email'), { topics })).toBe(agrees);
  });

  test('for one channel has not chosen for another: there the topic counts', () => {
    expect(hasAgreed(who({ news: { email: 'in' } }), asked('news', 'sms'), { topics })).toBe(false);
    expect(hasAgreed(who({ receipts: { email: 'out' } }), asked('receipts', 'sms'), { topics })).toBe(true);
  });

  test('for one topic has not chosen for another', () => {
    expect(hasAgreed(who({ receipts: { email: 'in' } }), asked('news', 'email'), { topics })).toBe(false);
  });

  test('agreed on any channel when one of them is a yes, and no longer by the topic when all are a no', () => {
    expect(hasAgreed(who({ news: { email: 'out', sms: 'in' } }), asked('news'), { topics })).toBe(true);
    expect(hasAgreed(who({ receipts: { email: 'out', sms: 'out' } }), asked('receipts'), { topics })).toBe(false);
  });
});
