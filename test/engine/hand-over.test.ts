/** A wait of years, and rounds without number: no execution may last that long, and the contact notices nothing of it. */
import { describe, expect, test } from 'vitest';
import { aWorld } from '../support/a-world.ts';
import { engine } from '../support/engine.ts';
import { at } from '../support/records.ts';

const day = 86_400;
const isOnStandard = engine === 'standard';

const longWait = `- send-email: hello
- wait: 730 days
- send-email: again
- stop: done`;

const longHope = `- wait-for: { event: paid }
  up-to: 800 days
  then: [{ stop: bought }]
  else: [{ stop: gone }]`;

describe('a wait of two years', () => {
  test('ends on its day, and nothing is sent before', async () => {
    const world = await aWorld(longWait);
    await world.happens('thing.happened');
    await world.later('729 days');
    expect(world.sent).toHaveLength(1);
    expect(world.executions.open()).toBe(isOnStandard ? 1 : 0);
    const { owner } = await world.run();
    await world.later('2 days');

    expect(await world.told()).toEqual([
      'send-email-hello sent',
      'send-email-again sent',
      'stop-done ended',
      'ended stop done',
    ]);
    expect((await world.rows()).find(({ step }) => step === 'send-email-again')?.at).toBe(at(730 * day));
    if (isOnStandard) expect(owner.endsWith('.1')).toBe(false);
    expect(world.executions.open()).toBe(0);
  });

  test('is nowhere longer than 300 days in one execution', async () => {
    const world = await aWorld(longWait);
    await world.happens('thing.happened');
    const owners = new Set<string>();
    for (let passed = 0; passed < 720; passed += 10) {
      await world.later('10 days');
      owners.add((await world.run()).owner);
    }
    expect(owners.size).toBe(isOnStandard ? 3 : 1);
  });

  test('is found again where an execution was named and never started', async () => {
    let isBroken = false;
    const world = await aWorld(longWait, {
      options: {
        redeliveries: 3,
        around: (call, carryOut, ports) => {
          if (!isBroken || call.handler !== 'task') return carryOut();
          isBroken = false;
          const start = async () => {
            throw Object.assign(new Error('gone'), { name: 'Lambda.Unknown' });
          };
          return carryOut({ ...ports, executions: { ...ports.executions, start } });
        },
      },
    });
    await world.happens('thing.happened');
    await world.later('299 days');
    isBroken = isOnStandard;
    await world.later('432 days');

    expect(isBroken).toBe(false);
    expect((await world.told()).at(-1)).toBe('ended stop done');
  });
});

describe('hoping for two years', () => {
  test('ends when it happens, in the second year', async () => {
    const world = await aWorld(longHope);
    await world.happens('thing.happened');
    await world.later('700 days');
    await world.happens('paid');

    expect(await world.told()).toEqual(['wait-for happened', 'stop-bought ended', 'ended stop bought']);
    expect((await world.run()).end?.at).toBe(at(700 * day));
    expect(world.executions.open()).toBe(0);
  });

  test('ends at its limit, to the second', async () => {
    const world = await aWorld(longHope);
    await world.happens('thing.happened');
    await world.later('801 days');

    expect(await world.told()).toEqual(['wait-for limit', 'stop-gone ended', 'ended stop gone']);
    expect((await world.run()).end?.at).toBe(at(800 * day));
  });

  test('a pause and a resume in between change nothing', async () => {
    const world = await aWorld(longHope);
    await world.happens('thing.happened');
    await world.later('250 days');
    await world.operator('paused');
    await world.later('200 days');
    await world.operator('live');
    await world.later('351 days');

    expect((await world.told()).at(-1)).toBe('ended stop gone');
    expect((await world.run()).end?.at).toBe(at(800 * day));
  });
});

test('a loop of more than a thousand Tasks goes on in another execution, and comes to its end', async () => {
  const world = await aWorld(`- repeat: 300 times
  every: 1 hour
  steps:
    - wait-for: { event: paid }
      up-to: 10 minutes
      else:
        - update: contact
          id: count
          set: { rounds: more }
- stop: done`);
  await world.happens('thing.happened');
  await world.later('20 days');

  const run = await world.run();
  expect(run.end).toMatchObject({ how: 'stop', reason: 'done' });
  expect(run.seq).toBeGreaterThan(1_000);
  expect((await world.rows()).filter(({ step, kind }) => step === 'count' && kind === 'step')).toHaveLength(300);
  if (isOnStandard) expect(run.owner.endsWith('.1')).toBe(false);
});
