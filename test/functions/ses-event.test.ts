/** What SES says of an email, in our words: whom it concerns, what happened, and when. */
import { describe, expect, test } from 'vitest';
import { effectTag } from '../../functions/aws/effect-tag.ts';
import { readSesEvent, type SesEvent } from '../../functions/aws/ses-event.ts';
import { readEmailAddress } from '../../lib/language/addresses.ts';

const sentAt = '2026-03-02T09:00:01.000Z';
const saidAt = '2026-03-02T09:05:00.000Z';
const anEvent = (eventType: string, said: Record<string, unknown> = {}, tags = [effectTag('ann.r1.k1')]): SesEvent => ({
  source: 'aws.ses',
  time: '2026-03-02T09:06:00Z',
  detail: { eventType, mail: { messageId: 'ses-1', timestamp: sentAt, tags: { 'waymark-effect': tags } }, ...said },
});

test.each<[string, SesEvent, object]>([
  [
    'sent',
    anEvent('Send', { send: {} }),
    { word: 'sent', at: sentAt, providerId: 'ses-1', id: `ses-1 sent ${sentAt}` },
  ],
  ['delivered', anEvent('Delivery', { delivery: { timestamp: saidAt } }), { word: 'delivered', at: saidAt }],
  ['opened', anEvent('Open', { open: { timestamp: saidAt } }), { word: 'opened', at: saidAt, isMachine: false }],
  [
    'opened by a machine',
    anEvent('Open', { open: { timestamp: saidAt, isBot: true } }),
    { word: 'opened', isMachine: true },
  ],
  [
    'clicked',
    anEvent('Click', { click: { timestamp: saidAt, link: 'https://a.example/' } }),
    { word: 'clicked', link: 'https://a.example/' },
  ],
  [
    'bounced for good',
    anEvent('Bounce', { bounce: { timestamp: saidAt, bounceType: 'Permanent', feedbackId: 'fb-1' } }),
    { word: 'bounced', isPermanent: true, id: 'fb-1' },
  ],
  [
    'bounced for now',
    anEvent('Bounce', { bounce: { timestamp: saidAt, bounceType: 'Transient', feedbackId: 'fb-2' } }),
    { word: 'bounced', isPermanent: false },
  ],
  [
    'complained of',
    anEvent('Complaint', { complaint: { timestamp: saidAt, feedbackId: 'fb-3' } }),
    { word: 'complained', id: 'fb-3' },
  ],
  [
    'rejected',
    anEvent('Reject', { reject: { reason: 'Bad content' } }),
    { word: 'rejected', at: '2026-03-02T09:06:00.000Z' },
  ],
])('%s', (_, event, said) => {
  expect(readSesEvent(event)).toMatchObject({ channel: 'email', effect: 'ann.r1.k1', ...said });
});

test("says which address bounced, which need not be the contact's any more", () => {
  const bounce = anEvent('Bounce', { bounce: { timestamp: saidAt, bounceType: 'Permanent' } });
  const to = (destination: string[]) =>
    readSesEvent({ ...bounce, detail: { ...bounce.detail, mail: { ...bounce.detail.mail, destination } } })?.to;
  expect(to(['Ann@Example.com'])).toBe(readEmailAddress('Ann@Example.com'));
  expect(to(['ann@example.com', 'bob@example.com'])).toBeUndefined();
});

test('the same event twice has one id, two clicks have two', () => {
  const click = (link: string) => readSesEvent(anEvent('Click', { click: { timestamp: saidAt, link } }))?.id;
  expect(click('https://a.example/')).toBe(click('https://a.example/'));
  expect(click('https://a.example/')).not.toBe(click('https://b.example/'));
});

describe('nobody of ours is concerned by', () => {
  test.each<[string, SesEvent]>([
    ['an email without our tag', anEvent('Open', { open: { timestamp: saidAt } }, [])],
    ['a tag that is not our spelling', anEvent('Open', { open: { timestamp: saidAt } }, ['ann.r1.k1'])],
    ['what we do not ask for', anEvent('DeliveryDelay')],
    ['a word of the language', anEvent('constructor')],
    ['an event without mail', { source: 'aws.ses', detail: { eventType: 'Open' } }],
  ])('%s', (_, event) => expect(readSesEvent(event)).toBeUndefined());
});
