/** What the check refuses and a run may meet all the same, after a change or by damage: nobody is lost, and nothing is sent to all. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { CompiledProject } from '../lib/compiler/project.ts';
import type { Graph } from '../lib/language/graph.ts';
import { compileOnBoth, engines, play, scenarioFrom } from './support/executed-cases.ts';

const definition = (id: string, name: string) =>
  readFileSync(path.join(import.meta.dirname, 'behaviours', id, name), 'utf8');

/** The machine stays as it was: it is the version that a handler reads. */
const damaged = (project: CompiledProject, damage: (graph: Graph) => void): CompiledProject => ({
  ...project,
  versions: project.versions.map(({ version, ...rest }) => {
    const graph = structuredClone(version.graph);
    damage(graph);
    return { version: { ...version, graph }, ...rest };
  }),
});

const story = (name: string, field: string, value: string) =>
  scenarioFrom(
    `${name}.scenario.yaml`,
    `scenario: ${name}
start: 2025-01-01 10:00
expect-only: some
contacts: [{ id: ann, email: ann@example.com, consent: [news], time-zone: UTC, fields: { ${field}: ${value} } }]
do: [{ event: signed-up }, { after: 1 day }]
`,
  );

const told = async (scenario: ReturnType<typeof story>, project: CompiledProject) =>
  (await play(scenario, scenario.cases[0]!, project)).timeline
    .filter(({ kind }) => kind !== 'entered' && kind !== 'waiting')
    .map(({ step, kind, outcome, reason }) => [step ?? kind, outcome, reason].filter(Boolean).join(' '));

test.each(engines)('C14 a decision whose target is gone ends the run with a reason, on %s', async (engine) => {
  const project = await compileOnBoth({ 'journeys/c14.yaml': definition('C14', 'c14.yaml') });
  const without = damaged(project[engine], ({ nodes }) => void delete nodes['send-email-for-members']);

  expect(await told(story('c14', 'plan', 'gold'), without)).toEqual([
    'if then',
    'ended error error:send-email-for-members',
  ]);
  expect(await told(story('c14', 'plan', 'none'), without)).toEqual([
    'if else',
    'send-email-for-guests sent',
    'ended finished finished',
  ]);
});

test.each(engines)('C13 a path that asks nothing is passed over, on %s', async (engine) => {
  const project = await compileOnBoth({ 'journeys/c13.yaml': definition('C13', 'c13.yaml') });
  const without = damaged(project[engine], ({ nodes }) => {
    const node = nodes.decide;
    if (node?.does === 'choose') node.cases[0]!.if = [];
  });

  expect((await told(story('c13', 'industry', 'health'), without))[1]).toBe('send-email-retail sent');
  expect((await told(story('c13', 'industry', 'mining'), without))[1]).toBe('send-email-everybody-else sent');
});
