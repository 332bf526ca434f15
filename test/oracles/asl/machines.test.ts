/** What we emit, run by interpreters that strangers wrote: the way a contact takes must not be our own idea of the language. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localStepFunctions } from './local-stepfunctions.ts';
import {
  exampleMachines,
  generatedMachines,
  journeyMachines,
  oneOfEachShape,
  shippedMachines,
  type Trial,
} from './machines.ts';
import { type Moto, startMoto } from './moto.ts';
import { ours } from './ours.ts';
import type { Interpreter } from './passage.ts';
import { aStory } from './story.ts';
import { neverEntered, tellingStories } from './telling-stories.ts';
import { compare } from './trial.ts';

const isFull = process.env.WAYMARK_FULL === '1';
const seed = Number(process.env.WAYMARK_SEED ?? 1);

/** How many generated definitions, and of how many stories for each machine those are chosen that show something new. */
const sizes = isFull
  ? { quick: { definitions: 300, seeds: 60 }, slow: { definitions: 40, seeds: 25 } }
  : { quick: { definitions: 40, seeds: 30 }, slow: { definitions: 4, seeds: 8 } };

async function onTrial(
  sides: readonly Interpreter[],
  machines: readonly Trial[],
  wish: Parameters<typeof tellingStories>[1],
) {
  const told = [];
  const unseen: string[] = [];
  for (const machine of machines) {
    const stories = await tellingStories(machine, wish);
    told.push(...stories);
    unseen.push(...neverEntered(machine, stories));
  }
  const verdict = await compare(told, sides, 6);
  const { differences, ...counts } = verdict;
  const all = machines.map(({ machine }) => Object.keys(machine.States).length).reduce((a, b) => a + b, 0);
  console.log(`${sides[0]!.name}: ${machines.length} machines`, {
    ...counts,
    entered: `${all - unseen.length} of ${all}`,
  });
  // The first ones tell it; a difference of principle has thousands.
  return { differences: differences.slice(0, 5), unseen, counts };
}

describe('aws-local-stepfunctions goes the same way, with the same data', () => {
  console.log('aws-local-stepfunctions is not asked for', localStepFunctions.leavesOut);
  const trial = (machines: readonly Trial[]) =>
    onTrial([localStepFunctions], machines, { seeds: sizes.quick.seeds, stubborn: true });

  test('through every machine we ship and every state of it', async () => {
    const { differences, unseen } = await trial(await shippedMachines());
    expect(differences).toEqual([]);
    expect(unseen).toEqual([]);
  });

  test('through the example of every kind', async () => {
    expect((await trial(exampleMachines())).differences).toEqual([]);
  });

  test('through definitions at random', async () => {
    const { differences, counts } = await trial(generatedMachines(sizes.quick.definitions, seed));
    expect(differences).toEqual([]);
    expect(counts.stories).toBeGreaterThan(5 * sizes.quick.definitions);
  });
});

describe('moto goes the same way, with the same data, tokens included', () => {
  let servers: Moto[] = [];
  const trial = (machines: readonly Trial[]) =>
    onTrial(servers, oneOfEachShape(machines), { seeds: sizes.slow.seeds, stubborn: false });

  beforeAll(async () => {
    servers = await Promise.all([startMoto(), startMoto()]);
    console.log('moto is not asked for', servers[0]!.leavesOut);
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.close()));
  });

  test('through every machine we ship', async () => {
    expect((await trial(await shippedMachines())).differences).toEqual([]);
  });

  test('through the example of every kind, one of each shape', async () => {
    expect((await trial(exampleMachines())).differences).toEqual([]);
  });

  test('and not before a wait is over', async () => {
    const [trial] = journeyMachines('waits', [{ wait: '1 day' }]);
    const due = new Date(Date.now() + 5_000).toISOString();
    const story = aStory('waits-for-real', trial!.machine, 2, { due });

    const { states } = await servers[0]!.pass(story);

    expect(states).toContain('wait-1-day');
    // It counts in whole seconds, and cuts off twice.
    expect(Date.now()).toBeGreaterThan(Date.parse(due) - 2_000);
    expect((await ours.pass(story)).states).toEqual(states);
  });

  test('through definitions at random', async () => {
    expect((await trial(generatedMachines(sizes.slow.definitions, seed))).differences).toEqual([]);
  });
});
