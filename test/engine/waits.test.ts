/** Waits as a run lives them: dates, late wake-ups, moved zones, the best time, two waits in a row. */
import { describe, expect, test } from 'vitest';
import type { Contact } from '../../lib/language/contact.ts';
import { aWorld, type SmallWorld } from '../support/a-world.ts';

const endedAt = async (world: SmallWorld) => (await world.run()).end?.at;
const sentAt = async (world: SmallWorld) => (await world.rows()).find(({ kind }) => kind === 'message')?.at;
const fields = (own: Contact['fields']) => ({ contact: { fields: own } });

// The world begins on Monday 2026-03-02 at 09:00 UTC, where Ann lives.
async function started(steps: string, given: Parameters<typeof aWorld>[1] = {}) {
  const world = await aWorld(steps, given);
  await world.happens('thing.happened', { data: { createdAt: '2026-03-02T08:30:00Z' } });
  return world;
}

test('B1 the first of two delays leads to the second only, and the run waits there', async () => {
  const world = await started('- wait: 1 hour\n- wait: 1 hour\n  id: second\n- send-email: hello');
  await world.later('1 hour');
  expect((await world.run()).wait).toMatchObject({ step: 'second', due: '2026-03-02T11:00:00.000Z' });
  expect(world.sent).toHaveLength(0);
  await world.later('1 hour');
  expect(await sentAt(world)).toBe('2026-03-02T11:00:00.000Z');
});

describe('until a date of the contact', () => {
  const steps =
    '- wait-until: contact.renewalDate\n  before: 30 days\n  at: 09:00\n  days: weekdays\n- send-email: hello';

  test('thirty days before it, at nine, on a weekday', async () => {
    const world = await started(steps, fields({ renewalDate: '2026-04-18' }));
    await world.later('30 days');
    expect(await sentAt(world)).toBe('2026-03-19T09:00:00.000Z');
  });

  test('B18 past already: at once', async () => {
    const world = await started(steps, fields({ renewalDate: '2026-03-20' }));
    expect(await sentAt(world)).toBe('2026-03-02T09:00:00.000Z');
  });

  test('B19 without one the run stops, its reason and its step told', async () => {
    const world = await started(steps);
    expect(await world.told()).toEqual([
      'wait-until-contact-renewaldate failed missing-date',
      'ended error missing-date',
    ]);
    expect(world.sent).toHaveLength(0);
  });

  test('B19 and with `on-missing: continue` it goes on at once', async () => {
    const world = await started(
      '- wait-until: contact.renewalDate\n  on-missing: continue\n- send-email: hello',
      fields({ renewalDate: 'soon' }),
    );
    expect(await sentAt(world)).toBe('2026-03-02T09:00:00.000Z');
  });

  test('B20 the first of two dates that is set', async () => {
    const world = await started(
      '- wait-until: [contact.trialEnds, contact.renewalDate]\n- stop: done',
      fields({ trialEnds: '', renewalDate: '2026-03-05T12:00:00Z' }),
    );
    await world.later('5 days');
    expect(await endedAt(world)).toBe('2026-03-05T12:00:00.000Z');
  });

  test('moved to later while the run waits, it is waited for; cleared, the run goes on when it was to', async () => {
    const world = await started('- wait-until: contact.on\n- stop: done', fields({ on: '2026-03-05' }));
    await world.later('1 day');
    await world.ports.contacts.set('ann', { on: '2026-03-08' }, 'moved');
    await world.later('10 days');
    expect(await endedAt(world)).toBe('2026-03-08T00:00:00.000Z');

    const other = await started('- wait-until: contact.on\n- stop: done', fields({ on: '2026-03-05' }));
    await other.ports.contacts.set('ann', { on: null }, 'cleared');
    await other.later('10 days');
    expect(await endedAt(other)).toBe('2026-03-05T00:00:00.000Z');
  });
});

test('C076 a clock of office hours runs from the event, with the days on which the office is closed', async () => {
  const officeHours = { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00', closed: ['2026-03-03'] };
  const world = await started('- wait-until: event.createdAt\n  after: 10 office hours\n- stop: escalated', {
    settings: { officeHours: officeHours as never },
  });
  await world.later('5 days');
  expect(await endedAt(world)).toBe('2026-03-04T11:00:00.000Z');
});

test('two days after the start of the run, whatever came between', async () => {
  const world = await started('- wait: 30 hours\n- wait-until: start\n  after: 2 days\n- stop: done');
  await world.later('5 days');
  expect(await endedAt(world)).toBe('2026-03-04T09:00:00.000Z');
});

describe('picked up late, or in another zone', () => {
  test('R15 `wait` with a time of day goes to its next one too', async () => {
    const world = await started('- wait: 1 day\n  at: 10:00\n- stop: done');
    await world.operator('paused');
    await world.later('26 hours');
    await world.operator('live');
    await world.later('3 days');
    expect(await endedAt(world)).toBe('2026-03-04T10:00:00.000Z');
  });

  test('a run that wakes on a day that does not suit waits for one that does', async () => {
    const world = await started('- wait: 1 hour\n  days: [mon]\n- stop: done');
    await world.operator('paused');
    await world.later('20 hours');
    await world.operator('live');
    await world.later('10 days');
    expect(await endedAt(world)).toBe('2026-03-09T10:00:00.000Z');
  });

  test.each([
    ['America/New_York', '2026-03-02T15:00:00.000Z'],
    ['Asia/Tokyo', '2026-03-03T01:00:00.000Z'],
    ['UTC', '2026-03-02T10:00:00.000Z'],
  ])('who has moved to %s meanwhile is written to at ten there', async (timeZone, expected) => {
    const world = await started('- wait-until: 10:00\n- stop: done');
    await world.later('30 minutes');
    await world.ports.contacts.set('ann', { timeZone }, 'moved');
    await world.later('3 days');
    expect(await endedAt(world)).toBe(expected);
  });

  test('R3 a due time that a pause has shifted is the one that counts', async () => {
    const head = 'when:\n  - event: thing.happened\nagain: always\ndue: shift\n';
    const world = await started('- wait-until: 10:00\n- stop: done', { head });
    await world.operator('paused');
    await world.later('3 hours');
    await world.operator('live');
    await world.later('3 days');
    expect(await endedAt(world)).toBe('2026-03-02T13:00:00.000Z');
  });
});

describe('best-time', () => {
  const steps = '- wait-until: best-time\n- send-email: hello';
  let ids = 0;
  const answered = (world: SmallWorld, name: string, at: string, data: object = {}) =>
    world.ports.events.put({
      id: `a${++ids}`,
      family: 'message',
      name,
      contact: 'ann',
      at,
      receivedAt: at,
      data: { template: `t${ids}`, ...data },
    });

  async function sentAfter(answers: [string, string, object?][], given: Parameters<typeof aWorld>[1] = {}) {
    const world = await aWorld(steps, given);
    for (const [name, at, data] of answers) await answered(world, name, at, data);
    await world.happens('thing.happened');
    await world.later('2 days');
    return sentAt(world);
  }

  test('is the hour at which they opened and clicked most, on their own clock', async () => {
    const answers: [string, string][] = [
      ['opened', '2026-02-20T17:10:00.000Z'],
      ['clicked', '2026-02-21T17:14:00.000Z'],
      ['opened', '2026-02-22T11:00:00.000Z'],
    ];
    expect(await sentAfter(answers)).toBe('2026-03-02T17:00:00.000Z');
    expect(await sentAfter(answers, fields({ timeZone: 'Asia/Kathmandu' }))).toBe('2026-03-02T16:15:00.000Z');
  });

  test('leaves out machines, what is older than ninety days, and other words about a message', async () => {
    const answers: [string, string, object?][] = [
      ['opened', '2026-02-20T17:10:00.000Z', { machine: true }],
      ['opened', '2026-02-21T17:10:00.000Z', { machine: true }],
      ['delivered', '2026-02-21T17:10:00.000Z'],
      ['opened', '2025-11-01T17:10:00.000Z'],
      ['opened', '2026-02-22T11:00:00.000Z'],
    ];
    expect(await sentAfter(answers)).toBe('2026-03-02T11:00:00.000Z');
  });

  test('is never in quiet hours, and ten where nothing is known', async () => {
    const night: [string, string][] = [['opened', '2026-02-20T23:10:00.000Z']];
    const quiet = { settings: { quietHours: { from: '22:00', to: '07:00' } } };
    expect(await sentAfter(night)).toBe('2026-03-02T23:00:00.000Z');
    expect(await sentAfter(night, quiet)).toBe('2026-03-02T10:00:00.000Z');
    expect(await sentAfter([])).toBe('2026-03-02T10:00:00.000Z');
    const allMorning = { settings: { quietHours: { from: '20:30', to: '11:30' } } };
    expect(await sentAfter([], allMorning)).toBe('2026-03-02T12:00:00.000Z');
  });

  test('counts a message once an hour, and of two hours takes the one of the latest answer', async () => {
    const again = { template: 'same', step: 's', run: 'r' };
    expect(
      await sentAfter([
        ['opened', '2026-02-20T12:10:00.000Z', again],
        ['opened', '2026-02-20T12:20:00.000Z', again],
        ['clicked', '2026-02-20T12:30:00.000Z', again],
        ['opened', '2026-02-22T15:00:00.000Z'],
      ]),
    ).toBe('2026-03-02T15:00:00.000Z');
  });
});

describe('wait-for any of several things', () => {
  const steps =
    '- wait-for:\n    any:\n      - event: order.paid\n      - event: order.canceled\n  up-to: 2 working days\n  then:\n    - stop: something\n  else:\n    - stop: nothing';

  test.each(['order.paid', 'order.canceled'])('%s will do', async (name) => {
    const world = await started(steps);
    await world.later('1 hour');
    await world.happens(name);
    expect(await world.told()).toContain('ended stop something');
  });

  test('and without any of them the limit comes, in working days', async () => {
    const world = await started(steps, { startAt: '2026-03-06T09:00:00.000Z' });
    await world.later('5 days');
    expect(await world.told()).toContain('ended stop nothing');
    expect(await endedAt(world)).toBe('2026-03-10T09:00:00.000Z');
  });

  test('a list wants all of them', async () => {
    const all = '- wait-for:\n    - event: order.paid\n    - event: order.shipped\n  up-to: PT36H\n- stop: done';
    const world = await started(all);
    await world.later('1 hour');
    await world.happens('order.paid');
    expect((await world.run()).status).toBe('running');
    await world.happens('order.shipped');
    expect(await endedAt(world)).toBe('2026-03-02T10:00:00.000Z');
  });
});
