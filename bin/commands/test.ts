/** Plays the team's scenarios and says, case by case, what contacts would live through. */
import type { Command } from 'commander';
import { formatDiagnostics } from '../../lib/language/frame.ts';
import { readScenario } from '../../lib/simulator/scenario/read-scenario.ts';
import { type CaseReport, runScenario } from '../../lib/simulator/scenario/run-scenario.ts';
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
    .addHelpText('after', '\nExample:\n  waymark test trial-activation')
    .action(async (names: string[], { json }: { json?: boolean }) => {
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
      const tally = { passed: 0, failed: 0 };
      for (const file of files) await playFile(file, project.compiled, { json: json === true, tally });
      if (!json) console.log(`${tally.passed} passed, ${tally.failed} failed`);
      if (tally.failed > 0) process.exitCode = FOUND_PROBLEMS;
    });
}

const isChosen = (path: string, names: string[]): boolean =>
  names.length === 0 || names.some((name) => path.includes(name.replace(/^\.\//, '').replace(/\.scenario\.yaml$/, '')));

type Compiled = Parameters<typeof runScenario>[1];

async function playFile(
  file: ProjectFile,
  compiled: Compiled,
  { json, tally }: { json: boolean; tally: { passed: number; failed: number } },
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
    const report = (await runScenario({ ...scenario, cases: [one] }, compiled)).cases[0]!;
    const milliseconds = Math.round(performance.now() - startedAt);
    tally[report.failures.length === 0 ? 'passed' : 'failed'] += 1;
    if (json) console.log(JSON.stringify({ scenario: scenario.title, file: file.path, milliseconds, ...report }));
    else printCase(report, milliseconds);
  }
}

function printCase({ title, failures, days }: CaseReport, milliseconds: number): void {
  const mark = failures.length === 0 ? paint('green', '✓') : paint('red', '✗');
  console.log(`  ${mark} ${title.padEnd(60)} ${paint('dim', `${days} days in ${milliseconds} ms`)}`);
  for (const { expected, found } of failures) {
    console.log(`      expected  ${expected}`);
    console.log(`      found     ${found}`);
  }
}
