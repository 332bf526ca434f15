/** Copies a definition under a new name, for an author who wants the same once more, a little different. */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import type { ReadDefinition } from '../../lib/language/check/definition-file.ts';
import { checkProject } from '../../lib/language/check/project.ts';
import { pathTo } from '../../lib/language/check/unknown-name.ts';
import type { Path } from '../../lib/language/diagnostics.ts';
import { duplicateText } from '../../lib/language/duplicate.ts';
import { isDefinitionName } from '../../lib/language/names.ts';
import { isText } from '../check-files.ts';
import { readFiles } from '../load-project.ts';
import { FOUND_PROBLEMS, WRONG_USE } from '../terminal/exit.ts';
import { paint } from '../terminal/paint.ts';
import { unknownName } from '../terminal/unknown-name.ts';

export function addDuplicate(program: Command): void {
  program
    .command('duplicate')
    .description('Copy a journey or a workflow under a new name, as a draft that nobody enters.')
    .argument('<definition>', 'the one to copy')
    .argument('<new-name>', 'lower case letters, digits and dashes')
    .addHelpText('after', '\nExample:\n  waymark duplicate trial-activation trial-activation-fr')
    .action(async (name: string, newName: string) => {
      process.exitCode = await duplicateDefinition(process.cwd(), name, newName, {
        say: (line) => console.log(line),
        refuse: (line) => console.error(line),
      });
    });
}

interface Terminal {
  say(line: string): void;
  refuse(line: string): void;
}

/** Gives the exit code; where it refuses, nothing was written. */
export async function duplicateDefinition(
  root: string,
  name: string,
  newName: string,
  { say, refuse }: Terminal,
): Promise<number> {
  const refused = (line: string, exitCode = WRONG_USE): number => {
    refuse(line);
    return exitCode;
  };
  if (!isDefinitionName(newName))
    return refused(`"${newName}" is no name: up to 60 lower case letters, digits and dashes, a letter first.`);
  const files = await readFiles(root);
  const { definitions } = checkProject(files.filter(isText)).known;
  const names = [
    ...new Set([...(definitions?.keys() ?? []), ...files.flatMap(({ path: file }) => nameIn(file) ?? [])]),
  ];
  if (!names.includes(name)) return refused(unknownName('definition', name, names));
  if (names.includes(newName)) return refused(`${newName} is there already; nothing was written.`, FOUND_PROBLEMS);
  if (files.some((file) => !isText(file) && nameIn(file.path) === name))
    return refused(`${name} is written in TypeScript: copy its file in your editor.`);
  const read = definitions?.get(name)?.read;
  const text = read && (await readFile(path.join(root, read.source.file), 'utf8'));
  const duplicate = text && duplicateText(text, { kind: read.kind, name: newName, own: ownPlaces(read, name) });
  if (!duplicate) return refused(`${name} cannot be read as it is: \`waymark check\` says why.`, FOUND_PROBLEMS);
  const copy = path.posix.join(path.posix.dirname(read.source.file), `${newName}.yaml`);
  // Whatever was put there since it was looked at stays.
  await writeFile(path.join(root, copy), duplicate, { flag: 'wx' });
  say(`${paint('green', '✓')} ${copy}`);
  say('It is a draft: nobody enters it until you take the line `draft: true` out.');
  return 0;
}

/** A file that cannot be read has its name, too. */
const nameIn = (file: string): string | undefined =>
  /\/(?:journeys|workflows)\/(?:.*\/)?([^./]+)\.(?:yaml|ts)$/.exec(file)?.[1];

/** Where it asks whether somebody is in it, or speaks to its own runs, the copy means itself. */
function ownPlaces({ steps, conditions }: ReadDefinition, name: string): Path[] {
  return [...steps, ...conditions].flatMap(({ item, path: place, refersTo }) =>
    refersTo.flatMap((one) => (one.kind === 'definition' && one.name === name ? [pathTo(item, place, one.at)] : [])),
  );
}
