/** A labelled trace of clicks, as SES tells of them: no machine's counts, and of a hundred people at most one is overlooked. */
import { beforeEach, expect, test } from 'vitest';
import { effectTag } from '../../functions/aws/effect-tag.ts';
import type { SesEvent } from '../../functions/aws/ses-event.ts';
import type { QueueAnswer, QueueEvent } from '../../functions/middleware/queue.ts';
import { createHandler } from '../../functions/provider-event.ts';
import { dice } from '../support/disturbances.ts';
import { aClaim, at } from '../support/records.ts';
import { aPlace, type Place, silent } from './ways-in.ts';

let place: Place;
beforeEach(async () => {
  place = await aPlace();
});

const browsers = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15',
  'Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148',
  'Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
  'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.4266; Pro)',
];
const scanners = [
  'Barracuda Sentinel (EE)',
  'Mozilla/5.0',
  'python-requests/2.32',
  'Mozilla/5.0 (compatible; scan-bot/1.0)',
];
const links = ['https://acme.example/a', 'https://acme.example/b', 'https://acme.example/c'];

/** Seconds after the mail came; what the visitor calls itself; whether SES says that it is one. */
interface Visit {
  clicks: { after: number; link: string }[];
  agent: string;
  isFlagged?: boolean;
}

const roll = dice(7);
const oneOf = <One>(all: readonly One[]): One => all[Math.floor(roll() * all.length)]!;
const many = (count: number, visit: () => Visit) => Array.from({ length: count }, visit);
/** From ten seconds to ten days, most of them early. */
const someTime = () => 10 * 86_400 ** roll();

const people: Visit[] = [
  ...many(300, () => ({ agent: oneOf(browsers), clicks: [{ after: someTime(), link: oneOf(links) }] })),
  // Who was waiting for it.
  ...many(30, () => ({ agent: oneOf(browsers), clicks: [{ after: 1 + roll() * 4, link: oneOf(links) }] })),
  // Twice with one finger.
  ...many(20, () => ({ agent: oneOf(browsers), clicks: [2, 2.3].map((after) => ({ after, link: links[0]! })) })),
  // One after the other, in tabs.
  ...many(30, () => {
    const first = someTime();
    return { agent: oneOf(browsers), clicks: links.map((link, place) => ({ after: first + place * 1.2, link })) };
  }),
  // A browser that says little of itself.
  ...many(20, () => ({ agent: oneOf(scanners), clicks: [{ after: someTime(), link: oneOf(links) }] })),
];

const machines: Visit[] = [
  ...many(60, () => ({ agent: oneOf(scanners), clicks: [{ after: roll() * 4, link: oneOf(links) }] })),
  // In a browser's clothes, all links at once, as the mail comes in.
  ...many(60, () => {
    const first = roll() * 3;
    return { agent: oneOf(browsers), clicks: links.map((link, place) => ({ after: first + place * 0.3, link })) };
  }),
  // Hours later, by its own name, all links at once.
  ...many(60, () => {
    const first = someTime();
    return { agent: oneOf(scanners), clicks: links.map((link, place) => ({ after: first + place * 0.2, link })) };
  }),
  ...many(30, () => ({ agent: oneOf(browsers), isFlagged: true, clicks: [{ after: someTime(), link: oneOf(links) }] })),
];

/** Of the contact's clicks, those that a journey may go by; in the order in which the provider tells of them, or the other way round. */
async function humanClicks({ clicks, agent, isFlagged }: Visit, number: number, isReversed: boolean): Promise<number> {
  const contact = `c${number}`;
  await place.ports.timeline.write({
    ...aClaim({ state: 'SENT' }),
    contact,
    claim: { ...aClaim({ state: 'SENT' }).claim!, answers: { delivered: at(0) } },
  });
  const handler = createHandler(place.ports, silent) as unknown as (
    event: QueueEvent,
    context: object,
  ) => Promise<QueueAnswer>;
  let waiting = clicks.map((click, index) => ({
    messageId: `${index}`,
    body: JSON.stringify(reported(contact, click, agent, isFlagged)),
  }));
  if (isReversed) waiting.reverse();
  // One at a time; the queue hands over again what it was given back.
  for (let turn = 0; waiting.length > 0 && turn < 3; turn++) {
    const givenBack: typeof waiting = [];
    for (const message of waiting) {
      const { batchItemFailures } = await handler({ Records: [message] }, {});
      if (batchItemFailures.length > 0) givenBack.push(message);
    }
    waiting = givenBack;
  }
  expect(waiting).toEqual([]);
  const told = await place.ports.events.find(contact, { family: 'message', name: 'clicked', since: '0', atMost: 9 });
  expect(told).toHaveLength(clicks.length);
  expect(JSON.stringify(told)).not.toContain(agent);
  return told.filter(({ data }) => data['machine'] === false).length;
}

const reported = (
  contact: string,
  { after, link }: Visit['clicks'][number],
  agent: string,
  isFlagged = false,
): SesEvent => ({
  source: 'aws.ses',
  time: at(after),
  detail: {
    eventType: 'Click',
    mail: { messageId: 'ses-m', timestamp: at(0), tags: { 'waymark-effect': [effectTag(`${contact}.r1.k1`)] } },
    click: { timestamp: at(after), link, userAgent: agent, isBot: isFlagged },
  },
});

test.each([false, true])('no machine is taken for a contact (told in the other order: %s)', async (isReversed) => {
  const taken: Visit[] = [];
  for (const [number, visit] of machines.entries())
    if ((await humanClicks(visit, number, isReversed)) > 0) taken.push(visit);
  expect(taken).toEqual([]);
});

test('of a hundred people at most one is taken for a machine', async () => {
  let lost = 0;
  for (const [number, visit] of people.entries()) if ((await humanClicks(visit, number, false)) === 0) lost += 1;
  expect(people.length).toBeGreaterThanOrEqual(400);
  expect(lost / people.length).toBeLessThanOrEqual(0.01);
});
