/** Nobody is written to more often than the project allows, over all journeys, and nothing that was not sent counts. */
import { describe, expect, test } from 'vitest';
import type { Cap } from '../../lib/language/caps.ts';
import { aWorld, type Given, type SmallWorld } from '../support/a-world.ts';
import { wrapPorts } from '../support/faulty-ports.ts';
import { aJourney } from '../support/project.ts';
import { at } from '../support/records.ts';

const cap = (said: Partial<Cap> = {}): Cap => ({
  class: 'marketing',
  atMost: 1,
  per: { text: '7 days', days: 7 },
  whenFull: 'drop',
  ...said,
});

const capped = (steps: string, caps: Cap[], given: Given = {}): Promise<SmallWorld> =>
  aWorld(steps, { ...given, settings: { ...given.settings, caps } });

const start = async (...of: Parameters<typeof capped>): Promise<SmallWorld> => {
  const world = await capped(...of);
  await world.happens('thing.happened');
  return world;
};
const templates = ({ sent }: SmallWorld) => sent.map((message) => message.channel);
const DAY = 86_400;

describe('a cap that is full', () => {
  test('drops the next message, and the run goes on', async () => {
    const world = await start('- send-email: hello\n- send-email: again\n- stop: done', [cap()]);
    expect(await world.told()).toEqual([
      'send-email-hello sent',
      'send-email-again skipped capped',
      'stop-done ended',
      'ended stop done',
    ]);
  });

  test('ends the run where the step says so', async () => {
    const world = await start('- send-email: hello\n- send-email: again\n  on-blocked: stop', [cap()]);
    expect((await world.run()).end).toMatchObject({ how: 'blocked', reason: 'capped' });
  });

  test('holds it until there is room, where the cap says so', async () => {
    const world = await start('- send-email: hello\n- wait: 1 day\n- send-email: again', [cap({ whenFull: 'hold' })]);
    await world.later('2 days');
    expect((await world.run()).held).toMatchObject({ reason: 'capped', until: at(7 * DAY) });
    await world.later('6 days');
    expect(await world.told()).toEqual(['send-email-hello sent', 'send-email-again sent', 'ended finished finished']);
    expect((await world.rows()).find(({ step }) => step === 'send-email-again')?.at).toBe(at(7 * DAY));
  });

  test('has room again once its time is over, to the instant', async () => {
    const steps = '- send-email: hello\n- wait: 7 days\n- send-email: again';
    const world = await start(steps, [cap()]);
    await world.later('8 days');
    expect(world.sent).toHaveLength(2);
    const soon = await start(steps.replace('7 days', '167 hours'), [cap()]);
    await soon.later('8 days');
    expect(soon.sent).toHaveLength(1);
  });

  test('of two, the one that drops decides; of two that hold, the later one', async () => {
    const steps = '- send-email: hello\n- send-email: again';
    const month = cap({ per: { text: '30 days', days: 30 }, whenFull: 'hold' });
    const dropped = await start(steps, [month, cap()]);
    expect(await dropped.told()).toContain('send-email-again skipped capped');
    const held = await start(steps, [month, cap({ whenFull: 'hold' })]);
    expect((await held.run()).held?.until).toBe(at(30 * DAY));
  });
});

describe('a cap counts', () => {
  test('over all journeys of the contact, and for each contact by itself', async () => {
    const other = aJourney('- send-email: other', { name: 'other', head: 'when:\n  - event: other.happened\n' });
    const world = await capped('- send-email: hello', [cap()], { files: other });
    await world.happens('thing.happened');
    await world.happens('other.happened');
    expect(await world.told()).toContain('send-email-other skipped capped');
    await world.ports.contacts.claim({ kind: 'userId', value: 'bob' }, 'bob');
    await world.ports.contacts.create({ ...(await world.ports.contacts.get('ann'))!, id: 'bob' });
    await world.happens('other.happened', { contact: 'bob' });
    expect(await world.told('bob')).toContain('send-email-other sent');
  });

  const two = '- send-email: hello\n- send-email: again\n- send-sms: text';
  const system =
    '- send-email: hello\n  class: transactional\n- send-email: again\n  class: transactional\n- send-sms: text';
  const offers =
    '- send-email: hello\n  tone: offer\n- send-sms: text\n  tone: offer\n- send-email: more\n  tone: value';

  test.each([
    { case: 'its channel only', caps: [cap({ channel: 'email' })], steps: two, sent: ['email', 'sms'] },
    { case: 'all channels together where it names none', caps: [cap()], steps: two, sent: ['email'] },
    { case: 'marketing only', caps: [cap()], steps: system, sent: ['email', 'email', 'sms'] },
    {
      case: 'what is not marketing where it says so',
      caps: [cap({ class: 'transactional' })],
      steps: system,
      sent: ['email', 'sms'],
    },
    { case: 'what sells, and not what helps', caps: [cap({ tone: 'offer' })], steps: offers, sent: ['email', 'email'] },
  ])('$case', async ({ caps, steps, sent }) => {
    expect(templates(await start(steps, caps))).toEqual(sent);
  });

  test('no message that was refused, or was never handed over', async () => {
    let answers = 0;
    const refused = await start('- send-email: hello\n  on-error: continue\n- send-email: again', [cap()], {
      answers: () => (answers++ === 0 ? { answer: 'refused', reason: 'rejected' } : undefined),
    });
    expect(await refused.told()).toEqual([
      'send-email-hello failed rejected',
      'send-email-again sent',
      'ended finished finished',
    ]);
    let busy = 2;
    const late = await start('- send-email: hello\n- send-email: again', [cap()], {
      answers: () => (busy-- > 0 ? { answer: 'nothing-sent', reason: 'throttled' } : undefined),
    });
    await late.later('1 hour');
    expect(await late.told()).toContain('send-email-hello sent');
    expect(await late.told()).toContain('send-email-again skipped capped');
  });

  test('a message of which nobody knows whether it left', async () => {
    const world = await start('- send-email: hello\n- send-email: again', [cap()], {
      answers: () => ({ answer: 'unknown', reason: 'hung-up' }),
    });
    expect(await world.told()).toContain('send-email-again skipped capped');
  });

  test('nothing that another reason kept back', async () => {
    const settings = { quietHours: { from: '09:00', to: '12:00' } };
    const steps = '- send-email: hello\n  in-quiet-hours: drop\n- wait: 4 hours\n- send-email: again';
    const world = await start(steps, [cap()], { settings });
    await world.later('1 day');
    expect(await world.told()).toEqual([
      'send-email-hello skipped quiet-hours',
      'send-email-again sent',
      'ended finished finished',
    ]);
  });
});

test('a project without caps asks nothing of them', async () => {
  const asked: string[] = [];
  const world = await aWorld('- send-email: hello', {
    options: {
      around: (_call, carryOut, ports) =>
        carryOut(
          wrapPorts(ports, async (name, ask) => {
            asked.push(name);
            return ask();
          }),
        ),
    },
  });
  await world.happens('thing.happened');
  expect(world.sent).toHaveLength(1);
  expect(asked.filter((name) => name.startsWith('caps.'))).toEqual([]);
});
