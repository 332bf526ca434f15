/** What becomes of the people inside when their journey changes: they finish, or are moved, and get nothing twice. */
import { describe, expect, test } from 'vitest';
import { moveRun } from '../../lib/engine/move-run.ts';
import { moveRuns, previewMove } from '../../lib/engine/move-runs.ts';
import { effectOf } from '../../lib/engine/passage.ts';
import { refOf } from '../../lib/engine/run-record.ts';
import { aWorld, type Given, type SmallWorld } from '../support/a-world.ts';
import { onEngine } from '../support/engine.ts';
import { createBreaker } from '../support/faulty-ports.ts';
import { aJourney, compileFiles } from '../support/project.ts';
import { at } from '../support/records.ts';

const day = 86_400;

/** Saved and published: the people inside stay where they are. */
async function saves(world: SmallWorld, steps: string, { head, files }: Given = {}): Promise<void> {
  await world.publish(onEngine(await compileFiles({ ...aJourney(steps, { head }), ...files })));
}

async function moves(world: SmallWorld, map?: Record<string, string>) {
  const done = await moveRuns({ definition: 'example', map, by: 'lee' }, world.ports);
  await world.settle();
  return done;
}

describe('a wait whose length has changed', () => {
  const wait = (length: string) => `- wait: ${length}\n  id: pause\n- send-email: hello`;
  test.each([
    { case: 'E1 is over by now, and the contact goes on at once', to: '1 day', sentAt: 3 * day },
    { case: 'E2 lasts to its start and the new length', to: '5 days', sentAt: 5 * day },
    { case: 'E3 lasts longer than it was to', to: '9 days', sentAt: 9 * day },
  ])('$case', async ({ to, sentAt }) => {
    const world = await aWorld(wait('7 days'));
    await world.happens('thing.happened');
    await world.later('3 days');
    await saves(world, wait(to));
    expect(await moves(world)).toEqual({ moved: 1, left: 0 });
    await world.later('10 days');
    expect((await world.rows()).find(({ kind }) => kind === 'message')?.at).toBe(at(sentAt));
    expect(world.sent).toHaveLength(1);
    expect(await world.told()).toEqual(['operator moved', 'send-email-hello sent', 'ended finished finished']);
  });

  test('keeps the old length for whoever is left to finish', async () => {
    const world = await aWorld(wait('7 days'));
    await world.happens('thing.happened');
    await saves(world, wait('1 day'));
    await world.later('2 days');
    expect(world.sent).toEqual([]);
    await world.later('5 days');
    expect(world.sent).toHaveLength(1);
  });
});

describe('a contact who is moved', () => {
  test('E6 follows the new way and is sent nothing twice', async () => {
    const world = await aWorld('- send-email: hello\n- wait: 1 day\n- send-email: more');
    await world.happens('thing.happened');
    await saves(world, '- wait: 1 day\n- send-email: hello\n- send-email: other\n- send-email: more');
    await moves(world);
    await world.later('2 days');
    expect(world.sent).toHaveLength(3);
    expect(await world.told()).toEqual([
      'send-email-hello sent',
      'operator moved',
      'send-email-other sent',
      'send-email-more sent',
      'ended finished finished',
    ]);
  });

  test('is sent a second time only what a new loop sends again', async () => {
    const world = await aWorld('- send-email: hello\n- wait: 1 day\n- send-email: more');
    await world.happens('thing.happened');
    await saves(
      world,
      '- send-email: hello\n- wait: 1 day\n- if: { not: { event: paid } }\n  then:\n    - go-to: send-email-hello\n- send-email: more',
    );
    await moves(world);
    await world.later('36 hours');
    expect(world.sent).toHaveLength(2);
    await world.happens('paid');
    await world.later('1 day');
    expect((await world.told()).slice(-2)).toEqual(['send-email-more sent', 'ended finished finished']);
  });

  test('goes on behind a wait that is gone, at the nearest step that is left (R8)', async () => {
    const world = await aWorld('- wait: 1 day\n- send-email: hello\n- send-email: more');
    await world.happens('thing.happened');
    await saves(world, '- wait: 2 days\n- send-email: more');
    const preview = await previewMove({ definition: 'example' }, world.ports);
    expect(preview).toEqual({
      to: 2,
      steps: [{ from: 1, step: 'wait-1-day', count: 1, does: 'goes', to: 'send-email-more' }],
    });
    await moves(world);
    expect(world.sent).toHaveLength(1);
    expect((await world.run()).end).toMatchObject({ how: 'finished' });
  });

  test('leaves with the reason where nothing of their way is left', async () => {
    const world = await aWorld('- wait: 1 day\n- send-email: hello');
    await world.happens('thing.happened');
    await saves(world, '- wait: 2 days\n- send-email: other');
    expect((await previewMove({ definition: 'example' }, world.ports)).steps).toEqual([
      { from: 1, step: 'wait-1-day', count: 1, does: 'leaves' },
    ]);
    expect(await moves(world)).toEqual({ moved: 0, left: 1 });
    expect((await world.run()).end).toMatchObject({ how: 'exit', reason: 'journey-changed' });
    await world.later('3 days');
    expect(world.sent).toEqual([]);
  });

  test('goes where the map says, and waits on under a new name from the day they came', async () => {
    const world = await aWorld('- wait: 1 day\n  id: pause\n- send-email: hello');
    await world.happens('thing.happened');
    await world.later('1 hour');
    await saves(world, '- wait: 2 days\n  id: rest\n- send-email: hello');
    await moves(world, { pause: 'rest' });
    expect((await world.run()).wait).toMatchObject({ step: 'rest', since: at(0), due: at(2 * day) });
    await world.later('3 days');
    expect(world.sent).toHaveLength(1);
  });

  test('is not sent under a new name what was sent under the old one and not told yet', async () => {
    const world = await aWorld('- send-email: hello\n  id: first');
    await world.operator('paused');
    await world.happens('thing.happened');
    const record = await world.run();
    const key = effectOf(record, 'first', 'email');
    const claim = { state: 'SENT' as const, attempt: 'a', deadline: at(120) };
    await world.ports.timeline.write({ contact: 'ann', key, at: at(0), run: record.run, kind: 'message', claim });
    await saves(world, '- send-email: hello\n  id: second');
    await moves(world, { first: 'second' });
    await world.operator('live');
    await world.later('1 hour');
    expect(world.sent).toEqual([]);
  });

  test('answers what is awaited in the new version, also what happened before the move', async () => {
    const awaits = (event: string) =>
      `- wait-for: { event: ${event} }\n  id: reply\n  up-to: 3 days\n  then:\n    - stop: yes-said\n  else:\n    - stop: silent`;
    const world = await aWorld(awaits('paid'));
    await world.happens('thing.happened');
    await world.later('1 hour');
    await world.happens('called');
    await saves(world, awaits('called'));
    await moves(world);
    await world.later('1 minute');
    expect((await world.run()).end).toMatchObject({ how: 'stop', reason: 'yes-said' });
  });

  test('stays frozen in a pause, and goes on the new way at the resume', async () => {
    const world = await aWorld('- wait: 1 day\n- send-email: hello');
    await world.happens('thing.happened');
    await world.operator('paused');
    await world.later('2 days');
    await saves(world, '- wait: 1 day\n- send-email: other');
    await moves(world);
    await world.later('2 days');
    expect(world.sent).toEqual([]);
    await world.operator('live');
    await world.later('1 minute');
    expect(await world.told()).toContain('send-email-other sent');
    expect(world.sent).toHaveLength(1);
  });

  test('E9 is never somebody who has finished: what is appended does not reach them', async () => {
    const world = await aWorld('- send-email: hello');
    await world.happens('thing.happened');
    await saves(world, '- send-email: hello\n- send-email: more');
    expect(await moves(world)).toEqual({ moved: 0, left: 0 });
    await world.later('3 days');
    expect(world.sent).toHaveLength(1);
  });

  test('goes on once, wherever the one who moved them died', async () => {
    for (let call = 0; ; call++) {
      const world = await aWorld('- wait: 1 day\n- send-email: hello');
      await world.happens('thing.happened');
      await saves(world, '- wait: 1 day\n- send-email: other');
      const breaker = createBreaker(call, 'dies');
      const order = { definition: 'example' };
      await breaker.run(world.ports, (ports) => moveRuns(order, ports)).catch(() => undefined);
      // The same order again, and then the rest of the journey.
      const { to } = await versionOf(world);
      await moveRun(refOf(await world.run()), { to, number: 2 }, world.ports);
      await world.later('3 days');
      expect(await world.told(), `died in ${breaker.broken()}`).toEqual([
        'operator moved',
        'send-email-other sent',
        'ended finished finished',
      ]);
      if (breaker.broken() === undefined) break;
    }
  });

  test('is nobody where the map names a step that is not there', async () => {
    const world = await aWorld('- wait: 1 day\n- send-email: hello');
    await saves(world, '- wait: 2 days\n- send-email: hello');
    await expect(moves(world, { 'wait-1-day': 'wait-2-dys' })).rejects.toMatchObject({ code: 'step-unknown' });
    await expect(moves(world, { 'wait-1-dy': 'wait-2-days' })).rejects.toMatchObject({ code: 'step-unknown' });
    await expect(moveRuns({ definition: 'example', to: 7 }, world.ports)).rejects.toMatchObject({
      code: 'version-unknown',
    });
  });
});

async function versionOf({ ports }: SmallWorld) {
  const live = (await ports.registry.definition('example'))!;
  return { to: (await ports.registry.version('example', live.version))! };
}
