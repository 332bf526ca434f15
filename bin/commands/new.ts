/** Writes a first journey or workflow with its template and its scenario, all of which pass. */
import { access, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { writeSchema } from '../editor-schema.ts';
import { loadProject } from '../load-project.ts';
import { FOUND_PROBLEMS, WRONG_USE } from '../terminal/exit.ts';
import { paint } from '../terminal/paint.ts';
import { firstJourney, firstWorkflow, withEvent } from './new-files.ts';

interface Options {
  on?: string;
  say?: string;
  topic?: string;
  owner?: string;
}

export function addNew(program: Command): void {
  program
    .command('new')
    .description('Write a journey or a workflow with template and scenario.')
    .argument('<kind>', 'journey or workflow')
    .argument('<name>', 'lower case letters, digits and dashes')
    .option('--on <event>', 'the event that starts it')
    .option('--say <subject>', 'what its first email says')
    .option('--topic <topic>', "the consent topic of a journey's messages")
    .option('--owner <address>', 'who answers for it')
    .addHelpText('after', '\nExample:\n  waymark new journey back-in-stock --on stock.returned --say "It is back"')
    .action(async (kind: string, name: string, given: Options) => {
      if (!['journey', 'workflow'].includes(kind) || !/^[a-z][a-z0-9-]{0,59}$/.test(name)) {
        console.error(
          'Write `waymark new journey <name>` or `waymark new workflow <name>`; a name is lower case letters, digits and dashes.',
        );
        process.exitCode = WRONG_USE;
        return;
      }
      const options = await askFor(given, kind);
      const files = kind === 'journey' ? await firstJourney(name, options) : firstWorkflow(name, options);
      const taken = await firstTaken(Object.keys(files));
      if (taken) {
        console.error(`${taken} is there already; nothing was written.`);
        process.exitCode = FOUND_PROBLEMS;
        return;
      }
      for (const [file, text] of Object.entries({ ...files, ...(await withEvent(options.on)) })) {
        await mkdir(path.dirname(file), { recursive: true });
        await writeFile(file, text);
        console.log(`${paint('green', '✓')} ${file}`);
      }
      await writeSchema((await loadProject()).checked.known);
      console.log(`Next: npx waymark test ${name}`);
    });
}

async function firstTaken(files: string[]): Promise<string | undefined> {
  for (const file of files)
    if (
      await access(file).then(
        () => true,
        () => false,
      )
    )
      return file;
  return undefined;
}

/** Asks on a terminal; everywhere else the flags and sensible defaults answer. */
async function askFor(given: Options, kind: string): Promise<Required<Options>> {
  const questions: [keyof Options, string, string][] = [
    ['on', 'Which event starts it?', 'thing.happened'],
    ...(kind === 'journey'
      ? [['say', 'What must its first email say?', 'Something for you'] as [keyof Options, string, string]]
      : []),
  ];
  const answers: Required<Options> = {
    on: '',
    say: '',
    topic: given.topic ?? '',
    owner: given.owner ?? 'owner@example.com',
    ...withoutUndefined(given),
  };
  const open = questions.filter(([option]) => !answers[option]);
  if (open.length > 0 && process.stdin.isTTY && process.stdout.isTTY) {
    const terminal = createInterface({ input: process.stdin, output: process.stdout });
    for (const [option, question, example] of open)
      answers[option] = (await terminal.question(`${question} (${example}) `)).trim() || example;
    terminal.close();
  } else for (const [option, , example] of open) answers[option] = example;
  return answers;
}

const withoutUndefined = (options: Options): Options =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
