/** What is no event: who stands how, and that time has passed. Told once, at its moment, and looked at no oftener than it must be. */
import { describe, expect, test } from 'vitest';
import { judgeWatch } from '../../lib/engine/judge-watch.ts';
import { takeWatchTimer } from '../../lib/engine/take-watch-timer.ts';
import type { Contact } from '../../lib/language/contact.ts';
import { aWorld, type Given, type SmallWorld } from '../support/a-world.ts';
import { wrapPorts } from '../support/faulty-ports.ts';
import { at, monday } from '../support/records.ts';

const DAY = 86_400;

const startedBy = (when: string, given: Given & { more?: string } = {}) =>
  aWorld('- stop: seen', { head: `when: [${when}]\n${given.more ?? 'again: after 1 minute\n'}`, ...given });

const set = async (world: SmallWorld, fields: Contact['fields']) => {
  await world.ports.contacts.set('ann', fields, `${world.clock.now()} ${JSON.stringify(fields)}`);
  await world.settle();
};

/** To the minute, in the zone of the tests. */
const enteredAt = async (world: SmallWorld) =>
  (await world.rows()).filter(({ kind }) => kind === 'entered').map((row) => row.at.slice(0, 16));

describe('a date', () => {
  const nine = '{ date: renewalDate, before: 3 days, at: "09:00" }';

  test('that is moved away and back again comes once', async () => {
    const world = await startedBy(nine);
    await set(world, { renewalDate: '2026-03-20' });
    await world.later('1 day');
    await set(world, { renewalDate: '2026-04-20' });
    await world.later('1 day');
    await set(world, { renewalDate: '2026-03-20' });
    await world.later('20 days');
    expect(await enteredAt(world)).toEqual(['2026-03-17T09:00']);

    await set(world, { renewalDate: '2026-04-20' });
    await set(world, { renewalDate: '2026-03-20' });
    await world.later('1 day');
    await set(world, { renewalDate: '2026-04-20' });
    await world.later('60 days');
    expect(await enteredAt(world)).toEqual(['2026-03-17T09:00', '2026-04-17T09:00']);
  });

  test('follows the contact into another zone, and comes once', async () => {
    const world = await startedBy(nine, {
      contact: { fields: { renewalDate: '2026-03-20', timeZone: 'Europe/Paris' } },
    });
    await world.advanceTo('2026-03-17T07:30:00.000Z');
    await set(world, { timeZone: 'America/New_York' });
    await world.later('1 day');
    expect(await enteredAt(world)).toEqual(['2026-03-17T13:00']);
    await set(world, { timeZone: 'Asia/Tokyo' });
    await world.later('30 days');
    expect(await enteredAt(world)).toHaveLength(1);
  });

  test('that has come already where the contact goes, comes at once', async () => {
    const world = await startedBy(nine, {
      contact: { fields: { renewalDate: '2026-03-20', timeZone: 'America/New_York' } },
    });
    await world.advanceTo('2026-03-17T10:00:00.000Z');
    await set(world, { timeZone: 'Europe/Paris' });
    await world.later('30 days');
    // At nine in Paris, which was two hours ago.
    expect(await enteredAt(world)).toEqual(['2026-03-17T08:00']);
  });

  test.each([
    ['is taken away', null],
    ['can no longer be read', 'next spring'],
  ])('that %s does not come', async (_case, renewalDate) => {
    const world = await startedBy(nine);
    await set(world, { renewalDate: '2026-03-20' });
    await set(world, { renewalDate });
    await world.later('60 days');
    expect(await enteredAt(world)).toEqual([]);
  });

  test('of each year comes in each, on February 28 where there is no 29', async () => {
    const world = await startedBy('{ date: birthday, at: "09:00", yearly: true }', {
      contact: { fields: { birthday: '1992-02-29' } },
    });
    await world.later('800 days');
    expect(await enteredAt(world)).toEqual(['2027-02-28T09:00', '2028-02-29T09:00']);
  });

  test('that a change of clocks takes out of the day comes an hour later', async () => {
    const world = await startedBy('{ date: renewalDate, at: "02:30" }', {
      contact: { fields: { renewalDate: '2026-03-29', timeZone: 'Europe/Paris' } },
    });
    await world.later('40 days');
    expect(await enteredAt(world)).toEqual(['2026-03-29T01:30']);
  });
});

describe('a look that nobody needs', () => {
  test('costs nothing: without such triggers nothing is kept, and nothing rings', async () => {
    const calls: string[] = [];
    const world = await aWorld('- stop: seen', {
      options: {
        around(_call, carryOut, ports) {
          const counted = wrapPorts(ports, async (call, go) => {
            calls.push(call);
            return go();
          });
          return carryOut(counted);
        },
      },
    });
    await world.happens('thing.happened');
    await set(world, { plan: 'gold', scores: { lead: 90 } });
    await world.later('30 days');
    expect(calls.filter((call) => call.startsWith('watches.'))).toEqual([]);
    expect(calls.length).toBeGreaterThan(3);
    expect(await world.ports.watches.get('ann')).toBeUndefined();
  });

  test('is not written down for whoever is active every day', async () => {
    const world = await startedBy('{ inactive: used, for: 14 days }');
    const seq = async () => (await world.ports.watches.get('ann'))!.seq;
    const first = await seq();
    for (let day = 0; day < 13; day++) {
      await world.happens('used');
      await world.later('1 day');
    }
    expect(await seq()).toBe(first);
    await world.later('40 days');
    expect(await enteredAt(world)).toEqual([at(26 * DAY).slice(0, 16)]);
  });

  test('rings too early, or twice, for nothing; the one that is needed stays', async () => {
    const world = await startedBy('{ inactive: used, for: 14 days }');
    const ring = { watch: 'ann', at: at(14 * DAY) };
    await world.later('13 days');
    for (let turn = 0; turn < 3; turn++) await takeWatchTimer(ring, world.ports);
    expect(await enteredAt(world)).toEqual([]);
    await world.later('2 days');
    for (let turn = 0; turn < 3; turn++) await takeWatchTimer(ring, world.ports);
    await world.later('40 days');
    expect(await enteredAt(world)).toEqual([at(14 * DAY).slice(0, 16)]);
  });
});

describe('a launch', () => {
  const later = (compiled: SmallWorld['compiled'], instant: string) => ({
    versions: compiled.versions.map(({ version }) => ({ version, machine: `${version.name}:${version.hash}` })),
    settings: compiled.settings,
    forms: compiled.forms,
    segments: compiled.segments,
    at: instant,
  });
  const without = (compiled: SmallWorld['compiled'], instant: string) => ({
    ...later(compiled, instant),
    versions: [],
  });

  test('tells nobody of what was over before it, and of all that comes after it', async () => {
    const world = await startedBy('{ inactive: used, for: 14 days }');
    await world.ports.registry.publish(without(world.compiled, world.clock.now()));
    await world.later('20 days');
    await world.ports.registry.publish(later(world.compiled, world.clock.now()));
    await judgeWatch('ann', world.ports);
    await world.later('10 days');
    expect(await enteredAt(world)).toEqual([]);
    await world.happens('used');
    await world.later('20 days');
    expect(await enteredAt(world)).toEqual([at(44 * DAY).slice(0, 16)]);
  });

  test('that is looked at late still finds what came about since, and not who was inside', async () => {
    const files = { 'segments/golden.yaml': 'segment: golden\nif: { field: plan, is: gold }\n' };
    const world = await startedBy('{ segment: golden }', { files });
    await world.ports.registry.publish(without(world.compiled, world.clock.now()));
    await world.later('1 day');
    await set(world, { plan: 'gold' });
    await world.later('1 day');
    await world.ports.registry.publish(later(world.compiled, world.clock.now()));
    await world.later('1 day');
    await judgeWatch('ann', world.ports);
    await set(world, { town: 'Paris' });
    expect(await enteredAt(world)).toEqual([]);
    await set(world, { plan: 'trial' });
    await set(world, { plan: 'gold' });
    expect(await enteredAt(world)).toHaveLength(1);
  });

  test('under another rule makes nobody enter who comes to be inside by it', async () => {
    const files = { 'segments/golden.yaml': 'segment: golden\nif: { field: plan, is: gold }\n' };
    const world = await startedBy('{ segment: golden }', { files, contact: { fields: { plan: 'silver' } } });
    await world.later('1 day');
    const [golden] = world.compiled.segments;
    const wider = { ...golden!, if: [{ kind: 'field', head: 'plan', in: ['gold', 'silver'] }] };
    await world.ports.registry.publish({ ...later(world.compiled, world.clock.now()), segments: [wider] });
    await world.later('1 day');
    await judgeWatch('ann', world.ports);
    await set(world, { town: 'Paris' });
    expect(await enteredAt(world)).toEqual([]);
  });
});

test('what happened while somebody hesitated counts: paid a moment after the hour, and before anybody looked', async () => {
  const world = await startedBy('{ event: cart.filled, not-followed-by: paid, for: 1 hour }', {
    more: 'again: always\nexit: { bought: { event: paid } }\n',
    options: { around: (call, carryOut) => (call.handler === 'ring' ? Promise.resolve() : carryOut()) },
  });
  await world.happens('cart.filled');
  await world.later('61 minutes');
  await world.happens('paid');
  await judgeWatch('ann', world.ports, { rangAt: at(3_600) });
  await world.settle();
  const [run] = await world.runs();
  expect(run).toMatchObject({ startedAt: at(3_600), end: { how: 'exit', reason: 'bought' } });
  expect(monday < run!.startedAt).toBe(true);
});

test('what is missed of a ticket is that ticket’s, and its run is about it', async () => {
  const world = await aWorld('- stop: seen', {
    files: {
      'workflows/unanswered.yaml': `workflow: unanswered
purpose: No ticket is forgotten
owner: owner@example.com
subject: ticket
when: [{ event: ticket.created, not-followed-by: ticket.answered, for: 4 hours }]
steps:
  - stop: told
`,
    },
  });
  for (const number of [7, 8]) await world.happens('ticket.created', { data: { number } });
  await world.happens('ticket.answered', { data: { number: 7 } });
  await world.later('1 day');
  const about = (await world.runs()).filter(({ definition }) => definition === 'unanswered');
  expect(about.map(({ key, startedAt }) => [key, startedAt])).toEqual([['8', at(4 * 3_600)]]);
});
