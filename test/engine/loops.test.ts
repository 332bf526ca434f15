/** Loops: each turn happens once, none happens twice, and no contact goes round for ever. */
import { describe, expect, test } from 'vitest';
import { aWorld } from '../support/a-world.ts';

const thrice = `- repeat: 3 times
  every: 1 day
  until: { event: project.created }
  steps:
    - send-email: nudge
- send-email: goodbye`;

describe('repeat', () => {
  test('writes once in each round, waits between two of them, and not behind the last one', async () => {
    const world = await aWorld(thrice);
    await world.happens('thing.happened');
    await world.later('3 days');

    expect(await world.told()).toEqual([
      'repeat-3-times round',
      'send-email-nudge sent',
      'repeat-3-times round',
      'send-email-nudge sent',
      'repeat-3-times round',
      'send-email-nudge sent',
      'repeat-3-times done',
      'send-email-goodbye sent',
      'ended finished finished',
    ]);
    expect(new Set(world.sent.map(({ effect }) => effect)).size).toBe(4);
    expect((await world.run()).end?.at).toBe('2026-03-04T09:00:00.000Z');
  });

  test('is over as soon as it has worked, asked before each round', async () => {
    const world = await aWorld(thrice);
    await world.happens('thing.happened');
    await world.later('1 hour');
    await world.happens('project.created');
    expect(world.sent).toHaveLength(1);
    await world.later('1 day');

    expect((await world.told()).slice(2)).toEqual([
      'repeat-3-times until',
      'send-email-goodbye sent',
      'ended finished finished',
    ]);
  });

  test('does nothing at all where it has worked before', async () => {
    const world = await aWorld(`- wait: 1 day\n${thrice}`);
    await world.happens('thing.happened');
    await world.happens('project.created');
    await world.later('2 days');
    expect(await world.told()).toEqual(['repeat-3-times until', 'send-email-goodbye sent', 'ended finished finished']);
  });

  test('counts its rounds anew each time that it is come to', async () => {
    const world = await aWorld(`- repeat: 2 times
  every: 1 week
  steps:
    - repeat: 3 times
      every: 1 day
      steps:
        - send-email: nudge`);
    await world.happens('thing.happened');
    await world.later('20 days');
    const sent = (await world.rows()).filter(({ kind }) => kind === 'message');
    expect(sent.map(({ at }) => at.slice(8, 10))).toEqual(['02', '03', '04', '11', '12', '13']);
    expect((await world.run()).status).toBe('ended');
  });

  test('once is once, and waits for nothing', async () => {
    const world = await aWorld('- repeat: 1 time\n  every: 1 day\n  steps:\n    - send-email: nudge');
    await world.happens('thing.happened');
    expect(await world.told()).toEqual(['send-email-nudge sent', 'ended finished finished']);
  });

  test('a thousand rounds of one step are walked to the end', async () => {
    const world = await aWorld('- repeat: 1000 times\n  every: 1 hour\n  steps:\n    - add-to-segment: keen', {
      files: { 'segments/keen.yaml': 'segment: keen\n' },
    });
    await world.happens('thing.happened');
    await world.later('42 days');
    const { end, visits } = await world.run();
    expect(end).toMatchObject({ how: 'finished' });
    expect(visits['add-to-segment-keen']).toBe(1_000);
  });
});

describe('a double of a handler that comes a turn late', () => {
  test('does not take the next turn for its own, and nobody is written to before their time', async () => {
    const late: (() => Promise<unknown>)[] = [];
    const world = await aWorld(thrice, {
      options: {
        around(call, carryOut) {
          if (call.handler === 'task' && call.task.does === 'look') late.push(() => carryOut());
          return carryOut();
        },
      },
    });
    await world.happens('thing.happened');
    await world.later('1 day');
    for (const again of late) await again().catch(() => undefined);
    await world.settle();
    expect(world.sent).toHaveLength(2);
    await world.later('1 day');
    expect(world.sent).toHaveLength(4);
  });
});

describe('go-to', () => {
  test('leads on past what lies between', async () => {
    const world = await aWorld(
      '- if: { field: plan, is: gold }\n  then:\n    - go-to: bye\n- send-email: offer\n- send-email: goodbye\n  id: bye',
      { contact: { fields: { plan: 'gold' } } },
    );
    await world.happens('thing.happened');
    expect(await world.told()).toEqual(['if then', 'bye sent', 'ended finished finished']);
  });

  test('leads back, and the second turn is no repeat of the first', async () => {
    const world = await aWorld(`- send-email: nudge
- wait: 1 day
- if: { event: project.created }
  then:
    - stop: active
- go-to: nudge`);
    await world.happens('thing.happened');
    await world.later('2 days');
    await world.happens('project.created');
    await world.later('1 day');
    expect(world.sent).toHaveLength(3);
    expect((await world.told()).slice(-3)).toEqual(['if then', 'stop-active ended', 'ended stop active']);
  });

  test('is passed over unless its own condition holds', async () => {
    const world = await aWorld(`- wait: 1 day
  id: rest
- send-email: nudge
- go-to: rest
  only-if: { not: { event: project.created } }`);
    await world.happens('thing.happened');
    await world.later('2 days');
    await world.happens('project.created');
    await world.later('1 day');
    expect(world.sent).toHaveLength(3);
    expect((await world.told()).slice(-2)).toEqual(['go-to-rest passed-over', 'ended finished finished']);
  });

  test('enters the named step through its own only-if', async () => {
    const world = await aWorld(`- go-to: offer
  only-if: { field: plan, known: false }
- wait: 1 day
- send-email: offer
  only-if: { field: plan, is: gold }`);
    await world.happens('thing.happened');
    expect(await world.told()).toEqual(['send-email-offer passed-over', 'ended finished finished']);
  });
});

describe('R9: nobody goes round for ever', () => {
  test('a run ends with a reason before its 1,001st visit', async () => {
    const world = await aWorld(`- wait: 1 hour
  id: rest
- update: contact
  set: { plan: gold }
- go-to: rest`);
    await world.happens('thing.happened');
    await world.later('60 days');
    const { end, visits } = await world.run();
    expect(end).toMatchObject({ how: 'error', reason: 'too-many-visits' });
    expect(visits.rest! + visits['update-contact']!).toBe(1_000);
    expect(world.executions.open()).toBe(0);
  });
});

describe('a wait-for inside a loop', () => {
  const counting = `- wait-for: { event: paid }
  id: payment
  up-to: 2 days
  then:
    - update: contact
      set: { plan: gold }
  else:
    - stop: quiet
- wait: 1 hour
- go-to: payment`;

  test('does not begin its next turn with the event that ended the last one', async () => {
    const world = await aWorld(counting);
    await world.happens('thing.happened');
    await world.later('1 hour');
    await world.happens('paid');
    await world.later('3 days');
    expect(await world.told()).toEqual([
      'payment happened',
      'update-contact updated',
      'payment limit',
      'stop-quiet ended',
      'ended stop quiet',
    ]);
  });

  test('misses nothing that happened while the turn before went on', async () => {
    const world = await aWorld(counting);
    await world.happens('thing.happened');
    await world.later('1 hour');
    await world.happens('paid');
    await world.later('30 minutes');
    await world.happens('paid');
    await world.later('30 minutes');
    expect((await world.told()).filter((line) => line === 'payment happened')).toHaveLength(2);
  });

  test('two events of one instant are two turns', async () => {
    const world = await aWorld(counting);
    await world.happens('thing.happened');
    await world.later('1 hour');
    await world.happens('paid');
    await world.happens('paid');
    await world.later('4 hours');
    expect((await world.told()).filter((line) => line === 'payment happened')).toHaveLength(2);
  });
});
