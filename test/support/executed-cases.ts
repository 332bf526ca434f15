/** Cases kept as files, played on both engines: each project compiled once, whatever is played on it. */
import { compileNext } from '../../lib/compiler/next-versions.ts';
import { type Case, readScenario, type Scenario } from '../../lib/simulator/scenario/read-scenario.ts';
import { type CaseReport, runScenario } from '../../lib/simulator/scenario/run-scenario.ts';
import type { Compiled } from '../../lib/simulator/world.ts';
import { compileFiles } from './project.ts';

export function scenarioFrom(file: string, text: string): Scenario {
  const { scenario, diagnostics } = readScenario(file, text);
  if (!scenario)
    throw new Error(diagnostics.map(({ line, message, hint }) => `${file}:${line} ${message} ${hint}`).join('\n'));
  return scenario;
}

async function compileWithNext(files: Readonly<Record<string, string>>): Promise<Compiled> {
  const texts = Object.entries(files).map(([path, text]) => ({ path: `statemachines/${path}`, text }));
  const { next, diagnostics } = await compileNext(texts);
  if (diagnostics.length > 0) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return { ...(await compileFiles(files)), next };
}

export function playedOn(
  files: Readonly<Record<string, string>>,
): (scenario: Scenario, one: Case) => Promise<CaseReport> {
  let compiled: Promise<Compiled> | undefined;
  return async (scenario, one) => {
    compiled ??= compileWithNext(files);
    return (await runScenario({ ...scenario, cases: [one] }, await compiled)).cases[0]!;
  };
}
