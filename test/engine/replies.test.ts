/** Whoever texts STOP hears no more, from the next send decision on; whoever may have meant it is asked about first. */
import { describe, expect, test } from 'vitest';
import { takeReply } from '../../lib/engine/take-reply.ts';
import { aWorld, type Given, type SmallWorld } from '../support/a-world.ts';
import { createBreaker } from '../support/faulty-ports.ts';

const phone = '+12125550123';
const steps = '- send-sms: hello\n- wait: 1 day\n- send-sms: again\n- send-sms: receipt\n  class: transactional';

interface Replying extends SmallWorld {
  replies(text: string, said?: { id?: string; from?: string }): Promise<string>;
}

async function started(given: Given = {}, written = steps): Promise<Replying> {
  const world = await aWorld(written, { startAt: '2026-03-02T15:00:00.000Z', ...given });
  await world.ports.contacts.claim({ kind: 'phone', value: phone }, 'ann');
  await world.happens('thing.happened');
  let ids = 0;
  return {
    ...world,
    async replies(text, { id = `sms-${++ids}`, from = phone } = {}) {
      const said = await takeReply({ id, from, text, at: world.clock.now() }, world.ports);
      await world.settle();
      return said;
    },
  };
}
const texts = ({ sent }: SmallWorld) => sent.map((message) => ('text' in message ? message.text : ''));
const consentOf = async ({ ports }: SmallWorld) => (await ports.contacts.get('ann'))?.consent.news?.sms;

describe('STOP', () => {
  test('ends all texts, of whatever class, and leaves proof of it', async () => {
    const world = await started();
    expect(await world.replies('Stop!')).toBe('stop');
    await world.later('2 days');
    expect(await world.told()).toEqual(
      expect.arrayContaining([
        'send-sms-again skipped suppressed:opted-out',
        'send-sms-receipt skipped suppressed:opted-out',
      ]),
    );
    expect(await consentOf(world)).toMatchObject({ state: 'out', source: 'sms-reply', proof: 'sms-1' });
  });

  test('leaves email as it was', async () => {
    const world = await started({}, '- wait: 1 day\n- send-email: hello');
    await world.replies('stop');
    await world.later('2 days');
    expect(await world.told()).toContain('send-email-hello sent');
  });

  test('is confirmed with one text, however often it is said', async () => {
    const world = await started();
    for (const text of ['stop', 'STOP', 'stop it']) await world.replies(text);
    expect(texts(world)).toHaveLength(2);
    expect(texts(world)[1]).toMatch(/no more texts/);
    await world.replies('start');
    await world.later('1 hour');
    await world.replies('stop');
    expect(texts(world)).toHaveLength(3);
  });

  test('read late holds all the same, and is confirmed no more: a text after five minutes is one too many', async () => {
    for (const [minutes, answers] of [
      [5, 1],
      [6, 0],
    ] as const) {
      const world = await started();
      const at = world.clock.now();
      await world.later(`${minutes} minutes`);
      expect(await takeReply({ id: 'r1', from: phone, text: 'stop', at }, world.ports)).toBe('stop');
      expect(await world.ports.suppressions.find('sms', phone)).toMatchObject({ reason: 'opted-out', at });
      expect(texts(world)).toHaveLength(1 + answers);
    }
  });

  test('of a number that nobody is known by is honored too, and answered by nothing', async () => {
    const world = await started();
    expect(await world.replies('stop', { from: '+33612345678' })).toBe('stop');
    expect(await world.ports.suppressions.find('sms', '+33612345678')).toMatchObject({ reason: 'opted-out' });
    expect(texts(world)).toHaveLength(1);
  });

  test('from nothing that is a number is nothing', async () => {
    const world = await started();
    for (const from of ['AMAZON', '12345', '', '<script>'])
      expect(await world.replies('stop', { from })).toBe('ignored');
  });

  test.each([
    ['dies', 'everything'],
    ['answer-lost', 'everything'],
    ['dies', 'topic'],
  ] as const)('is honored once, wherever a call of its handler %s, of %s', async (breaking, replyStop) => {
    for (let call = 0; ; call++) {
      const world = await started({ settings: { replyStop } });
      const sms = { id: 'sms-1', from: phone, text: 'stop', at: world.clock.now() };
      const breaker = createBreaker(call, breaking);
      await breaker.run(world.ports, (ports) => takeReply(sms, ports)).catch(() => undefined);
      await takeReply(sms, world.ports);
      const standing = await world.ports.suppressions.find('sms', phone);
      expect(standing?.reason, breaker.broken()).toBe(replyStop === 'topic' ? undefined : 'opted-out');
      expect(await consentOf(world), breaker.broken()).toMatchObject({ state: 'out' });
      expect(texts(world).length, breaker.broken()).toBeLessThanOrEqual(2);
      if (breaker.broken() === undefined) break;
      // Only between the claim and the call is the confirmation lost, and never said twice.
      if (breaker.broken() !== 'timeline.claim') expect(texts(world), breaker.broken()).toHaveLength(2);
    }
  });
});

describe('STOP, where the project says that it ends the topic,', () => {
  const both = '- send-sms: hello\n- wait: 1 day\n- send-sms: again\n- send-sms: offer\n  topic: offers';
  const opened = () =>
    started(
      {
        settings: {
          replyStop: 'topic',
          topics: { news: { title: 'the news', consent: 'opt-in' }, offers: { title: 'offers', consent: 'opt-out' } },
        },
        files: { 'waymark.yaml': settings },
      },
      both,
    );
  const settings = `project: example
topics:
  news: { title: the news, consent: opt-in }
  offers: { title: offers, consent: opt-out }
senders:
  default: { name: Example, address: hello@example.com }
postal-address: Example, 1 Street, City
`;

  test('ends what it answers, and nothing else', async () => {
    const world = await opened();
    expect(await world.replies('stop')).toBe('stop');
    expect(texts(world)[1]).toBe(
      'Example: you will get no more texts about the news. Reply STOP ALL to end all texts from us.',
    );
    await world.later('2 days');
    expect(await world.told()).toEqual(
      expect.arrayContaining(['send-sms-again skipped no-consent', 'send-sms-offer sent']),
    );
    expect(await world.ports.suppressions.find('sms', phone)).toBeUndefined();
  });

  test.each(['STOP ALL', 'stopall', 'Stop-all!', 'unsubscribe all'])('ends everything as %s', async (text) => {
    const world = await opened();
    await world.replies(text);
    expect(await world.ports.suppressions.find('sms', phone)).toMatchObject({ reason: 'opted-out' });
  });

  test('ends everything when it is said again, and when nothing was answered', async () => {
    const world = await opened();
    await world.replies('stop');
    await world.replies('stop');
    expect(await world.ports.suppressions.find('sms', phone)).toMatchObject({ reason: 'opted-out' });
    const silent = await aWorld('- wait: 1 day', { settings: { replyStop: 'topic' } });
    await silent.ports.contacts.claim({ kind: 'phone', value: phone }, 'ann');
    await takeReply({ id: 'r1', from: phone, text: 'stop', at: silent.clock.now() }, silent.ports);
    expect(await silent.ports.suppressions.find('sms', phone)).toMatchObject({ reason: 'opted-out' });
  });
});

describe('a text that may be a stop', () => {
  test('holds marketing until somebody has read it, and asks the owner of what was answered', async () => {
    const world = await started();
    expect(await world.replies('please end this')).toBe('unclear');
    await world.later('3 days');
    expect((await world.run()).held).toMatchObject({ reason: 'reply-unclear' });
    const [asked] = await world.ports.followUps.list();
    expect(asked).toMatchObject({ assigneeId: 'owner@example.com', contactId: 'ann', state: 'open' });
    expect(asked?.guidance).toContain('please end this');

    await world.ports.suppressions.remove('sms', phone);
    await world.later('1 day');
    expect(await world.told()).toContain('send-sms-again sent');
  });

  test('lets transactional texts pass', async () => {
    const world = await started({}, '- wait: 1 day\n- send-sms: receipt\n  class: transactional');
    await world.replies('the end is near');
    await world.later('2 days');
    expect(await world.told()).toContain('send-sms-receipt sent');
  });

  test('asks once, however often it is delivered', async () => {
    const world = await started();
    for (let times = 0; times < 3; times++) await world.replies('cancel my order', { id: 'same' });
    expect(await world.ports.followUps.list()).toHaveLength(1);
  });

  test('takes nothing back of a clear one', async () => {
    const world = await started();
    await world.replies('stop');
    await world.replies('I said remove me');
    expect(await world.ports.suppressions.find('sms', phone)).toMatchObject({ reason: 'opted-out' });
  });
});

test('HELP is answered with who we are, once', async () => {
  const world = await started();
  for (let times = 0; times < 2; times++) await world.replies('help', { id: 'same' });
  expect(texts(world)).toEqual([
    expect.any(String),
    'Example: write to hello@example.com for help. Reply STOP to get no more texts from us.',
  ]);
});

test('START lifts the block, and is no consent', async () => {
  const world = await started();
  await world.replies('stop');
  expect(await world.replies('Start')).toBe('start');
  expect(await world.ports.suppressions.find('sms', phone)).toBeUndefined();
  await world.later('2 days');
  expect(await world.told()).toEqual(
    expect.arrayContaining(['send-sms-again skipped no-consent', 'send-sms-receipt sent']),
  );
});

test('START that comes late takes back no stop that was said after it', async () => {
  const world = await started();
  const before = world.clock.now();
  await world.later('1 minute');
  await world.replies('stop');
  await takeReply({ id: 'late', from: phone, text: 'start', at: before }, world.ports);
  expect(await world.ports.suppressions.find('sms', phone)).toMatchObject({ reason: 'opted-out' });
});

test('START is told to the provider first, and comes again where it does not listen', async () => {
  const world = await started();
  const allowed: string[] = [];
  let isDown = true;
  world.ports.senders.sms.allow = async (number) => {
    if (isDown) throw new Error('down');
    allowed.push(number);
  };
  await world.replies('stop');
  await expect(world.replies('start')).rejects.toThrow('down');
  expect(await world.ports.suppressions.find('sms', phone)).toMatchObject({ reason: 'opted-out' });
  isDown = false;
  await world.replies('start');
  expect(allowed).toEqual([phone]);
  expect(await world.ports.suppressions.find('sms', phone)).toBeUndefined();
});

test('START opens nothing that something else has closed', async () => {
  const world = await started();
  await world.ports.suppressions.add('sms', phone, 'bounced', world.clock.now());
  await world.replies('start');
  expect(await world.ports.suppressions.find('sms', phone)).toMatchObject({ reason: 'bounced' });
});

test('anything else is kept, and changes nothing', async () => {
  const world = await started();
  expect(await world.replies('Thank you!')).toBe('other');
  await world.later('2 days');
  expect(await world.told()).toContain('send-sms-again sent');
  expect((await world.rows()).find(({ kind }) => kind === 'reply')).toMatchObject({
    outcome: 'other',
    detail: 'Thank you!',
  });
});

test('a service that refuses because they left it is believed', async () => {
  const world = await started(
    { answers: () => ({ answer: 'refused', reason: 'opted-out' }) },
    '- send-sms: hello\n  on-error: continue\n- wait: 1 day\n- send-sms: again',
  );
  await world.later('2 days');
  expect(await world.told()).toContain('send-sms-again skipped suppressed:opted-out');
});
