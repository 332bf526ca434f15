/** One definition steers another: lets the contact in, freezes their run, lets it go on, takes them out. */
import { describe, expect, test } from 'vitest';
import { aWorld, type SmallWorld } from '../support/a-world.ts';
import { aJourney } from '../support/project.ts';

const head = (event: string, more = '') => `when:\n  - event: ${event}\nagain: always\n${more}`;
const other = aJourney('- wait: 2 days\n- send-email: other', { name: 'other', head: head('other.happened') });

const inBoth = async (steps: string): Promise<SmallWorld> => {
  const world = await aWorld(steps, { files: other });
  await world.happens('other.happened');
  await world.later('1 hour');
  await world.happens('thing.happened');
  return world;
};
const runOf = async (world: SmallWorld, definition: string) =>
  (await world.runs()).filter((run) => run.definition === definition);

describe('a journey that is steered by another', () => {
  test('is over for this contact once it is stopped, and says by whom', async () => {
    const world = await inBoth('- stop-journey: other\n- stop: done');
    await world.later('3 days');
    expect(world.sent).toEqual([]);
    expect((await runOf(world, 'other'))[0]?.end).toMatchObject({ how: 'operator', by: 'example' });
    expect(await world.told()).toContain('stop-journey-other stopped');
  });

  test('goes on for everybody else', async () => {
    const world = await aWorld('- stop-journey: other', { files: other });
    await world.ports.contacts.claim({ kind: 'userId', value: 'bob' }, 'bob');
    await world.ports.contacts.create({ ...(await world.ports.contacts.get('ann'))!, id: 'bob' });
    await world.happens('other.happened', { contact: 'bob' });
    await world.happens('thing.happened');
    await world.later('3 days');
    expect(await world.told()).toContain('stop-journey-other not-inside');
    expect(await world.told('bob')).toContain('send-email-other sent');
  });

  test('stands still from the pause to the resume, and what fell due runs then', async () => {
    const world = await inBoth('- pause-journey: other\n- wait: 5 days\n- resume-journey: other\n- stop: done');
    await world.later('4 days');
    expect(world.sent).toEqual([]);
    await world.later('2 days');
    expect(await world.told()).toEqual(
      expect.arrayContaining(['pause-journey-other paused', 'resume-journey-other resumed']),
    );
    expect(world.sent).toHaveLength(1);
    expect((await runOf(world, 'other'))[0]?.end).toMatchObject({ how: 'finished' });
  });

  test('takes the contact in once a visit, with what is handed over', async () => {
    const inner = aJourney('- wait: 1 hour\n- update: contact\n  set: { why: "{{ input.reason }}" }', {
      name: 'other',
      head: 'input: { reason: text }\n',
    });
    const world = await aWorld('- start-journey: other\n  with: { reason: looked at pricing }\n- stop: done', {
      files: inner,
    });
    await world.happens('thing.happened');
    await world.later('2 hours');
    expect(await runOf(world, 'other')).toHaveLength(1);
    expect((await world.ports.contacts.get('ann'))?.fields.why).toBe('looked at pricing');
  });

  test('keeps out whom its own rules keep out', async () => {
    const inner = aJourney('- stop: hello', { name: 'other', head: 'again: never\n' });
    const world = await aWorld('- start-journey: other', { files: inner });
    await world.happens('thing.happened');
    await world.happens('thing.happened');
    expect((await world.told()).filter((line) => line.startsWith('start-journey-other'))).toEqual([
      'start-journey-other started',
      'start-journey-other refused entered-before',
    ]);
  });
});

test('a journey that speaks of itself means the other runs of the contact', async () => {
  const world = await aWorld('- stop-journey: example\n- wait: 1 day\n- stop: done', {
    head: 'when:\n  - event: thing.happened\nagain: always\nper: event.orderId\n',
  });
  await world.happens('thing.happened', { data: { orderId: 'A' } });
  await world.happens('thing.happened', { data: { orderId: 'B' } });
  await world.later('2 days');
  const ends = (await world.runs()).map(({ key, end }) => `${key} ${end?.how}`).sort();
  expect(ends).toEqual(['A operator', 'B stop']);
});
