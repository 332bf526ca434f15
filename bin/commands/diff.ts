/** Tells a reviewer what a change means for contacts, which no list of changed lines does. */
import type { Command } from 'commander';
import { hasErrors } from '../../lib/language/diagnostics.ts';
import { FOUND_PROBLEMS, WRONG_USE } from '../terminal/exit.ts';
import { compareVersions } from '../versions/compare.ts';
import { printDiagnostics } from './check.ts';
import { sayChanges, summarizeChanges } from './diff-words.ts';

const examples = `
Examples:
  waymark diff                                all that is not committed yet
  waymark diff trial-activation               … of one definition
  waymark diff main --json                    against a branch, for a script
  waymark diff v12 v13
  waymark diff HEAD~1:statemachines/journeys/trial-activation.yaml

Ends with 1 where the id of a step has come to mean something else.`;

export function addDiff(program: Command): void {
  program
    .command('diff')
    .description('Say in words what differs between two versions, and what it means for people inside.')
    .argument('[before]', 'revision, revision:file, file, folder or definition; left out: HEAD')
    .argument('[after]', 'the same; left out: the work tree')
    .option('--json', 'one object per change')
    .addHelpText('after', examples)
    .action(async (before: string | undefined, after: string | undefined, { json }: { json?: boolean }) => {
      const found = await compareVersions(process.cwd(), before, after);
      if ('unknown' in found) {
        console.error(found.unknown);
        process.exitCode = WRONG_USE;
        return;
      }
      if ('broken' in found) {
        console.error(`${found.broken.title} has mistakes, so it cannot be compared:`);
        printDiagnostics(found.broken);
        process.exitCode = FOUND_PROBLEMS;
        return;
      }
      const { changes, problems, unread } = found;
      for (const file of unread) console.error(`${file} has mistakes in ${found.before.title}, so it is not compared.`);
      if (json) for (const one of [...changes, ...problems]) console.log(JSON.stringify(one));
      else {
        for (const line of sayChanges(changes, found)) console.log(line);
        printDiagnostics({ diagnostics: problems, files: found.after.files });
        console.log(summarizeChanges(changes, found));
      }
      if (hasErrors(problems)) process.exitCode = FOUND_PROBLEMS;
    });
}
