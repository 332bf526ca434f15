/** One message, at most once: claim, render, check again, call once, record. */
import { describe, expect, test } from 'vitest';
import { effectKey } from '../../lib/engine/keys.ts';
import { setDefinitionState } from '../../lib/engine/operate.ts';
import type { EnginePorts, ProviderAnswer } from '../../lib/engine/ports.ts';
import { signalContact } from '../../lib/engine/signal.ts';
import { zonesOfPhone } from '../../lib/language/phone-zones.ts';
import { insideHours } from '../../lib/language/wall-time.ts';
import { aWorld, type Given, type SmallWorld } from '../support/a-world.ts';
import { wrapPorts } from '../support/faulty-ports.ts';
import { at } from '../support/records.ts';

const HELLO = 'send-email-hello';

/** Something happens in the middle of the first send, before or after one of its calls. */
function meanwhile(moment: `${'before' | 'after'} ${string}`, happen: (ports: EnginePorts) => Promise<unknown>) {
  let isDone = false;
  return {
    around: (
      call: { handler: string; task?: { does: string } },
      carryOut: (ports?: EnginePorts) => Promise<unknown>,
      ports: EnginePorts,
    ) => {
      if (call.task?.does !== 'work') return carryOut();
      const [when, where] = moment.split(' ');
      const once = async () => {
        if (isDone) return;
        isDone = true;
        await happen(ports);
      };
      return carryOut(
        wrapPorts(ports, async (name, ask) => {
          if (name === where && when === 'before') await once();
          const answer = await ask();
          if (name === where && when === 'after') await once();
          return answer;
        }),
      );
    },
  };
}

const start = async (given: Given = {}, steps = '- send-email: hello'): Promise<SmallWorld> => {
  const world = await aWorld(steps, given);
  await world.happens('thing.happened');
  return world;
};
const claimOf = async (world: SmallWorld) => (await world.rows()).find(({ kind }) => kind === 'message');

describe('a message that somebody else has claimed', () => {
  /** Another handler stands before the provider while this one wants to send. */
  const claimed = (claim: object, outcome?: string) =>
    aWorld('- send-email: hello', {
      options: {
        around: async (call, carryOut, ports) => {
          if (call.handler === 'task' && call.task.does === 'work') {
            const [run] = await ports.runs.ofContact('ann');
            const key = effectKey(run!.run, HELLO, 1, 'email');
            const row = { contact: 'ann', key, at: at(0), run: run!.run, step: HELLO, kind: 'message', outcome };
            await ports.timeline.claim({
              ...row,
              claim: { state: 'CLAIMED', attempt: 'other', deadline: at(60), ...claim },
            });
          }
          return carryOut();
        },
      },
    });

  test.each([
    { state: 'SENT', outcome: 'sent', told: 'send-email-hello sent' },
    { state: 'FAILED', outcome: 'skipped', told: 'send-email-hello skipped' },
    { state: 'UNKNOWN', outcome: 'unknown', told: 'send-email-hello unknown' },
  ])('is theirs: $state is the answer here too, and nobody is called', async ({ state, outcome, told }) => {
    const world = await claimed({ state, providerId: 'theirs' }, outcome);
    await world.happens('thing.happened');
    expect(world.sent).toEqual([]);
    expect(await world.told()).toEqual([told, 'ended finished finished']);
  });

  test('is waited for until their time is over, and is unknown then: it is never sent a second time', async () => {
    const world = await claimed({});
    await world.happens('thing.happened');
    expect((await world.run()).held).toMatchObject({ reason: 'claimed', until: at(60) });
    await world.later('1 hour');
    expect(world.sent).toEqual([]);
    expect(await world.told()).toEqual(['send-email-hello unknown claim-expired', 'ended finished finished']);
  });

  test('is sent once they have let go of it', async () => {
    const world = await claimed({ state: 'RELEASED' });
    await world.happens('thing.happened');
    expect(world.sent).toHaveLength(1);
  });

  test('is sent by them late, after this one gave up: their word is the last', async () => {
    let world: SmallWorld | undefined;
    const lateAnswer = meanwhile('before senders.email.send', async () => {
      // The handler stands still so long that its own claim runs out, and is read by another.
      await world!.ports.timeline.settle(
        {
          ...(await claimOf(world!))!,
          outcome: 'unknown',
          claim: { ...(await claimOf(world!))!.claim!, state: 'UNKNOWN' },
        },
        'attempt-1',
        ['CLAIMED'],
      );
    });
    world = await aWorld('- send-email: hello', { options: lateAnswer });
    await world.happens('thing.happened');
    expect(world.sent).toHaveLength(1);
    expect(await world.told()).toEqual(['send-email-hello sent', 'ended finished finished']);
  });
});

describe('what changes between the claim and the call', () => {
  const out = { state: 'out' as const, at: at(0), source: 'one-click' };

  test.each([
    {
      case: 'consent is withdrawn',
      happen: (ports: EnginePorts) => ports.contacts.setConsent('ann', 'news', 'email', { ...out, at: at(1) }),
      told: ['send-email-hello skipped no-consent', 'ended finished finished'],
    },
    {
      case: 'the address is found dead',
      happen: (ports: EnginePorts) => ports.suppressions.add('email', 'ann@example.com', 'bounced', at(0)),
      told: ['send-email-hello skipped suppressed:bounced', 'ended finished finished'],
    },
    {
      case: 'the address is cleared',
      happen: (ports: EnginePorts) => ports.contacts.set('ann', { email: null }, 'clear'),
      told: ['send-email-hello skipped no-address', 'ended finished finished'],
    },
  ])('counts: $case, and nothing is sent', async ({ happen, told }) => {
    const world = await start({ options: meanwhile('after timeline.claim', happen) });
    expect(world.sent).toEqual([]);
    expect(await world.told()).toEqual(told);
  });

  test('a pause holds the message; it goes out once at the resume', async () => {
    const world = await start({
      options: meanwhile('after timeline.claim', (ports) => setDefinitionState('example', 'paused', ports)),
    });
    expect(world.sent).toEqual([]);
    expect(await world.run()).toMatchObject({ status: 'parked' });
    expect((await claimOf(world))?.claim?.state).toBe('RELEASED');
    await world.later('1 day');
    await world.operator('live');
    expect(world.sent).toHaveLength(1);
    expect(await world.told()).toEqual(['send-email-hello sent', 'ended finished finished']);
  });

  test('an exit wins: nothing is sent to somebody who has left', async () => {
    const head = 'when:\n  - event: thing.happened\nagain: always\nexit:\n  left: { field: plan, is: none }\n';
    const world = await start({
      head,
      options: meanwhile('after timeline.claim', async (ports) => {
        await ports.contacts.set('ann', { plan: 'none' }, 'leave');
        await signalContact({ contact: 'ann', families: ['contact:plan'], receivedAt: at(0) }, ports);
      }),
    });
    expect(world.sent).toEqual([]);
    expect((await world.run()).end).toMatchObject({ how: 'exit', reason: 'left' });
    expect((await claimOf(world))?.claim?.state).toBe('RELEASED');
  });
});

describe('consent', () => {
  const none = { contact: { consent: {} } };

  test('of somebody who never said anything is no to an opt-in topic, yes to an opt-out topic', async () => {
    expect((await start(none)).sent).toEqual([]);
    const topics = { news: { title: 'News', consent: 'opt-out' as const } };
    expect((await start({ ...none, settings: { topics } })).sent).toHaveLength(1);
  });

  test('a blocked message is skipped and the run goes on, or ends with the reason where it says so', async () => {
    const goesOn = await start(none, '- send-email: hello\n- stop: done');
    expect(await goesOn.told()).toEqual(['send-email-hello skipped no-consent', 'stop-done ended', 'ended stop done']);
    const ends = await start(none, '- send-email: hello\n  on-blocked: stop\n- stop: done');
    expect(await ends.told()).toEqual(['send-email-hello skipped no-consent', 'ended blocked no-consent']);
  });

  test('is not asked of a transactional message', async () => {
    expect((await start(none, '- send-email: hello\n  class: transactional')).sent).toHaveLength(1);
  });
});

describe('quiet hours', () => {
  const night = { startAt: '2026-03-02T23:30:00.000Z', settings: { quietHours: { from: '22:00', to: '07:00' } } };

  test("hold a message to their end, in the contact's zone", async () => {
    const world = await start({ ...night, contact: { fields: { timeZone: 'Europe/Paris' } } });
    expect(world.sent).toEqual([]);
    expect(await claimOf(world)).toMatchObject({
      outcome: 'held',
      reason: 'quiet-hours',
      detail: '2026-03-03T06:00:00.000Z',
    });
    await world.later('1 day');
    expect(await claimOf(world)).toMatchObject({ outcome: 'sent', at: '2026-03-03T06:00:00.000Z' });
    expect(world.sent).toHaveLength(1);
  });

  test('drop it where the step says so, and the run goes on', async () => {
    const world = await start(night, '- send-email: hello\n  in-quiet-hours: drop\n- stop: done');
    expect(await world.told()).toEqual(['send-email-hello skipped quiet-hours', 'stop-done ended', 'ended stop done']);
  });

  test('let a transactional message pass', async () => {
    expect((await start(night, '- send-email: hello\n  class: transactional')).sent).toHaveLength(1);
  });
});

describe('a text message', () => {
  const sms = '- send-sms: hello';

  test.each([
    { case: 'a minute before eight', startAt: '2026-07-01T11:59:00.000Z', sentAt: '2026-07-01T12:00:00.000Z' },
    { case: 'at eight', startAt: '2026-07-01T12:00:00.000Z', sentAt: '2026-07-01T12:00:00.000Z' },
    { case: 'a minute before twenty', startAt: '2026-07-01T23:59:00.000Z', sentAt: '2026-07-01T23:59:00.000Z' },
    { case: 'at twenty', startAt: '2026-07-02T00:00:00.000Z', sentAt: '2026-07-02T12:00:00.000Z' },
  ])('goes out between eight and twenty where the contact is: $case', async ({ startAt, sentAt }) => {
    const world = await start({ startAt, contact: { fields: { timeZone: 'America/New_York' } } }, sms);
    await world.later('1 day');
    expect(await claimOf(world)).toMatchObject({ outcome: 'sent', at: sentAt });
  });

  test('is held for as long as nobody knows where the contact is, never guessed', async () => {
    const satellite = '+870773111632';
    const world = await start({ contact: { fields: { timeZone: 'Mars/Base', phone: satellite } } }, sms);
    await world.later('10 days');
    expect(world.sent).toEqual([]);
    expect(await claimOf(world)).toMatchObject({ outcome: 'held', reason: 'zone_unknown' });
  });

  test.each([
    { country: 'one zone', phone: '+33612345678', sentAt: '2026-07-01T06:00:00.000Z' },
    // Eight on the Aleutians, when it is eighteen in New York.
    { country: 'many zones', phone: '+12125550123', sentAt: '2026-07-01T18:00:00.000Z' },
  ])('to a number of a country with $country waits until it is day in all of it', async ({ phone, sentAt }) => {
    const world = await start(
      { startAt: '2026-07-01T03:00:00.000Z', contact: { fields: { timeZone: '', phone } } },
      sms,
    );
    await world.later('1 day');
    expect(await claimOf(world)).toMatchObject({ outcome: 'sent', at: sentAt });
  });

  test('goes out in no hour of the night anywhere in the country, around the clock', async () => {
    const hours = Array.from({ length: 24 }, (_, hour) => `2026-07-01T${String(hour).padStart(2, '0')}:30:00.000Z`);
    for (const startAt of hours) {
      const world = await start({ startAt, contact: { fields: { timeZone: '', phone: '+12125550123' } } }, sms);
      await world.later('2 days');
      const { at: sentAt, outcome } = (await claimOf(world))!;
      expect(outcome).toBe('sent');
      for (const zone of zonesOfPhone('+12125550123')) {
        expect(insideHours(sentAt, '08:00', '20:00', zone), `${sentAt} in ${zone}`).toBe(true);
      }
    }
  });
});

describe('a provider', () => {
  test('that is too busy is asked again by the machine, with a new attempt; the message goes out once', async () => {
    let busy = 2;
    const world = await start({
      answers: (): ProviderAnswer | undefined =>
        busy-- > 0 ? { answer: 'nothing-sent', reason: 'throttled' } : undefined,
    });
    expect(await claimOf(world)).toMatchObject({ claim: { state: 'RELEASED' }, outcome: 'held', reason: 'throttled' });
    await world.later('1 hour');
    expect(await claimOf(world)).toMatchObject({ claim: { state: 'SENT', attempt: 'attempt-3' } });
    expect(await world.told()).toEqual(['send-email-hello sent', 'ended finished finished']);
  });

  test('that throws has perhaps sent it: unknown, and the run goes on as if it had', async () => {
    const world = await aWorld('- send-email: hello', {
      answers: () => {
        throw Object.assign(new Error('socket hang up'), { name: 'TimeoutError' });
      },
    });
    await world.happens('thing.happened');
    await world.later('1 day');
    expect(await world.told()).toEqual(['send-email-hello unknown TimeoutError', 'ended finished finished']);
  });
});
