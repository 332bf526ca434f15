/** Crowds: everybody who is meant enters, once, at the pace that was asked for, and an operator sees how far it has come. */
import { describe, expect, test } from 'vitest';
import { armSchedules } from '../../lib/engine/arm-schedules.ts';
import { dailyScan } from '../../lib/engine/daily-scan.ts';
import { enterMany } from '../../lib/engine/enter-many.ts';
import { listIntakes } from '../../lib/engine/list-intakes.ts';
import { takeIntakeRing } from '../../lib/engine/take-intake.ts';
import { takeOrder } from '../../lib/engine/take-order.ts';
import { RetryableError } from '../../lib/language/errors.ts';
import { ann, aWorld, type Given, type SmallWorld } from '../support/a-world.ts';
import { wrapPorts } from '../support/faulty-ports.ts';
import { monday } from '../support/records.ts';

const FOREVER = { until: '9999-12-31T00:00:00.000Z' };

const withCrowd = async (size: number, given: Given) => {
  const world = await aWorld('- send-email: hello', given);
  for (let i = 1; i < size; i++) {
    const plan = i % 2 === 0 ? 'trial' : 'gold';
    await world.ports.contacts.create(
      ann({ id: `c${i}`, createdAt: monday, fields: { email: `c${i}@example.com`, plan } }),
    );
  }
  await world.settle();
  return world;
};

const to = (world: SmallWorld) => world.sent.map((one) => one.to.replace('@example.com', '')).sort();
const byClock = (schedule: string, more = 'again: always\n') => ({
  head: `when: [{ schedule: ${schedule} }]\n${more}`,
});
const onTrial = { 'segments/on-trial.yaml': 'segment: on-trial\nif: { field: plan, is: trial }\n' };

const listed = async (world: SmallWorld) => listIntakes({ most: 10 }, world.ports);

describe('a schedule', () => {
  test('lets everybody in who was there when its time came, and nobody who came later', async () => {
    const world = await withCrowd(120, byClock('every day at 12:00'));
    await world.advanceTo('2026-03-02T12:00:30.000Z');
    expect(to(world)).toHaveLength(120);
    expect(new Set(to(world)).size).toBe(120);
    await world.ports.contacts.create(ann({ id: 'late', createdAt: '2026-03-02T12:00:01.000Z' }));
    await world.later('1 hour');
    expect(to(world)).toHaveLength(120);
    expect(await listed(world)).toMatchObject([
      { definition: 'example', why: 'schedule', name: 'every day at 12:00', status: 'done', looked: 120, entered: 120 },
    ]);
  });

  test('that rings twice, and lanes that ring again, let nobody in twice', async () => {
    const world = await withCrowd(3, byClock('once on 2026-03-02 at 12:00'));
    await world.advanceTo('2026-03-02T12:00:30.000Z');
    const [{ schedule, at } = { schedule: '', at: '' }] = (await world.ports.registry.listeners()).schedules.map(
      ({ name }) => ({ schedule: name, at: '2026-03-02T12:00:00.000Z' }),
    );
    await takeIntakeRing({ schedule, at }, FOREVER, world.ports);
    const [{ intake } = { intake: '' }] = await listed(world);
    await Promise.all([0, 1, 2].map(() => takeIntakeRing({ intake, lane: 0 }, FOREVER, world.ports)));
    await world.later('1 day');
    expect(to(world)).toEqual(['ann', 'c1', 'c2']);
    expect(await listed(world)).toHaveLength(1);
  });

  test('whose bell comes early waits for its time; one that nobody asks for any more is silent', async () => {
    const world = await withCrowd(1, byClock('once on 2026-03-02 at 12:00'));
    const [planned] = (await world.ports.registry.listeners()).schedules;
    await takeIntakeRing({ schedule: planned!.name, at: '2026-03-02T12:00:00.000Z' }, FOREVER, world.ports);
    await takeIntakeRing({ schedule: 'gone', at: '2026-03-02T09:00:00.000Z' }, FOREVER, world.ports);
    expect(world.sent).toEqual([]);
    await world.later('1 day');
    expect(to(world)).toEqual(['ann']);
  });

  test('that was slept through comes once, however often it should have, and a scan winds the clock up again', async () => {
    const world = await withCrowd(1, byClock('every hour'));
    const [planned] = (await world.ports.registry.listeners()).schedules;
    const asleep = { ...world.ports, clock: { now: () => '2026-03-02T20:30:00.000Z' } };
    await takeIntakeRing({ schedule: planned!.name, at: '2026-03-02T11:00:00.000Z' }, FOREVER, asleep);
    await world.settle();
    expect(world.sent).toHaveLength(1);

    for await (const name of world.ports.schedules.names()) await world.ports.schedules.clear(name);
    await world.later('5 hours');
    expect(world.sent).toHaveLength(1);
    await dailyScan(world.ports);
    await armSchedules(world.ports);
    await world.later('1 hour');
    expect(world.sent).toHaveLength(2);
  });

  test('keeps to the rules of entry: those who may not come again are counted and told why', async () => {
    const world = await withCrowd(3, byClock('every day at 12:00', 'if: { field: plan, is-not: gold }\n'));
    await world.later('2 days');
    expect(to(world)).toEqual(['ann', 'c2']);
    expect((await listed(world)).map(({ entered, refused }) => [entered, refused])).toEqual([
      [0, { 'entered-before': 2, 'not-in-audience': 1 }],
      [2, { 'not-in-audience': 1 }],
    ]);
    expect((await world.rows()).filter(({ kind }) => kind === 'not-entered')).toMatchObject([
      { reason: 'entered-before', detail: 'schedule every day at 12:00' },
    ]);
    expect((await world.rows('c1')).filter(({ kind }) => kind === 'not-entered')).toEqual([]);
  });
});

describe('an operator', () => {
  const order = (segment?: string) =>
    ({ id: 'order-0001', by: 'ops@example.com', order: { does: 'enter', definition: 'example', segment } }) as const;
  const byHand = { head: 'again: always\n', files: onTrial };

  test('lets a segment in, sees how many first and how far it has come, and the order again changes nothing', async () => {
    const world = await withCrowd(10, byHand);
    expect((await takeOrder({ ...order('on-trial'), dryRun: true }, world.ports)).result).toEqual({ contacts: 10 });
    await takeOrder(order('on-trial'), world.ports);
    await takeOrder(order('on-trial'), world.ports);
    await world.later('1 day');
    expect(to(world)).toEqual(['c2', 'c4', 'c6', 'c8']);
    const { result } = await takeOrder(
      { id: 'look-00001', by: 'ops@example.com', order: { does: 'intakes', definition: 'example' } },
      world.ports,
    );
    expect(result['intakes']).toMatchObject([
      { why: 'by-hand', name: 'on-trial', by: 'ops@example.com', status: 'done', looked: 10, entered: 4 },
    ]);
  });

  test.each([
    ['a definition that is not there', { definition: 'nobody' }, 'There is no definition called nobody.'],
    ['a segment that is not there', { definition: 'example', segment: 'x' }, 'There is no segment called x.'],
  ])('who names %s is told so', async (_, asked, message) => {
    const world = await withCrowd(1, byHand);
    const entering = enterMany(asked, { id: 'order-0001', at: monday }, world.ports);
    await expect(entering).rejects.toThrow(message);
  });

  test('cannot let a crowd into what is disabled, or asks each contact for something', async () => {
    const disabled = await withCrowd(1, byHand);
    await disabled.operator('disabled');
    await expect(enterMany({ definition: 'example' }, { id: 'a', at: monday }, disabled.ports)).rejects.toThrow(
      'example takes nobody in: it is disabled.',
    );
    const asking = await withCrowd(1, { head: 'input: { size: number }\n' });
    await expect(enterMany({ definition: 'example' }, { id: 'a', at: monday }, asking.ports)).rejects.toThrow('`size`');
  });
});

describe('a crowd', () => {
  test('enters at its pace, and what is not used up in a pause is not made up for', async () => {
    const world = await withCrowd(9, { head: 'entry-rate: 90 per hour\n' });
    await enterMany({ definition: 'example' }, { id: 'a', at: world.clock.now() }, world.ports);
    await world.settle();
    const counts = [world.sent.length];
    for (let minute = 0; minute < 3; minute++) {
      await world.later('1 minute');
      counts.push(world.sent.length);
    }
    await world.operator('paused');
    await world.later('1 hour');
    counts.push(world.sent.length);
    expect((await listed(world))[0]).toMatchObject({ status: 'paused', entered: 6 });
    await world.operator('live');
    for (let minute = 0; minute < 4; minute++) {
      await world.later('1 minute');
      counts.push(world.sent.length);
    }
    expect(counts).toEqual([1, 3, 4, 6, 6, 7, 9, 9, 9]);
    expect((await listed(world))[0]).toMatchObject({ status: 'done', entered: 9 });
  });

  test('is held up by nobody: a contact who cannot be let in is tried again, then listed, and the others enter', async () => {
    const world = await withCrowd(5, { head: 'again: always\n' });
    let tries = 0;
    const around = wrapPorts(world.ports, async (name, call, args) => {
      if (name === 'contacts.get' && args[0] === 'c2') {
        tries += 1;
        throw new RetryableError('Not now.');
      }
      return call();
    });
    let now = world.clock.now();
    const later = { ...around, clock: { now: () => now } };
    const { id: intake } = await enterMany({ definition: 'example' }, { id: 'a', at: now }, later);
    for (let turn = 0; turn < 8; turn++) {
      now = new Date(Date.parse(now) + 180_000).toISOString();
      await takeIntakeRing({ intake, lane: 0 }, FOREVER, later);
    }
    await world.settle();
    expect(to(world)).toEqual(['ann', 'c1', 'c3', 'c4']);
    expect(tries).toBe(5);
    expect(await listed(world)).toMatchObject([{ status: 'done', looked: 5, entered: 4, faults: ['c2'] }]);
  });

  test('goes on where a call’s time was over', async () => {
    const world = await withCrowd(60, { head: 'again: always\n' });
    let now = Date.parse(world.clock.now());
    const tick = () => {
      now += 1;
      return new Date(now).toISOString();
    };
    const tired = { ...world.ports, clock: { now: tick } };
    const until = new Date(now + 100).toISOString();
    await enterMany({ definition: 'example' }, { id: 'a', at: world.clock.now(), until }, tired);
    expect(world.sent.length).toBeLessThan(60);
    await world.settle();
    const before = world.sent.length;
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(60);
    await world.later('1 minute');
    expect(new Set(to(world)).size).toBe(60);
    expect(world.sent).toHaveLength(60);
  });

  test('leaves out who was erased', async () => {
    const world = await withCrowd(2, { head: 'again: always\n' });
    await world.ports.contacts.create(ann({ id: 'gone', status: 'erased', createdAt: monday }));
    await enterMany({ definition: 'example' }, { id: 'a', at: world.clock.now() }, world.ports);
    await world.settle();
    expect(to(world)).toEqual(['ann', 'c1']);
  });
});

describe('a launch', () => {
  const launched = (more = '') => ({
    head: `when: [{ segment: on-trial }]\nagain: after 1 second\nbackfill: true\n${more}`,
    files: onTrial,
  });

  test('lets in whoever is in the segment already; who comes into it a moment later enters once', async () => {
    const world = await withCrowd(4, launched());
    await world.later('1 second');
    await world.ports.contacts.set('c1', { plan: 'trial' }, 'e1');
    await world.settle();
    expect(to(world)).toEqual(['c1']);
    await world.later('1 minute');
    expect(to(world)).toEqual(['c1', 'c2']);
    expect(await listed(world)).toMatchObject([{ why: 'back-fill', name: 'on-trial', status: 'done', entered: 1 }]);
  });

  test('is one for good: deploys, scans and years later nobody enters by it again', async () => {
    const world = await withCrowd(3, launched());
    await world.later('1 minute');
    await world.publish(world.compiled);
    await dailyScan(world.ports);
    await world.later('400 days');
    expect(to(world)).toEqual(['c2']);
  });

  test('takes its time where there is a pace', async () => {
    const world = await withCrowd(7, launched('entry-rate: 1 per hour\n'));
    await world.later('90 minutes');
    expect(to(world)).toEqual(['c2', 'c4']);
    await world.later('1 hour');
    expect(to(world)).toEqual(['c2', 'c4', 'c6']);
  });

  test.each([
    ['by hand long ago', '2026-02-01T09:00:00.000Z', 1],
    ['by hand since', '2026-03-02T09:00:30.000Z', 0],
  ])('asks since when somebody has been in a segment %s', async (_, since, entered) => {
    const world = await withCrowd(1, {
      head: 'when: [{ segment: chosen }]\nagain: always\nbackfill: true\n',
      files: { 'segments/chosen.yaml': 'segment: chosen\n' },
    });
    await world.ports.segments.add('ann', 'chosen', since);
    await world.later('1 minute');
    expect((await listed(world))[0]).toMatchObject({ looked: 1, entered });
  });
});
