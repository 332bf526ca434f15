/** Shows what Step Functions will be given: the state machine of a definition. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { withDrafts } from '../../lib/compiler/project.ts';
import { loadProject } from '../load-project.ts';
import { FOUND_PROBLEMS, WRONG_USE } from '../terminal/exit.ts';
import { unknownName } from '../terminal/unknown-name.ts';
import { printDiagnostics } from './check.ts';

export function addCompile(program: Command): void {
  program
    .command('compile')
    .description('Print the state machine of a definition, or write those of all.')
    .argument('[definition]', 'its name; left out: all of them, with --out')
    .option('--out <dir>', 'write <name>.asl.json files there')
    .option('--json', 'machine, version hash and tasks in one object')
    .addHelpText('after', '\nExample:\n  waymark compile trial-activation > trial-activation.asl.json')
    .action(async (name: string | undefined, { out, json }: { out?: string; json?: boolean }) => {
      const project = await loadProject();
      if (!project.compiled) {
        printDiagnostics(project);
        process.exitCode = FOUND_PROBLEMS;
        return;
      }
      const { versions } = withDrafts(project.compiled);
      const chosen = versions.filter(({ version }) => !name || version.name === name);
      if (chosen.length === 0 || (!name && !out)) {
        const names = versions.map(({ version }) => version.name);
        console.error(
          name ? unknownName('definition', name, names) : 'Name a definition, or say where to write with --out.',
        );
        process.exitCode = WRONG_USE;
        return;
      }
      for (const { version, machine, tasks } of chosen) {
        const shown = json ? { name: version.name, version: version.hash, tasks, machine } : machine;
        if (out) await write(out, `${version.name}.asl.json`, shown);
        else console.log(JSON.stringify(shown, undefined, 2));
      }
    });
}

async function write(dir: string, file: string, content: unknown): Promise<void> {
  await mkdir(dir, { recursive: true });
  await writeFile(path.join(dir, file), `${JSON.stringify(content, undefined, 2)}\n`);
  console.log(path.join(dir, file));
}
