/** Writes what an editor needs to complete, check and explain definitions while they are typed. */
import type { Command } from 'commander';
import { SCHEMA_FILE, writeSchema } from '../editor-schema.ts';
import { loadProject } from '../load-project.ts';

export function addSchema(program: Command): void {
  program
    .command('schema')
    .description('Write the JSON Schema by which editors complete and check definitions.')
    .option('--out <file>', 'where to write it', SCHEMA_FILE)
    .addHelpText('after', '\nExample:\n  waymark schema --out editor/waymark.schema.json')
    .action(async ({ out }: { out: string }) => {
      const { checked } = await loadProject();
      await writeSchema(checked.known, out);
      console.log(out);
    });
}
