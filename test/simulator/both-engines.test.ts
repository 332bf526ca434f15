/** A contact must not notice which engine carries them: scenarios are played on both, and a difference is told. */
import { describe, expect, test } from 'vitest';
import { differencesOf } from '../../lib/simulator/scenario/differences.ts';
import { readScenario } from '../../lib/simulator/scenario/read-scenario.ts';
import { runScenario } from '../../lib/simulator/scenario/run-scenario.ts';
import { aJourney, compileFiles } from '../support/project.ts';
import { aLine, at } from '../support/records.ts';

const scenarioOf = (expects: string) =>
  readScenario(
    'example.scenario.yaml',
    `scenario: example
start: 2026-03-02 10:00
contacts: [{ id: ann, email: ann@example.com, time-zone: UTC, consent: [news] }]
do:
  - event: thing.happened
  - { after: 3 days }
expect:
  - ${expects}
`,
  ).scenario!;

describe('two timelines of one case', () => {
  const line = aLine({ step: 'hello', outcome: 'sent', version: 'v1' });

  test('agree whatever the version, and in whatever order the lines of one instant stand', () => {
    const other = aLine({ key: 'k2', step: 'other', outcome: 'sent' });
    expect(differencesOf([line, other], [other, { ...line, version: 'v2' }])).toEqual([]);
  });

  test.each([
    { case: 'another instant', express: { ...line, at: at(1) } },
    { case: 'another outcome', express: { ...line, outcome: 'skipped' } },
    { case: 'another reason', express: { ...line, reason: 'no-consent' } },
    { case: 'another step', express: { ...line, step: 'hi' } },
  ])('differ by $case, and both lines are told', ({ express }) => {
    expect(differencesOf([line], [express])).toEqual(
      expect.arrayContaining([
        { only: 'standard', row: line },
        { only: 'express', row: express },
      ]),
    );
  });

  test('differ by a line that is told once more', () => {
    expect(differencesOf([line], [line, line])).toEqual([{ only: 'express', row: line }]);
  });
});

describe('a scenario', () => {
  test('is played on both, whatever its definitions ask for, and says once what fails on both', async () => {
    const compiled = await compileFiles(
      aJourney('- wait: 1 day\n- send-email: hello', { head: 'engine: express\nwhen:\n  - event: thing.happened\n' }),
    );
    const good = await runScenario(scenarioOf('{ email: hello, at: "day 1 10:00" }'), compiled);
    expect(good.cases[0]).toMatchObject({ failures: [], differences: [] });

    const bad = await runScenario(scenarioOf('{ email: hello, at: "day 2 10:00" }'), compiled);
    expect(bad.cases[0]!.failures).toEqual([
      { expected: expect.stringContaining('day 2 10:00'), found: expect.stringContaining('day 1 10:00') },
    ]);
  });

  test('can be played on one of them alone, and then differs from nothing', async () => {
    const compiled = await compileFiles(aJourney('- wait: 1 day\n- send-email: hello'));
    const report = await runScenario(scenarioOf('{ email: hello, at: "day 2 10:00" }'), compiled, {
      engines: ['express'],
    });
    expect(report.cases[0]).toMatchObject({ differences: [], failures: [{ found: expect.any(String) }] });
  });
});
