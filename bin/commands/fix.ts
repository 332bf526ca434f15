/** Repairs what has one way out, so that an author's time goes into what has not. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import type { Diagnostic } from '../../lib/language/diagnostics.ts';
import { type Repaired, repairFiles } from '../../lib/language/editor/repair.ts';
import { summarize } from '../../lib/language/frame.ts';
import { checkerOf } from '../check-files.ts';
import { readFiles } from '../load-project.ts';
import { FOUND_PROBLEMS, WRONG_USE } from '../terminal/exit.ts';
import { paint } from '../terminal/paint.ts';
import { unknownName } from '../terminal/unknown-name.ts';

interface Options {
  dryRun?: boolean;
  json?: boolean;
}

export function addFix(program: Command): void {
  program
    .command('fix')
    .description('Repair what has one way out: misspelt names, missing quotes, options one level too deep.')
    .argument('[files...]', 'files or names of definitions; left out: all')
    .option('--dry-run', 'say what would be done, and write nothing')
    .option('--json', 'one object per repair')
    .addHelpText('after', '\nExample:\n  waymark fix statemachines/journeys/trial-activation.yaml --dry-run')
    .action(async (names: string[], options: Options) => {
      const files = (await readFiles(process.cwd())).filter(isYaml);
      const unknown = names.find((name) => !files.some((file) => isNamed(file.path, name)));
      if (unknown !== undefined) {
        console.error(
          unknownName(
            'file',
            unknown,
            files.map((file) => file.path),
          ),
        );
        process.exitCode = WRONG_USE;
        return;
      }
      const isChosen = (file: string) => names.length === 0 || names.some((name) => isNamed(file, name));
      const check = await checkerOf(process.cwd());
      const { changed, repaired, left } = repairFiles(files, check, isChosen);
      if (!options.dryRun) for (const file of changed) await writeFile(file.path, file.text);
      const rest = left.filter(({ file }) => isChosen(file));
      if (options.json) for (const one of repaired) console.log(JSON.stringify(one));
      else tell(repaired, changed.length, rest, options);
      if (rest.some(({ severity }) => severity === 'error')) process.exitCode = FOUND_PROBLEMS;
    });
}

const isYaml = (file: { path: string }) => file.path.endsWith('.yaml');

const isNamed = (file: string, name: string): boolean =>
  path.posix.normalize(name.split(path.sep).join('/')) === file ||
  path.basename(file).replace(/(\.scenario)?\.yaml$/, '') === name;

function tell(repaired: Repaired[], files: number, left: Diagnostic[], { dryRun }: Options): void {
  for (const { file, line, column, code, fix } of repaired) {
    console.log(`${paint('bold', `${file}:${line}:${column}`)}  ${code}  ${fix.says}`);
  }
  const count = `${repaired.length} ${repaired.length === 1 ? 'mistake' : 'mistakes'}`;
  const where = `${files} ${files === 1 ? 'file' : 'files'}`;
  if (repaired.length === 0) console.log('Nothing here has one way out only.');
  else console.log(`${paint('green', '✓')} ${dryRun ? 'would repair' : 'repaired'} ${count} in ${where}`);
  if (left.length > 0) console.log(`Left to you: ${summarize(left)}. \`waymark check\` shows them.`);
}
