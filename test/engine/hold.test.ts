/** Steps that come later: quiet hours, an unknown hour, a time of day that was missed. */
import { describe, expect, test } from 'vitest';
import { aWorld } from '../support/a-world.ts';
import { at } from '../support/records.ts';

const night = { quietHours: { from: '22:00', to: '07:00' } };

describe('a message held back', () => {
  test('goes out when quiet hours end, though the time of day before it is long past by then', async () => {
    const world = await aWorld('- wait-until: 06:00\n- send-email: hello', { settings: night });
    await world.happens('thing.happened');
    await world.later('2 days');
    expect(await world.told()).toEqual(['send-email-hello sent', 'ended finished finished']);
    expect((await world.run()).end?.at).toBe('2026-03-03T07:00:00.000Z');
  });

  test('has not failed by being held: after days of patience it still gets all its attempts', async () => {
    let fails = 0;
    const world = await aWorld('- send-sms: hello', {
      contact: { fields: { timeZone: 'nowhere', phone: '+870773111632' } },
      options: {
        around: async (call, carryOut) => {
          if (call.handler !== 'task' || call.task.does !== 'work' || fails === 0) return carryOut();
          fails -= 1;
          throw new Error('not today');
        },
      },
    });
    await world.happens('thing.happened');
    await world.later('5 days');
    expect((await world.run()).held).toMatchObject({ reason: 'zone_unknown', attempts: 0 });

    fails = 2;
    await world.ports.contacts.set('ann', { timeZone: 'UTC' }, 'zone');
    await world.later('2 days');
    expect(await world.told()).toEqual(['send-sms-hello sent', 'ended finished finished']);
  });
});

describe('a step at a time of day that is picked up late', () => {
  const late = async (minutes: number, steps = '- wait-until: 10:00\n- send-email: hello') => {
    const world = await aWorld(steps);
    await world.happens('thing.happened');
    await world.operator('paused');
    await world.later(`${60 + minutes} minutes`);
    await world.operator('live');
    await world.later('2 days');
    return (await world.rows()).find(({ kind }) => kind === 'message')?.at;
  };

  test.each([
    { case: 'within half an hour it goes the same day', minutes: 30, sentAt: at(5_400) },
    { case: 'after that it goes the next day', minutes: 31, sentAt: at(25 * 3_600) },
  ])('$case', async ({ minutes, sentAt }) => expect(await late(minutes)).toBe(sentAt));

  test('goes the same day for as long as its own grace says', async () => {
    expect(await late(120, '- wait-until: 10:00\n  grace: 2 hours\n- send-email: hello')).toBe(at(3 * 3_600));
  });

  test('a length of time cannot be missed: what fell due in a pause runs when it ends', async () => {
    expect(await late(600, '- wait: 1 hour\n- send-email: hello')).toBe(at(11 * 3_600));
  });
});
