/** What must arrive is handed over again where nobody knows: the very same message, a bounded number of times, and never without need. */
import { SESClient } from '@aws-sdk/client-ses';
import { afterEach, describe, expect, test } from 'vitest';
import { createEmailSender } from '../../functions/aws/channels/email.ts';
import { createEffectClient } from '../../functions/aws/clients.ts';
import type { EnginePorts, OutgoingEmail, ProviderAnswer } from '../../lib/engine/ports.ts';
import { zonesOfPhone } from '../../lib/language/phone-zones.ts';
import { aWorld, type Given, type SmallWorld } from '../support/a-world.ts';
import { emailTemplate } from '../support/project.ts';
import {
  localCredentials,
  type Mode,
  openProvider,
  type Provider,
  queryLanguage,
} from '../support/provider-stand-in.ts';
import { at } from '../support/records.ts';

const receipt = (more = '') =>
  `- send-email: hello\n  class: transactional\n  delivery: at-least-once\n${more}- stop: told`;
const lost: ProviderAnswer = { answer: 'unknown', reason: 'answer-lost' };

/** What the provider says, call by call; then it takes everything. */
const start = async (said: (ProviderAnswer | undefined)[], given: Given & { more?: string } = {}) => {
  const world = await aWorld(receipt(given.more), { answers: () => said.shift(), ...given });
  await world.happens('thing.happened');
  return world;
};
const claimOf = async (world: SmallWorld) => (await world.rows()).find(({ kind }) => kind === 'message');
const QUARTER = 15 * 60;
const tale = (word: string) => [`send-email-hello ${word}`, 'stop-told ended', 'ended stop told'];

describe('a message that must arrive', () => {
  test('goes out once where its provider answers', async () => {
    const world = await start([]);
    await world.later('1 day');
    expect(world.sent).toHaveLength(1);
    expect(await world.told()).toEqual(tale('sent'));
  });

  test('goes out again a quarter of an hour after an answer was lost, the very same', async () => {
    const world = await start([lost], { more: '' });
    expect((await world.run()).held).toMatchObject({ reason: 'answer-lost', until: at(QUARTER) });
    expect(await claimOf(world)).toMatchObject({ outcome: 'unknown', claim: { state: 'UNKNOWN' } });
    await world.later('14 minutes');
    expect(world.sent).toHaveLength(1);
    await world.later('1 minute');
    expect(world.sent).toHaveLength(2);
    expect(world.sent[1]).toEqual(world.sent[0]);
    expect(await claimOf(world)).toMatchObject({ outcome: 'sent', claim: { state: 'SENT', calls: 2 } });
    expect(await world.told()).toEqual(tale('sent'));
  });

  test.each([
    ['', 2],
    ['  at-most: 2\n', 2],
    ['  at-most: 4\n', 4],
  ])('goes out so often in all and no more, however often answers are lost: %j', async (more, many) => {
    const world = await start(Array(9).fill(lost), { more });
    await world.later('1 day');
    expect(world.sent).toHaveLength(many);
    expect(await world.told()).toEqual(tale('unknown answer-lost'));
  });

  test('does not go out again once its provider says by itself that it has sent it', async () => {
    const world = await start([lost]);
    await world.later('10 minutes');
    await world.provider('sent');
    await world.later('1 day');
    expect(world.sent).toHaveLength(1);
    expect(await world.told()).toEqual(tale('sent'));
  });

  test.each([
    ['their address', { email: 'ann@other.example' }],
    ['what is said in it', { plan: 'gold' }],
  ])('does not go out again where %s has changed meanwhile: it would be another one', async (_what, fields) => {
    const world = await start([lost], {
      files: { 'templates/hello.email.mjml': emailTemplate('You are on {{ contact.plan }}') },
      contact: { fields: { plan: 'silver' } },
    });
    await world.ports.contacts.set('ann', fields, 'change');
    await world.later('1 day');
    expect(world.sent).toHaveLength(1);
    expect(await world.told()).toEqual(tale('unknown other-request'));
  });

  test('does not go out again to somebody who must not be written to by then, and is not called unsent either', async () => {
    const world = await start([lost]);
    await world.ports.suppressions.add('email', 'ann@example.com', 'bounced', at(60));
    await world.later('1 day');
    expect(world.sent).toHaveLength(1);
    expect(await claimOf(world)).toMatchObject({ outcome: 'unknown', claim: { state: 'UNKNOWN' } });
    expect(await world.told()).toEqual(tale('unknown suppressed:bounced'));
  });

  test('is waited for where the provider takes nothing at the second time, which is no call that counts', async () => {
    const busy: ProviderAnswer = { answer: 'nothing-sent', reason: 'throttled' };
    const world = await start([lost, ...Array(4).fill(busy), lost]);
    await world.later('1 day');
    expect(world.sent).toHaveLength(1 + 4 + 1);
    expect(await claimOf(world)).toMatchObject({ claim: { state: 'UNKNOWN', calls: 2 } });
    expect(await world.told()).toEqual(tale('unknown answer-lost'));
  });

  test('that can never be handed over again fails by the word of the provider, and stays unknown', async () => {
    const busy: ProviderAnswer = { answer: 'nothing-sent', reason: 'throttled' };
    const world = await start([lost, ...Array(50).fill(busy)]);
    await world.later('1 day');
    expect((await world.run()).end).toMatchObject({ how: 'error' });
    expect(await claimOf(world)).toMatchObject({ claim: { state: 'UNKNOWN' } });
    expect(await world.told()).toContain('send-email-hello failed throttled');
  });

  test('stands still with its definition, and goes out at the resume', async () => {
    const barred: ProviderAnswer = { answer: 'refused', reason: 'account-paused', about: 'sender' };
    const world = await start([lost, barred]);
    await world.later('1 hour');
    expect((await world.ports.registry.definition('example'))?.state).toBe('paused');
    await world.operator('live');
    expect(await claimOf(world)).toMatchObject({ outcome: 'sent', claim: { calls: 2 } });
  });

  test('never goes out to somebody who has left meanwhile', async () => {
    const head = 'when:\n  - event: thing.happened\nagain: always\nexit:\n  left: { field: plan, is: none }\n';
    const world = await start([lost], { head });
    await world.ports.contacts.set('ann', { plan: 'none' }, 'leave');
    await world.later('1 day');
    expect(world.sent).toHaveLength(1);
  });

  test('that two of the same want to hand over again at one instant is handed over by one', async () => {
    const copies = async (_call: unknown, carryOut: (ports?: EnginePorts) => Promise<unknown>) => {
      const all = await Promise.allSettled([carryOut(), carryOut(), carryOut()]);
      if (all[0].status === 'rejected') throw all[0].reason;
      return all[0].value;
    };
    const world = await start([lost], { options: { around: copies } });
    await world.later('1 day');
    expect(world.sent).toHaveLength(2);
    expect(await claimOf(world)).toMatchObject({ claim: { state: 'SENT' } });
  });
});

describe('over the wire', () => {
  let provider: Provider;
  afterEach(() => provider.close());

  const play = async (mode: Mode, steps: string) => {
    provider = await openProvider(
      queryLanguage('SendRawEmail', { throttled: 'Throttling', rejected: 'MessageRejected' }),
    );
    provider.mode = mode;
    const { endpoint } = provider;
    const soon = { connectionTimeout: 500, requestTimeout: 100, socketTimeout: 100 };
    const real = createEmailSender({}, createEffectClient(SESClient, { endpoint, ...localCredentials }, soon));
    const onTheWay: Promise<unknown>[] = [];
    const email = {
      send(message: OutgoingEmail) {
        const answer = real.send(message);
        onTheWay.push(answer);
        return answer;
      },
    };
    const sms = { send: async () => lost, zonesOf: zonesOfPhone, allow: async () => {} };
    const world = await aWorld(steps, { options: { store: () => ({ senders: { email, sms } }) } });
    /** The world's time stands still while the wire takes its own. */
    const answered = async () => {
      await Promise.all(onTheWay.splice(0));
      await world.settle();
    };
    await world.happens('thing.happened');
    await answered();
    for (let quarter = 0; quarter < 3; quarter++) {
      await world.later('15 minutes');
      await answered();
    }
    return world;
  };

  test.each<[Mode, number, string]>([
    ['accept', 1, 'sent'],
    ['lose-first', 2, 'sent'],
    ['forward-then-500', 2, 'unknown'],
    ['accept-then-reset', 2, 'unknown'],
    ['hang', 2, 'unknown'],
    ['reject', 1, 'failed'],
  ])('%s: %i received, %s in the end', async (mode, received, outcome) => {
    const world = await play(mode, receipt());
    expect(provider.received).toHaveLength(received);
    expect((await claimOf(world))?.outcome).toBe(outcome);
  });

  test('a message that is sent once stays at one, whatever is lost', async () => {
    await play('lose-first', '- send-email: hello');
    expect(provider.received).toHaveLength(1);
  });
});
