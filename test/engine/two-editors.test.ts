/** E16: of two who edit one journey, the second is told that the first was there, and contacts live through what the first made. */
import { expect, test } from 'vitest';
import { aWorld, type SmallWorld } from '../support/a-world.ts';
import { onEngine } from '../support/engine.ts';
import { aJourney, compileFiles } from '../support/project.ts';

async function publish({ ports, clock }: SmallWorld, steps: string, basedOn: string): Promise<void> {
  const { versions, settings, forms, segments } = onEngine(await compileFiles(aJourney(steps)));
  const placed = versions.map(({ version }) => ({ version, machine: `${version.name}:${version.hash}` }));
  const said = { settings, forms, segments, at: clock.now(), by: 'lee', basedOn: { example: basedOn } };
  await ports.registry.publish({ ...said, versions: placed });
}

const live = async ({ ports }: SmallWorld) => (await ports.registry.definition('example'))!;

test('E16 a version that is based on one that is live no more is refused, and changes nothing', async () => {
  const world = await aWorld('- wait: 1 day');
  const seenByBoth = (await live(world)).version;
  await publish(world, '- wait: 2 days', seenByBoth);
  const first = await live(world);
  expect(first.number).toBe(2);

  await expect(publish(world, '- wait: 3 days', seenByBoth)).rejects.toMatchObject({
    code: 'stale-publish',
    message: expect.stringContaining('example'),
  });
  expect(await live(world)).toEqual(first);

  await publish(world, '- wait: 3 days', first.version);
  expect((await live(world)).number).toBe(3);
});
