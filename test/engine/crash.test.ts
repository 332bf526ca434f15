/** Breaks every call to the world, one at a time and in three ways, in every scenario: nobody is lost and nothing comes twice. */
import { afterAll, describe, expect, test } from 'vitest';
import { refOf } from '../../lib/engine/run-record.ts';
import type { Case, Scenario } from '../../lib/simulator/scenario/read-scenario.ts';
import type { Compiled } from '../../lib/simulator/world.ts';
import { admissions, differences, harmOf } from '../support/aftermath.ts';
import { crashJourneys } from '../support/crash-journeys.ts';
import { dice } from '../support/disturbances.ts';
import { onEngine } from '../support/engine.ts';
import { type Breaker, type Breaking, breakings, createBreaker, createStorm } from '../support/faulty-ports.ts';
import { playCase } from '../support/play-case.ts';

/** All three ways at every call; else a twelfth of these points, which the seed chooses. */
const isFull = process.env.WAYMARK_FULL === '1';
const seed = Number(process.env.WAYMARK_SEED ?? 1);
const isTried = (at: number, way: number) => isFull || (at * 5 + way * 4 + seed) % 12 === 0;

const scenarios = (await crashJourneys()).map(({ scenario, compiled, mostCalls = 1 }) => ({
  title: scenario.title,
  scenario,
  compiled: onEngine(compiled),
  mostCalls,
}));

/** Where a fault's two minutes change what a contact lives through, rightly; no harm is allowed all the same. */
const mayDiffer = [
  // Whoever is held back over the instant of a pause stands still with everybody else.
  'an answer lost on the way never becomes a second mail',
  // On the limit's very instant both branches are right, and a limit that comes again finds the event.
  'confirms at the very instant of the limit',
  // Its own faults fail the step already: of four, the last one is told, whichever that is.
  'what cannot be escalated is told to the owner',
];

/** Between the claim and its record, a death or a lost answer leaves a message of which nobody knows whether it left. */
const mayBeUnknown = (breaking: Breaking, call: string, mostCalls: number): boolean =>
  call.startsWith('senders.') ||
  // What is handed over again is taken over by settling what was unknown.
  (mostCalls > 1 && breaking === 'dies' && call === 'timeline.settle') ||
  (breaking === 'fails' && call === 'timeline.settle') ||
  (breaking === 'dies' &&
    /^(timeline.claim|runs.get|registry.definition|contacts.get|suppressions.find|caps.take|events.find)$/.test(call));

async function play(scenario: Scenario, one: Case, project: Compiled, breaker: Breaker, isScanned = false) {
  const after = await playCase(scenario, one, project, {
    redeliveries: 30,
    isScanned,
    around: (_call, carryOut, { ports }) => breaker.run(ports, carryOut),
    outside: (ports, act) => breaker.run(ports, act),
  });
  return { after, calls: breaker.calls(), broken: breaker.broken() };
}

const tally = { points: 0, harmed: 0, different: 0, unknown: 0, storm: 0 };

describe.each(scenarios)('$title', ({ scenario, compiled: project, mostCalls }) => {
  test.each(scenario.cases)('$title', { timeout: 300_000 }, async (one) => {
    const calm = await play(scenario, one, project, createBreaker());
    // Once, where no answer is lost.
    const isLost = one.faults.some(({ fault }) => fault === 'answer-lost');
    expect(harmOf(calm.after, calm.after, isLost ? mostCalls : 1)).toEqual([]);

    const problems: string[] = [];
    for (let at = 0; at < calm.calls; at++) {
      for (const breaking of breakings.filter((_, way) => isTried(at, way))) {
        const { after, broken } = await play(scenario, one, project, createBreaker(at, breaking));
        const admitted = admissions(after).length - admissions(calm.after).length;
        const isExcused =
          mayDiffer.includes(one.title) || (admitted === 1 && mayBeUnknown(breaking, broken!, mostCalls));
        const mayBeLost = isLost || mayBeUnknown(breaking, broken!, mostCalls);
        const harm = harmOf(calm.after, after, mayBeLost ? mostCalls : 1);
        const different = isExcused ? [] : differences(calm.after, after);
        problems.push(...[...harm, ...different].map((problem) => `call ${at}, ${broken} ${breaking}: ${problem}`));
        tally.points += 1;
        tally.harmed += harm.length > 0 ? 1 : 0;
        tally.different += different.length > 0 ? 1 : 0;
        tally.unknown += admitted;
      }
    }
    expect(problems).toEqual([]);
  });

  test.each(scenario.cases)('$title, while one call in fifty breaks', { timeout: 300_000 }, async (one) => {
    const { after: calm } = await play(scenario, one, project, createBreaker());
    for (let round = 0; round < (isFull ? 40 : 2); round++) {
      const roll = dice(seed * 1_000 + round);
      const storm = createStorm(() => {
        if (roll() >= 0.02) return undefined;
        tally.storm += 1;
        return breakings[Math.floor(roll() * breakings.length)];
      });
      const { after } = await play(scenario, one, project, storm, true);
      // A run that failed too often, or left in the time that failures took, has not got as far as calling another, or as
      // letting one go on that it had frozen: an operator finds both.
      const mayNotCall =
        admissions(after).some(({ outcome }) => outcome === 'failed') ||
        after.runs.some(({ end }) => end?.how === 'exit');
      const frozen = after.runs.filter(({ paused }) => paused !== undefined).map((run) => `never ended: ${refOf(run)}`);
      const isExcused = (one: string) => mayNotCall && (one.startsWith('no such run') || frozen.includes(one));
      const harm = harmOf(calm, after, mostCalls).filter((one) => !isExcused(one));
      expect(harm, `round ${round}`).toEqual([]);
    }
  });
});

afterAll(() => {
  const { points, harmed, different, unknown, storm } = tally;
  console.log(
    `${points} points broken: ${harmed} lost a run or did anything twice, ${different} ended otherwise; ${unknown} messages known to be unknown. ${storm} more broken many at a time.`,
  );
});
