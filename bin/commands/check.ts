/** Tells an author everything that is wrong with the project, at once, each at its place. */
import type { Command } from 'commander';
import { formatDiagnostics } from '../../lib/language/frame.ts';
import { refreshSchema } from '../editor-schema.ts';
import { FOLDER, type LoadedProject, loadProject } from '../load-project.ts';
import { FOUND_PROBLEMS } from '../terminal/exit.ts';
import { paint, usesColor } from '../terminal/paint.ts';
import { sourceOf } from '../terminal/source-of.ts';

export function addCheck(program: Command): void {
  program
    .command('check')
    .description('Check every definition, template, form and segment.')
    .option('--json', 'one object per problem')
    .addHelpText('after', '\nExample:\n  waymark check --json')
    .action(async ({ json }: { json?: boolean }) => {
      const project = await loadProject();
      await refreshSchema(project);
      if (json) for (const diagnostic of project.diagnostics) console.log(JSON.stringify(diagnostic));
      else printDiagnostics(project);
      if (!project.compiled) process.exitCode = FOUND_PROBLEMS;
      else if (!json) console.log(`${paint('green', '✓')} ${sayProject(project)}`);
    });
}

/** Frames on the error stream; in CI also as annotations of the pull request. */
export function printDiagnostics({ diagnostics, files }: Pick<LoadedProject, 'diagnostics' | 'files'>): void {
  if (diagnostics.length === 0) return;
  console.error(formatDiagnostics(diagnostics, sourceOf(files), { color: usesColor(process.stderr) }));
  if (!process.env.GITHUB_ACTIONS) return;
  for (const { severity, file, line, column, code, message } of diagnostics) {
    console.log(`::${severity} file=${file},line=${line},col=${column},title=${code}::${message}`);
  }
}

const count = (number: number, one: string) => `${number} ${one}${number === 1 ? '' : 's'}`;

export function sayProject({ checked, diagnostics }: LoadedProject): string {
  const of = (kind: string) => checked.definitions.filter((definition) => definition.kind === kind).length;
  const drafts = checked.definitions.filter(({ draft }) => draft).length;
  const parts = [
    count(of('journey'), 'journey'),
    count(of('workflow'), 'workflow'),
    count(checked.segments.length, 'segment'),
    count(checked.forms.length, 'form'),
    count(checked.templates.length, 'template'),
    ...(drafts > 0 ? [count(drafts, 'draft')] : []),
  ];
  const warnings = diagnostics.length === 0 ? 'no problems' : count(diagnostics.length, 'warning');
  return `${FOLDER}/: ${parts.join(', ')} – ${warnings}`;
}
