/** Cases kept as files, played on both engines: each project compiled once, whatever is played on it. */
import type { CompiledProject } from '../../lib/compiler/project.ts';
import { type Case, readScenario, type Scenario } from '../../lib/simulator/scenario/read-scenario.ts';
import { type CaseReport, runScenario } from '../../lib/simulator/scenario/run-scenario.ts';
import { compileFiles } from './project.ts';

export function scenarioFrom(file: string, text: string): Scenario {
  const { scenario, diagnostics } = readScenario(file, text);
  if (!scenario)
    throw new Error(diagnostics.map(({ line, message, hint }) => `${file}:${line} ${message} ${hint}`).join('\n'));
  return scenario;
}

export function playedOn(
  files: Readonly<Record<string, string>>,
): (scenario: Scenario, one: Case) => Promise<CaseReport> {
  let compiled: Promise<CompiledProject> | undefined;
  return async (scenario, one) => {
    compiled ??= compileFiles(files);
    return (await runScenario({ ...scenario, cases: [one] }, await compiled)).cases[0]!;
  };
}
