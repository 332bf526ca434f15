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

  test('what one journey sends, where it says so', async () => {
    const other = aJourney('- send-email: other', {
      name: 'other',
      head: 'when:\n  - event: other.happened\nagain: always\n',
    });
    const caps = [cap({ inside: 'journey' }), cap({ atMost: 2 })];
    const world = await capped('- send-email: hello', caps, { files: other });
    for (const name of ['thing', 'other', 'other', 'thing']) await world.happens(`${name}.happened`);
    expect((await world.told()).filter((row) => row.startsWith('send'))).toEqual([
      'send-email-hello sent',
      'send-email-other sent',
      'send-email-other skipped capped',
      'send-email-hello skipped capped',
    ]);
  });

  test('what sells against what helps, where it says so', async () => {
    const mix = cap({ tone: 'offer', forEvery: 2, per: { text: '30 days', days: 30 } });
    const words = ['offer', 'value', 'offer', 'value', 'offer', 'offer', 'value', 'value', 'offer'];
    const steps = words.map((tone, index) => `- send-email: hello\n  id: ${tone}-${index}\n  tone: ${tone}`).join('\n');
    const told = await (await start(steps, [mix])).told();
    expect(told.slice(0, -1)).toEqual([
      'offer-0 skipped capped',
      'value-1 sent',
      'offer-2 skipped capped',
      'value-3 sent',
      'offer-4 sent',
      'offer-5 skipped capped',
      'value-6 sent',
      'value-7 sent',
      'offer-8 sent',
    ]);
  });

  test('nothing that helps and was not sent', async () => {
    let answers = 0;
    const world = await start(
      '- send-email: hello\n  tone: value\n  on-error: continue\n- send-email: buy\n  tone: offer',
      [cap({ tone: 'offer', forEvery: 1 })],
      { answers: () => (answers++ === 0 ? { answer: 'refused', reason: 'rejected' } : undefined) },
    );
    expect(await world.told()).toContain('send-email-buy skipped capped');
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
