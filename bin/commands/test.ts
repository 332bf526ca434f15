/** Plays the team's scenarios and says, case by case, what contacts would live through. */
import { type Command, Option } from 'commander';
import { compileNext } from '../../lib/compiler/next-versions.ts';
import type { Engine } from '../../lib/language/definition.ts';
import { formatDiagnostics } from '../../lib/language/frame.ts';
import { readScenario } from '../../lib/simulator/scenario/read-scenario.ts';
import { bothEngines, type CaseReport, runScenario } from '../../lib/simulator/scenario/run-scenario.ts';
import { loadProject, type ProjectFile } from '../load-project.ts';
import { FOUND_PROBLEMS, WRONG_USE } from '../terminal/exit.ts';
import { paint, usesColor } from '../terminal/paint.ts';
import { sourceOf } from '../terminal/source-of.ts';
import { printDiagnostics } from './check.ts';

export function addTest(program: Command): void {
  program
    .command('test')
    .description('Run scenarios: 90 days of a journey in milliseconds.')
    .argument('[names...]', 'definitions or scenario files; left out: all')
    .option('--json', 'one object per case, with the whole timeline')
    .addOption(
      new Option('--engine <engine>', 'one engine only; left out: both, which must agree').choices(bothEngines),
    )
    .addHelpText('after', '\nExample:\n  waymark test trial-activation')
    .action(async (names: string[], { json, engine }: { json?: boolean; engine?: Engine }) => {
      const project = await loadProject();
      if (!project.compiled) {
        printDiagnostics(project);
        process.exitCode = FOUND_PROBLEMS;
        return;
      }
      const files = project.files.filter(({ path }) => path.endsWith('.scenario.yaml') && isChosen(path, names));
      if (files.length === 0) {
        console.error(
          names.length > 0 ? `No scenario is called ${names.join(' or ')}.` : 'There are no scenarios yet.',
        );
        process.exitCode = WRONG_USE;
        return;
      }
      const { next, diagnostics } = await compileNext(project.files);
      if (diagnostics.length > 0) {
        console.error(formatDiagnostics(diagnostics, sourceOf(project.files), { color: usesColor(process.stderr) }));
        process.exitCode = FOUND_PROBLEMS;
        return;
      }
      const compiled = { ...project.compiled, next };
      const tally: Tally = { passed: 0, failed: 0, disagreed: 0 };
      const engines = engine ? [engine] : bothEngines;
      for (const file of files) await playFile(file, compiled, { json: json === true, engines, tally });
      if (!json)
        console.log([`${tally.passed} passed, ${tally.failed} failed`, ...agreement(engines, tally)].join(' · '));
      if (tally.failed > 0) process.exitCode = FOUND_PROBLEMS;
    });
}

const isChosen = (path: string, names: string[]): boolean =>
  names.length === 0 || names.some((name) => path.includes(name.replace(/^\.\//, '').replace(/\.scenario\.yaml$/, '')));

type Compiled = Parameters<typeof runScenario>[1];

interface Tally {
  passed: number;
  failed: number;
  disagreed: number;
}

function agreement(engines: readonly Engine[], { disagreed }: Tally): string[] {
  if (engines.length === 1) return [`on ${engines[0]} only`];
  return [disagreed === 0 ? 'both engines agree' : `the engines disagree in ${disagreed}`];
}

async function playFile(
  file: ProjectFile,
  compiled: Compiled,
  { json, engines, tally }: { json: boolean; engines: readonly Engine[]; tally: Tally },
): Promise<void> {
  const { scenario, diagnostics } = readScenario(file.path, file.text);
  if (!scenario) {
    console.error(formatDiagnostics(diagnostics, sourceOf([file]), { color: usesColor(process.stderr) }));
    tally.failed += 1;
    return;
  }
  if (!json) console.log(scenario.title);
  for (const one of scenario.cases) {
    const startedAt = performance.now();
    const report = (await runScenario({ ...scenario, cases: [one] }, compiled, { engines })).cases[0]!;
    const milliseconds = Math.round(performance.now() - startedAt);
    tally[isGood(report) ? 'passed' : 'failed'] += 1;
    if (report.differences.length > 0) tally.disagreed += 1;
    if (json) console.log(JSON.stringify({ scenario: scenario.title, file: file.path, milliseconds, ...report }));
    else printCase(report, milliseconds);
  }
}

const isGood = ({ failures, differences }: CaseReport): boolean => failures.length === 0 && differences.length === 0;

function printCase(report: CaseReport, milliseconds: number): void {
  const { title, failures, differences, days } = report;
  const mark = isGood(report) ? paint('green', '✓') : paint('red', '✗');
  console.log(`  ${mark} ${title.padEnd(60)} ${paint('dim', `${days} days in ${milliseconds} ms`)}`);
  for (const { expected, found, engine } of failures) {
    console.log(`      expected  ${expected}`);
    console.log(`      found     ${found}${engine ? `, on ${engine}` : ''}`);
  }
  for (const { only, row } of differences) {
    const { at, contact, step, kind, outcome, reason } = row;
    console.log(`      ${only.padEnd(8)}  ${[at, contact, kind, step, outcome, reason].filter(Boolean).join(' ')}`);
  }
}
