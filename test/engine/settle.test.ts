/** An event wait goes one way, once: `then` when it happens in time, whenever that is heard of; else `else`. */
import { describe, expect, test } from 'vitest';
import { addContact, ann, aWorld } from '../support/a-world.ts';
import { at } from '../support/records.ts';

const both = (awaited: string, options = '') =>
  `- wait-for: ${awaited}\n  id: word\n  up-to: 1 day\n${options}  then:\n    - send-email: thanks\n  else:\n    - send-email: sorry`;
const thanked = ['word happened', 'send-email-thanks sent', 'ended finished finished'];
const regretted = ['word limit', 'send-email-sorry sent', 'ended finished finished'];

describe('a contact who is waited for', () => {
  test('and never does it goes the other way, at the limit', async () => {
    const world = await aWorld(both('{ event: paid }'));
    await world.happens('thing.happened');
    await world.later('23 hours 59 minutes');
    expect(world.sent).toEqual([]);
    await world.later('1 minute');
    expect(await world.told()).toEqual(regretted);
    expect((await world.run()).end?.at).toBe(at(86_400));
  });

  test('and does it before the limit goes on at once; the limit then does nothing', async () => {
    const world = await aWorld(both('{ event: paid }'));
    await world.happens('thing.happened');
    await world.later('30 minutes');
    await world.happens('paid');
    expect(await world.told()).toEqual(thanked);
    await world.later('30 days');
    expect(await world.told()).toEqual(thanked);
    expect(world.executions.open()).toBe(0);
  });

  test('and did it before the wait began, since the run started, has done it', async () => {
    const world = await aWorld(`- wait: 1 hour\n${both('{ event: paid }')}`);
    await world.happens('thing.happened');
    await world.later('10 minutes');
    await world.happens('paid');
    await world.later('1 hour');
    expect(await world.told()).toEqual(thanked);
  });

  test('and did it before the run started has not', async () => {
    const world = await aWorld(both('{ event: paid }'));
    await world.happens('paid');
    await world.later('1 minute');
    await world.happens('thing.happened');
    await world.later('2 days');
    expect(await world.told()).toEqual(regretted);
  });

  test('is not woken by what somebody else does', async () => {
    const world = await aWorld(both('{ event: paid }'));
    await addContact(ann({ id: 'bob', fields: { email: 'bob@example.com' } }), world.ports);
    await world.happens('thing.happened');
    await world.happens('paid', { contact: 'bob' });
    await world.later('2 days');
    expect(await world.told()).toEqual(regretted);
  });

  test.each([
    { case: 'another order', data: { orderId: 'B' }, told: regretted },
    { case: 'the same order, as a number', data: { orderId: 7 }, told: thanked },
    { case: 'no order at all', data: {}, told: thanked },
  ])('for one order is not woken by another: $case', async ({ data, told }) => {
    const head = 'when:\n  - event: thing.happened\nagain: always\nper: event.orderId\n';
    const world = await aWorld(both('{ event: paid }'), { head });
    await world.happens('thing.happened', { data: { orderId: '7' } });
    await world.happens('paid', { data });
    await world.later('2 days');
    expect(await world.told()).toEqual(told);
  });
});

describe('a state that is waited for', () => {
  test('holds on arrival: the run goes on at once', async () => {
    const world = await aWorld(both('{ field: plan, is: gold }'), { contact: { fields: { plan: 'gold' } } });
    await world.happens('thing.happened');
    expect(await world.told()).toEqual(thanked);
  });

  test('comes about before the limit: the run goes on at that moment', async () => {
    const world = await aWorld(both('{ field: plan, is: gold }'));
    await world.happens('thing.happened');
    await world.later('2 hours');
    await world.ports.contacts.set('ann', { plan: 'gold' }, 'upgrade');
    await world.settle();
    expect(await world.told()).toEqual(thanked);
    expect((await world.run()).end?.at).toBe(at(7_200));
  });

  test('never comes about: the run goes the other way at the limit', async () => {
    const world = await aWorld(both('{ field: plan, is: gold }'));
    await world.happens('thing.happened');
    await world.later('2 days');
    expect(await world.told()).toEqual(regretted);
  });
});

describe('two waits in a row', () => {
  test('for a length of time: the first wake leads to the second wait only', async () => {
    const world = await aWorld('- wait: 1 hour\n- wait: 1 hour\n  id: second\n- send-email: thanks');
    await world.happens('thing.happened');
    await world.later('1 hour');
    expect((await world.run()).wait).toMatchObject({ step: 'second', due: at(7_200) });
    expect(world.sent).toEqual([]);
    await world.later('1 hour');
    expect(world.sent).toHaveLength(1);
  });

  test('for two events: each ends its own', async () => {
    const steps =
      '- wait-for: { event: paid }\n  id: first\n  up-to: 1 day\n- wait-for: { event: shipped }\n  id: second\n  up-to: 1 day\n- stop: done';
    const world = await aWorld(steps);
    await world.happens('thing.happened');
    await world.happens('paid');
    expect((await world.run()).wait?.step).toBe('second');
    await world.happens('paid');
    expect((await world.run()).wait?.step).toBe('second');
    await world.happens('shipped');
    expect((await world.run()).end?.reason).toBe('done');
  });
});
