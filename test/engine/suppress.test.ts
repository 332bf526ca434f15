/** An address that is closed gets nothing, whoever closed it, until it is opened again. */
import { describe, expect, test } from 'vitest';
import { liftByHand, suppressByHand } from '../../lib/engine/suppress.ts';
import { aWorld } from '../support/a-world.ts';
import { at } from '../support/records.ts';

describe('the step', () => {
  test('closes one channel, and the other one stays open', async () => {
    const world = await aWorld('- suppress: email\n  reason: asked-by-phone\n- send-email: hello\n- send-sms: hello');
    await world.happens('thing.happened');
    expect(await world.told()).toEqual([
      'suppress-email suppressed asked-by-phone',
      'send-email-hello skipped suppressed:asked-by-phone',
      'send-sms-hello sent',
      'ended finished finished',
    ]);
  });

  test('closes everything, transactional messages too', async () => {
    const world = await aWorld(
      '- suppress: everything\n- send-email: hello\n  class: transactional\n- send-sms: hello',
    );
    await world.happens('thing.happened');
    expect(world.sent).toEqual([]);
  });

  test('opens again by itself where it says so', async () => {
    const steps =
      '- suppress: email\n  lasts: 3 days\n- wait: 2 days\n- send-email: early\n- wait: 1 day\n- send-email: late';
    const world = await aWorld(steps);
    await world.happens('thing.happened');
    await world.later('4 days');
    expect(await world.told()).toEqual([
      'suppress-email suppressed by-rule',
      'send-email-early skipped suppressed:by-rule',
      'send-email-late sent',
      'ended finished finished',
    ]);
  });

  test('says so where there is no address', async () => {
    const world = await aWorld('- suppress: sms', { contact: { fields: { phone: '' } } });
    await world.happens('thing.happened');
    expect(await world.told()).toContain('suppress-sms no-address');
  });

  test('never opens what a complaint has closed', async () => {
    const world = await aWorld('- suppress: email\n  lasts: 1 day\n- wait: 2 days\n- send-email: hello');
    await world.ports.suppressions.add('email', 'ann@example.com', 'complained', at(0));
    await world.happens('thing.happened');
    await world.later('3 days');
    expect(await world.told()).toContain('send-email-hello skipped suppressed:complained');
  });
});

describe('by hand', () => {
  test('an operator closes an address and opens it again, and the timeline keeps who', async () => {
    const world = await aWorld('- send-email: hello');
    const order = { contact: 'ann', channel: 'email', by: 'lee', at: world.clock.now() };
    expect(await suppressByHand({ ...order, reason: 'legal' }, world.ports)).toEqual(['email']);
    await world.happens('thing.happened');
    expect(await world.told()).toContain('send-email-hello skipped suppressed:legal');
    expect(await liftByHand(order, world.ports)).toEqual(['email']);
    await world.happens('thing.happened');
    expect(world.sent).toHaveLength(1);
    const told = (await world.rows()).filter(({ kind }) => kind === 'operator');
    expect(told.map(({ outcome, detail, reason }) => [outcome, detail, reason])).toEqual([
      ['suppressed', 'lee', 'legal'],
      ['lifted', 'lee', undefined],
    ]);
  });

  test('without a channel it is all on which they have an address', async () => {
    const world = await aWorld('- send-email: hello');
    const order = { by: 'lee', at: world.clock.now(), reason: 'legal' };
    expect(await suppressByHand({ ...order, contact: 'ann' }, world.ports)).toEqual(['email', 'sms']);
    await expect(suppressByHand({ ...order, contact: 'nobody' }, world.ports)).rejects.toMatchObject({
      code: 'no-address',
    });
  });
});
