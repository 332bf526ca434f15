/** Who meets at a digest: those who are told of together, its end, and an exit; tried in every order, and on real tables at once. */
import { expect } from 'vitest';
import { enrollContact } from '../../lib/engine/enroll.ts';
import { signalContact } from '../../lib/engine/signal.ts';
import type { SmallWorld } from './a-world.ts';
import { anEvent, at } from './records.ts';
import { limit, type Once, paidAt, type Scene, signalOf } from './scene.ts';

const comment = (by: string, receivedAt: string) =>
  anEvent({ id: by, name: 'thing.happened', data: { by }, receivedAt });

const steps = '- digest: comments\n  id: comments\n  for: 1 hour\n- send-email: hello';

const comes = (once: Once, by: string, receivedAt: string) =>
  once('enroll', (ports) => enrollContact(comment(by, receivedAt), ports));

/** Who is told of, message by message. */
async function toldOf(world: SmallWorld): Promise<string[][]> {
  const runs = await world.runs();
  return runs.flatMap(({ outputs }) => {
    const items = outputs['comments']?.items as { by: string }[] | undefined;
    return items ? [items.map(({ by }) => by)] : [];
  });
}

async function allEnded(world: SmallWorld, order: string): Promise<void> {
  await world.later('3 hours');
  const runs = await world.runs();
  expect(
    runs.filter(({ status }) => status !== 'ended'),
    order,
  ).toEqual([]);
  expect(world.executions.open(), order).toBe(0);
}

export const itemAndEnd: Scene = {
  steps,
  async before(world) {
    await world.happens('thing.happened', { id: 'bob', data: { by: 'bob' } });
    await world.ports.events.put(comment('cy', limit));
  },
  meet: (world, once) => [world.clock.advanceTo(limit), comes(once, 'cy', limit)],
  async after(world, order) {
    await allEnded(world, order);
    const told = await toldOf(world);
    expect(told.flat().toSorted(), order).toEqual(['bob', 'cy']);
    expect(world.sent.length, order).toBeLessThanOrEqual(told.length);
  },
};

export const twoItems: Scene = {
  steps,
  async before(world) {
    for (const by of ['bob', 'cy']) await world.ports.events.put(comment(by, at(0)));
  },
  meet: (_world, once) => [comes(once, 'bob', at(0)), comes(once, 'cy', at(0))],
  async after(world, order) {
    await allEnded(world, order);
    const told = await toldOf(world);
    expect(told, order).toHaveLength(1);
    expect(told[0]!.toSorted(), order).toEqual(['bob', 'cy']);
    expect(world.sent.length, order).toBeLessThanOrEqual(1);
  },
};

export const itemAndExit: Scene = {
  steps,
  given: { head: 'when:\n  - event: thing.happened\nagain: always\nexit:\n  paid: { event: paid }\n' },
  async before(world) {
    await world.happens('thing.happened', { id: 'bob', data: { by: 'bob' } });
    for (const event of [paidAt(at(600)), comment('cy', at(601))]) await world.ports.events.put(event);
    await world.clock.advanceTo(at(601));
  },
  meet: (_world, once) => [
    once('signal', (ports) => signalContact(signalOf(paidAt(at(600))), ports)),
    comes(once, 'cy', at(601)),
  ],
  async after(world, order) {
    await allEnded(world, order);
    const ends = (await world.runs()).map(({ end }) => end?.reason).toSorted();
    const told = await toldOf(world);
    const calls = order.split(', ');
    const left = calls.findIndex((call) => /^signal \d+ runs.write/.test(call));
    const isLate = left !== -1 && left < calls.findLastIndex((call) => call.includes('entries.put'));
    // Gone with whom they were collected by, or told of in a message of their own.
    if (ends.includes('collected') && !isLate) expect([ends, told], order).toEqual([['collected', 'paid'], []]);
    else expect([ends, told], order).toEqual([['finished', 'paid'], [['cy']]]);
  },
};
