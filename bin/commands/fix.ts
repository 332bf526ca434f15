/** Repairs what has one way out, so that an author's time goes into what has not. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { hasErrors } from '../../lib/language/diagnostics.ts';
import { type Repaired, repairFiles } from '../../lib/language/editor/repair.ts';
import { summarize } from '../../lib/language/frame.ts';
import { checkerOf, isText } from '../check-files.ts';
import { readFiles } from '../load-project.ts';
import { FOUND_PROBLEMS, WRONG_USE } from '../terminal/exit.ts';
import { paint } from '../terminal/paint.ts';
import { unknownName } from '../terminal/unknown-name.ts';

export interface FixOptions {
  dryRun?: boolean;
  json?: boolean;
}

export function addFix(program: Command): void {
  program
    .command('fix')
    .description('Repair what has one way out: misspelt names, missing quotes, options one level too deep.')
    .argument('[files...]', 'files, or names of definitions; left out: all')
    .option('--dry-run', 'say what would be done, and write nothing')
    .option('--json', 'one object per repair')
    .addHelpText('after', '\nExample:\n  waymark fix statemachines/journeys/trial-activation.yaml --dry-run')
    .action(async (names: string[], options: FixOptions) => {
      process.exitCode = await fixProject(process.cwd(), names, options, {
        say: (line) => console.log(line),
        refuse: (line) => console.error(line),
      });
    });
}

interface Terminal {
  say(line: string): void;
  refuse(line: string): void;
}

/** Gives the exit code: whether mistakes are left in what was chosen. */
export async function fixProject(
  root: string,
  names: readonly string[],
  { dryRun = false, json = false }: FixOptions,
  { say, refuse }: Terminal,
): Promise<number> {
  const files = (await readFiles(root)).filter(isText);
  const unknown = names.find((name) => !files.some((file) => isNamed(file.path, name)));
  if (unknown !== undefined) {
    const paths = files.map((file) => file.path);
    refuse(unknownName('file', unknown, unknown.includes('/') ? paths : [...new Set(paths.map(nameOf))]));
    return WRONG_USE;
  }
  const isChosen = (file: string) => names.length === 0 || names.some((name) => isNamed(file, name));
  const { changed, repaired, left } = repairFiles(files, await checkerOf(root), isChosen);
  if (!dryRun) for (const file of changed) await writeFile(path.join(root, file.path), file.text);

  for (const one of repaired) say(json ? JSON.stringify(one) : sayRepaired(one));
  const rest = left.filter(({ file }) => isChosen(file));
  if (!json) {
    say(sayAll(repaired.length, changed.length, dryRun));
    if (rest.length > 0) say(`Left to you: ${summarize(rest)}. \`waymark check\` shows them.`);
  }
  return hasErrors(rest) ? FOUND_PROBLEMS : 0;
}

const nameOf = (file: string): string => path.basename(file).split('.')[0] ?? file;

const isNamed = (file: string, name: string): boolean =>
  path.posix.normalize(name.split(path.sep).join('/')) === file || nameOf(file) === name;

const sayRepaired = ({ file, line, column, code, fix }: Repaired): string =>
  `${paint('bold', `${file}:${line}:${column}`)}  ${code}  ${fix.says}`;

function sayAll(mistakes: number, files: number, dryRun: boolean): string {
  if (mistakes === 0) return 'Nothing here has exactly one way out.';
  const count = (number: number, one: string) => `${number} ${one}${number === 1 ? '' : 's'}`;
  const done = dryRun ? 'would repair' : 'repaired';
  return `${paint('green', '✓')} ${done} ${count(mistakes, 'mistake')} in ${count(files, 'file')}`;
}
