/** Everything delivered twice, late, or in another order, in every scenario: the contact lives through the same. */
import { describe, expect, test } from 'vitest';
import { readScenario } from '../../lib/simulator/scenario/read-scenario.ts';
import { differences, harmOf } from '../support/aftermath.ts';
import { disturbances } from '../support/disturbances.ts';
import { onEngine } from '../support/engine.ts';
import { hardCases, hardScenario } from '../support/hard-cases.ts';
import { hardPeople, hardPeopleScenario } from '../support/hard-people.ts';
import { hardTriggers, hardTriggersScenario } from '../support/hard-triggers.ts';
import { hardWays, hardWaysScenario } from '../support/hard-ways.ts';
import { isTask, playCase } from '../support/play-case.ts';
import { loadShipped } from '../support/project.ts';

const seeds = process.env.WAYMARK_FULL === '1' ? Array.from({ length: 25 }, (_, seed) => seed) : [1];

const { compiled, files } = await loadShipped();
const shipped = files
  .filter(({ path }) => path.endsWith('.scenario.yaml'))
  .map(({ path, text }) => ({ scenario: readScenario(path, text).scenario!, compiled: onEngine(compiled!) }));
const hard = [
  { scenario: hardScenario, compiled: onEngine(hardCases) },
  { scenario: hardWaysScenario, compiled: onEngine(hardWays) },
  { scenario: hardPeopleScenario, compiled: onEngine(hardPeople) },
  { scenario: hardTriggersScenario, compiled: onEngine(hardTriggers) },
];
const cases = [...shipped, ...hard].flatMap(({ scenario, ...rest }) =>
  scenario.cases.map((one) => ({ ...rest, scenario, one, title: one.title })),
);

/** Half a minute decides these, rightly: an operator pauses at once, an event comes on the limit's very instant. */
const mayDiffer = [
  'an answer lost on the way never becomes a second mail',
  'confirms at the very instant of the limit',
];

const isLate = (disturbance: string) => disturbance.includes('late by');

describe.each(Object.keys(disturbances))('%s', (name) => {
  test.each(cases)('$title', { timeout: 120_000 }, async ({ scenario, one, compiled: project, title }) => {
    const calm = await playCase(scenario, one, project);
    for (const seed of seeds) {
      const after = await playCase(scenario, one, project, disturbances[name]!(seed));
      expect(harmOf(calm, after), `seed ${seed}`).toEqual([]);
      if (!isLate(name) || !mayDiffer.includes(title)) expect(differences(calm, after), `seed ${seed}`).toEqual([]);
    }
  });
});

test('a hundred copies of each event, each ring and each start at once are one', async () => {
  const [one] = hardScenario.cases;
  const project = onEngine(hardCases);
  const calm = await playCase(hardScenario, one!, project);
  const tally = { deliveries: 0, starts: 0 };
  const after = await playCase(hardScenario, one!, project, {
    async around(call, carryOut, { ports }) {
      const start: typeof ports.executions.start = async (execution) => {
        tally.starts += 1;
        const [first] = await Promise.all(Array.from({ length: 100 }, () => ports.executions.start(execution)));
        return first!;
      };
      const startingOften = { ...ports, executions: { ...ports.executions, start } };
      if (call.handler === 'publish' || isTask(call)) return carryOut(startingOften);
      tally.deliveries += 1;
      const [first] = await Promise.all(Array.from({ length: 100 }, () => carryOut(startingOften)));
      return first;
    },
  });
  expect(tally.deliveries).toBeGreaterThan(2);
  expect(tally.starts).toBeGreaterThan(2);
  expect(harmOf(calm, after)).toEqual([]);
  expect(differences(calm, after)).toEqual([]);
});

test('a claim that everybody wins would be noticed: messages would go out twice', async () => {
  const [one] = hardScenario.cases;
  const project = onEngine(hardCases);
  const calm = await playCase(hardScenario, one!, project);
  const after = await playCase(hardScenario, one!, project, {
    async around(call, carryOut, { ports }) {
      if (!isTask(call)) return carryOut();
      const claim: typeof ports.timeline.claim = async (row) => {
        await ports.timeline.claim(row);
        return { won: true };
      };
      const everybodyWins = { ...ports, timeline: { ...ports.timeline, claim } };
      const double = carryOut(everybodyWins).catch(() => undefined);
      return carryOut(everybodyWins).finally(() => double);
    },
  });
  expect(harmOf(calm, after)).toContainEqual(expect.stringMatching(/^handed over too often/));
});
