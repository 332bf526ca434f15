/** A score adds up what the rules that hold are worth, once a visit, whoever else counts at the same time. */
import { expect, test } from 'vitest';
import { aWorld } from '../support/a-world.ts';

const rules = (...lines: string[]) => `- score: lead\n  rules:\n${lines.map((line) => `    - ${line}`).join('\n')}`;
const looks = '{ if: { page: /pricing*, since: ever }, add: 10 }';
const plan = '{ if: { field: plan, is: gold }, add: 2.5 }';
const leaves = '{ if: { event: canceled, since: ever }, add: -4 }';

test('each rule that holds counts, those that do not count nothing', async () => {
  const world = await aWorld(rules(looks, plan, leaves), {
    contact: { fields: { plan: 'gold', scores: { lead: 1, trust: 7 } } },
  });
  await world.happens('canceled');
  await world.happens('thing.happened');
  expect((await world.ports.contacts.get('ann'))?.fields.scores).toEqual({ lead: -0.5, trust: 7 });
  const row = (await world.rows()).find(({ step }) => step === 'score-lead');
  expect(row).toMatchObject({ outcome: 'scored', detail: '-1.5' });
});

test('where none holds, nothing is written', async () => {
  const world = await aWorld(rules(looks));
  const before = await world.ports.contacts.get('ann');
  await world.happens('thing.happened');
  expect(await world.told()).toContain('score-lead unchanged');
  expect((await world.ports.contacts.get('ann'))?.rev).toBe(before!.rev);
});

test('a wait for a score hears of it at once', async () => {
  const world = await aWorld(
    `- wait-for: { score: lead, at-least: 5 }\n  up-to: 3 days\n  then:\n    - stop: keen\n- stop: cold`,
    {
      files: {
        'journeys/counts.yaml': `journey: counts\npurpose: Counts\nowner: owner@example.com\nwhen: [{ event: looked }]\nagain: always\nsteps:\n${rules('{ if: { not: { field: plan, is: gold } }, add: 3 }').replaceAll(/^/gm, '  ')}\n`,
      },
    },
  );
  await world.happens('thing.happened');
  await world.happens('looked');
  expect((await world.runs()).find(({ definition }) => definition === 'example')?.status).toBe('running');
  await world.happens('looked');
  expect((await world.runs()).find(({ definition }) => definition === 'example')?.end).toMatchObject({
    reason: 'keen',
  });
});
