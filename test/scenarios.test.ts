/** The team's own scenarios, and every kind's example, lived through by a contact in the simulator. */
import { describe, expect, test } from 'vitest';
import { readScenario } from '../lib/simulator/scenario/read-scenario.ts';
import { runScenario } from '../lib/simulator/scenario/run-scenario.ts';
import { loadShipped } from './support/project.ts';

const { compiled, files, diagnostics } = await loadShipped();

describe('statemachines/', () => {
  test('has nothing that the check would report', () => {
    expect(diagnostics).toEqual([]);
  });

  for (const { path, text } of files.filter(({ path: file }) => file.endsWith('.scenario.yaml'))) {
    const read = readScenario(path, text);
    test(`${path} is readable`, () => expect(read.diagnostics).toEqual([]));
    for (const one of read.scenario?.cases ?? []) {
      test(`${read.scenario!.title}: ${one.title}`, async () => {
        const report = await runScenario({ ...read.scenario!, cases: [one] }, compiled!);
        expect(report.cases[0]!.failures).toEqual([]);
        // As the team sees it, whichever engine carries the contact.
        expect(report.cases[0]!.differences).toEqual([]);
      });
    }
  }
});
