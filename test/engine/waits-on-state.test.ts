/** Waits for a state of things: what ends them is an event, or nothing but time, and neither may be slept through. */
import { describe, expect, test } from 'vitest';
import { aWorld, type Given, type SmallWorld } from '../support/a-world.ts';
import { monday } from '../support/records.ts';

const waiting = (condition: string, limit = '30 days') =>
  `- wait-for: ${condition}\n  up-to: ${limit}\n  then:\n    - stop: happened\n  else:\n    - stop: limit`;

async function aWait(condition: string, given: Given & { limit?: string } = {}): Promise<SmallWorld> {
  const world = await aWorld(waiting(condition, given.limit), given);
  await world.happens('thing.happened');
  return world;
}

/** `happened` or `limit`, and when; nothing while it waits. */
async function ended(world: SmallWorld): Promise<string | undefined> {
  const { end } = await world.run();
  return end && `${end.reason} ${end.at.slice(0, 16)}`;
}

describe('what somebody does ends it', () => {
  test('no ticket open any more', async () => {
    const world = await aWorld(waiting('{ not: { open: ticket } }'));
    await world.happens('ticket.created', { data: { ticketId: 7 } });
    await world.happens('ticket.created', { data: { ticketId: 8 } });
    await world.happens('thing.happened');
    await world.later('1 day');
    await world.happens('ticket.solved', { data: { ticketId: 7 } });
    expect(await ended(world)).toBeUndefined();
    await world.later('1 day');
    await world.happens('ticket.updated', { data: { ticketId: 8, status: 'closed' } });
    expect(await ended(world)).toBe('happened 2026-03-04T09:00');
  });

  test('out of a segment by hand', async () => {
    const files = { 'segments/vips.yaml': 'segment: vips\n' };
    const world = await aWorld(waiting('{ not: { segment: vips } }'), { files });
    await world.ports.segments.add('ann', 'vips', monday);
    await world.happens('thing.happened');
    expect(await ended(world)).toBeUndefined();
    await world.later('1 hour');
    await world.ports.segments.remove('ann', 'vips', world.clock.now());
    await world.settle();
    expect(await ended(world)).toBe('happened 2026-03-02T10:00');
  });

  test('consent given for the topic', async () => {
    const world = await aWait('{ consent: news, channel: sms }', { contact: { consent: {} } });
    await world.later('2 hours');
    const choice = { state: 'in' as const, at: world.clock.now(), source: 'form:sign-up' };
    await world.ports.contacts.setConsent('ann', 'news', 'email', choice);
    await world.settle();
    expect(await ended(world)).toBeUndefined();
    await world.ports.contacts.setConsent('ann', 'news', 'sms', choice);
    await world.settle();
    expect(await ended(world)).toBe('happened 2026-03-02T11:00');
  });

  test('another journey is over', async () => {
    const other = `journey: other\npurpose: Example\nowner: owner@example.com\nwhen:\n  - event: other.began\nsteps:\n  - wait: 2 days\n`;
    const files = { 'journeys/other.yaml': other };
    const world = await aWorld(waiting('{ not: { journey: other, is: inside } }'), { files });
    await world.happens('other.began');
    await world.later('1 hour');
    await world.happens('thing.happened');
    await world.later('3 days');
    const [run] = (await world.runs()).filter(({ definition }) => definition === 'example');
    expect(run?.end).toMatchObject({ reason: 'happened', at: '2026-03-04T09:00:00.000Z' });
  });
});

describe('time alone ends it', () => {
  test('the office opens where the contact lives', async () => {
    const contact = { fields: { timeZone: 'America/New_York' } };
    const world = await aWait('{ time: { from: "09:00", to: "17:00", days: weekdays } }', { contact });
    await world.later('1 day');
    // 09:00 in New York, where it was 04:00.
    expect(await ended(world)).toBe('happened 2026-03-02T14:00');
  });

  test('a date comes near, whenever the field was written', async () => {
    const world = await aWait('{ field: renewsOn, due-within: 7 days }', { limit: '60 days' });
    await world.later('1 day');
    await world.ports.contacts.set('ann', { renewsOn: '2026-03-20' }, 'crm');
    await world.settle();
    await world.later('50 days');
    expect(await ended(world)).toBe('happened 2026-03-13T00:00');
  });

  test('an answer turns with the field that it is about, and goes back when that does', async () => {
    const world = await aWait('[{ field: plan, is: gold }, { time: { from: "12:00", to: "13:00" } }]');
    await world.later('1 day');
    expect(await ended(world)).toBeUndefined();
    await world.ports.contacts.set('ann', { plan: 'gold' }, 'crm');
    await world.settle();
    await world.later('1 day');
    expect(await ended(world)).toBe('happened 2026-03-03T12:00');
  });

  test('a segment by rule is entered because days have passed', async () => {
    const files = { 'segments/quiet.yaml': 'segment: quiet\nif: { not: { page: /*, within: 3 days } }\n' };
    const world = await aWorld(waiting('{ segment: quiet }'), { files });
    await world.ports.events.put({ ...visit, receivedAt: monday, at: monday });
    await world.happens('thing.happened');
    await world.later('10 days');
    expect((await ended(world))?.slice(0, 26)).toBe('happened 2026-03-05T09:00');
  });
});

const visit = { id: 'v1', family: 'page', name: '/', contact: 'ann', data: {} };

describe('G2: a field that has been as it is for a week', () => {
  const condition = '{ field: plan, is: gold, for: 7 days }';

  test('counts from the last change, not from the last write', async () => {
    const world = await aWait(condition);
    await world.later('1 day');
    await world.ports.contacts.set('ann', { plan: 'gold' }, 'a');
    await world.settle();
    await world.later('3 days');
    await world.ports.contacts.set('ann', { plan: 'gold' }, 'b');
    await world.settle();
    await world.later('20 days');
    expect(await ended(world)).toBe('happened 2026-03-10T09:00');
  });

  test('begins again when it changed meanwhile', async () => {
    const world = await aWait(condition);
    for (const [index, plan] of ['gold', 'silver', 'gold'].entries()) {
      await world.ports.contacts.set('ann', { plan }, `change-${index}`);
      await world.settle();
      await world.later('2 days');
    }
    await world.later('20 days');
    expect(await ended(world)).toBe('happened 2026-03-13T09:00');
  });
});

describe('G4: a field, and nothing bought in the last week', () => {
  const condition = '[{ field: plan, is: trial }, { not: { event: order.paid, within: 7 days } }]';

  test('ends when the purchase is a week old', async () => {
    const world = await aWorld(waiting(condition), { contact: { fields: { plan: 'trial' } } });
    await world.happens('order.paid');
    await world.later('1 day');
    await world.happens('thing.happened');
    await world.later('2 days');
    await world.happens('order.paid');
    await world.later('20 days');
    expect(await ended(world)).toBe('happened 2026-03-12T09:00');
  });

  test('ends when the field turns, and not before', async () => {
    const world = await aWait(condition, { contact: { fields: { plan: 'gold' } } });
    await world.later('1 day');
    await world.happens('order.paid');
    await world.later('1 day');
    await world.ports.contacts.set('ann', { plan: 'trial' }, 'crm');
    await world.settle();
    expect(await ended(world)).toBeUndefined();
    await world.later('20 days');
    expect(await ended(world)).toBe('happened 2026-03-10T09:00');
  });
});

test('an early look that finds nothing leaves the limit where it was', async () => {
  const world = await aWait('[{ field: plan, is: gold }, { time: { from: "12:00", to: "13:00" } }]', {
    limit: '3 days',
  });
  await world.later('10 days');
  expect(await ended(world)).toBe('limit 2026-03-05T09:00');
  expect(world.executions.open()).toBe(0);
});

test('a pause across the moment is no reason to miss it', async () => {
  const world = await aWait('{ time: { from: "12:00", to: "13:00" } }');
  await world.operator('paused');
  await world.later('1 day');
  await world.operator('live');
  expect(await ended(world)).toBeUndefined();
  await world.later('1 day');
  expect(await ended(world)).toBe('happened 2026-03-03T12:00');
});
