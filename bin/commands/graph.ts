/** Draws a definition, for those who read pictures rather than YAML: a review, a wiki, a first day at work. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { type DrawingFormat, drawings, pictureOf } from '../../lib/compiler/draw/index.ts';
import { withDrafts } from '../../lib/compiler/project.ts';
import { loadProject } from '../load-project.ts';
import { FOUND_PROBLEMS, WRONG_USE } from '../terminal/exit.ts';
import { unknownName } from '../terminal/unknown-name.ts';
import { printDiagnostics } from './check.ts';

interface Options {
  format?: string;
  out?: string;
}

const formats = Object.keys(drawings) as DrawingFormat[];

export function addGraph(program: Command): void {
  program
    .command('graph')
    .description('Draw a definition as a Mermaid flowchart or an SVG picture.')
    .argument('[definition]', 'its name; left out: all of them, with --out')
    .option('--format <format>', `${formats.join(' or ')}; left out: as the file of --out ends, else mermaid`)
    .option('--out <file>', 'write it there; without a definition: a folder, one file each')
    .addHelpText(
      'after',
      '\nExamples:\n  waymark graph trial-activation\n  waymark graph trial-activation --out trial.svg',
    )
    .action(async (name: string | undefined, options: Options) => {
      const refused = refusal(name, options);
      const project = refused ? undefined : await loadProject();
      if (project && !project.compiled) {
        printDiagnostics(project);
        process.exitCode = FOUND_PROBLEMS;
        return;
      }
      const versions = project?.compiled ? withDrafts(project.compiled).versions.map(({ version }) => version) : [];
      const chosen = versions.filter((version) => !name || version.name === name);
      if (chosen.length === 0) {
        const names = versions.map((version) => version.name);
        console.error(refused ?? (name ? unknownName('definition', name, names) : 'There are no definitions yet.'));
        process.exitCode = WRONG_USE;
        return;
      }
      const { draw, ending } = drawings[formatOf(options)];
      for (const { name: drawn, definition, graph } of chosen) {
        const text = draw(pictureOf(definition, graph));
        if (!options.out) process.stdout.write(text);
        else await write(name ? options.out : path.join(options.out, `${drawn}.${ending}`), text);
      }
    });
}

function refusal(name: string | undefined, { format, out }: Options): string | undefined {
  if (format !== undefined && !(formats as string[]).includes(format)) return unknownName('format', format, formats);
  return name || out ? undefined : 'Name a definition, or say where to write with --out.';
}

function formatOf({ format, out = '' }: Options): DrawingFormat {
  return (format as DrawingFormat | undefined) ?? (out.endsWith('.svg') ? 'svg' : 'mermaid');
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
  console.log(file);
}
