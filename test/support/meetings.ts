/** Who meets whom at a run, wherever its record lies: each of these is tried in every order, and on real tables at once. */
import { expect } from 'vitest';
import { enrollContact } from '../../lib/engine/enroll.ts';
import { moveRuns } from '../../lib/engine/move-runs.ts';
import { setDefinitionState } from '../../lib/engine/operate.ts';
import { signalContact } from '../../lib/engine/signal.ts';
import type { ContactEvent } from '../../lib/language/event.ts';
import { onEngine } from './engine.ts';
import { aJourney, compileFiles } from './project.ts';
import { anEvent, at } from './records.ts';
import { awaits, limit, paidAt, paysNow, type Scene, signalOf, took } from './scene.ts';

const leavesWhenPaid = 'when:\n  - event: thing.happened\nagain: always\nexit:\n  paid: { event: paid }\n';
const hello = ['send-email-hello sent', 'ended finished finished'];

export const eventWhileArming: Scene = {
  steps: `- wait: 1 hour\n${awaits}`,
  before: (world) => world.happens('thing.happened'),
  meet: (world, once) => [world.clock.advanceTo(limit), paysNow(once)],
  async after(world, order) {
    // Heard at once, and not at the limit.
    await world.later('30 minutes');
    await took(world, order, 'bought');
  },
};

export const eventAtLimit = (receivedAt: string): Scene => ({
  steps: awaits,
  async before(world) {
    await world.happens('thing.happened');
    await world.ports.events.put(paidAt(receivedAt));
  },
  meet: (world, once) => [
    world.clock.advanceTo(limit),
    once('signal', (ports) => signalContact(signalOf(paidAt(receivedAt)), ports)),
  ],
  async after(world, order) {
    // Whoever dies in the way back is missed by the timer of an Express stretch, after six minutes.
    await world.later('10 minutes');
    await took(world, order, receivedAt <= limit ? 'bought' : 'gone');
  },
});

export const exitAndSend: Scene = {
  steps: '- wait: 1 hour\n- send-email: hello\n- wait: 1 day\n- send-email: hello\n  id: second',
  given: { head: leavesWhenPaid },
  async before(world) {
    await world.happens('thing.happened');
    await world.ports.events.put(paidAt(limit));
  },
  meet: (world, once) => [
    world.clock.advanceTo(limit),
    once('signal', (ports) => signalContact(signalOf(paidAt(limit)), ports)),
  ],
  async after(world, order) {
    await world.later('3 days');
    expect((await world.run()).end, order).toMatchObject({ how: 'exit', reason: 'paid', at: limit });
    expect(world.sent.length, order).toBeLessThanOrEqual(1);
    expect(await world.told(), order).toContain('ended exit paid');
  },
};

export const pauseAndWake: Scene = {
  steps: '- wait: 1 hour\n- send-email: hello',
  before: (world) => world.happens('thing.happened'),
  meet: (world, once) => [
    world.clock.advanceTo(limit),
    once('pause', (ports) => setDefinitionState('example', 'paused', ports)).then(() =>
      once('resume', (ports) => setDefinitionState('example', 'live', ports)),
    ),
  ],
  async after(world, order) {
    await world.later('1 hour');
    const told = await world.told();
    expect(told[0]?.replace('unknown claim-expired', 'sent'), order).toBe(hello[0]);
    expect(told.slice(1), order).toEqual(hello.slice(1));
    expect(world.sent.length, order).toBeLessThanOrEqual(1);
  },
};

export const firstEntry = anEvent({ id: 'first', name: 'thing.happened', receivedAt: at(0) });
export const secondEntry = anEvent({ id: 'second', name: 'thing.happened', receivedAt: at(0) });
export const entries = (events: ContactEvent[], again: string): Scene => ({
  steps: '- wait: 1 hour\n- send-email: hello',
  given: { head: `when:\n  - event: thing.happened\nagain: ${again}\n` },
  async before(world) {
    for (const event of new Set(events)) await world.ports.events.put(event);
  },
  meet: (_world, once) => events.map((event) => once('enroll', (ports) => enrollContact(event, ports))),
  async after(world, order) {
    await world.later('2 hours');
    expect(await world.runs(), order).toHaveLength(1);
    expect(world.sent.length, order).toBeLessThanOrEqual(1);
    expect((await world.run()).end, order).toMatchObject({ how: 'finished' });
  },
});

export const entryAndExit: Scene = {
  ...entries([firstEntry], 'always'),
  given: { head: leavesWhenPaid },
  meet: (_world, once) => [once('enroll', (ports) => enrollContact(firstEntry, ports)), paysNow(once)],
  async after(world, order) {
    await world.later('30 minutes');
    expect((await world.run()).end, order).toMatchObject({ how: 'exit', reason: 'paid' });
  },
};

const longer = `- update: contact\n  id: before\n  set: { plan: none }\n${awaits}`;
let nextVersion: ReturnType<typeof compileFiles> | undefined;

/** A new version, whose wait is the old one; whoever is inside is moved while something else happens to them. */
const moves = (meets: Scene['meet'], way: 'bought' | 'gone'): Scene => ({
  steps: awaits,
  async before(world) {
    await world.happens('thing.happened');
    nextVersion ??= compileFiles(aJourney(longer));
    await world.publish(onEngine(await nextVersion));
    if (way === 'bought') await world.ports.events.put(paidAt(at(600)));
  },
  meet: (world, once) => [
    ...meets(world, once),
    once('move', (ports) => moveRuns({ definition: 'example', by: 'lee' }, ports)),
  ],
  async after(world, order) {
    await world.later('2 hours');
    const told = await world.told();
    expect(told.filter((line) => line === 'operator moved').length, order).toBeLessThanOrEqual(1);
    await took(world, order, way, ['operator moved']);
  },
});

export const moveAndLimit = moves((world) => [world.clock.advanceTo(limit)], 'gone');
export const moveAndEvent = moves(
  (_world, once) => [once('signal', (ports) => signalContact(signalOf(paidAt(at(600))), ports))],
  'bought',
);
