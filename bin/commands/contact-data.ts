/** Shows a contact all that is kept about them, or forgets them. */
import { writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { sendOrder, type WhereOptions, withWhere } from '../terminal/orders.ts';
import { count, isSure, type SureOptions, withSure } from '../terminal/sure.ts';

export function addContactData(program: Command): void {
  withWhere(
    program
      .command('export')
      .description('Write everything that is kept about a contact, as JSON.')
      .argument('<contact>', 'id, user id, email or phone')
      .option('--out <file>', 'left out: to the terminal'),
  )
    .addHelpText('after', '\nExample:\n  waymark export ann@example.com --out ann.json')
    .action(async (contact: string, options: WhereOptions & { out?: string }) => {
      const text = `${JSON.stringify(await sendOrder({ does: 'export', contact }, options), undefined, 2)}\n`;
      if (options.out === undefined) process.stdout.write(text);
      else await writeFile(options.out, text);
    });
  withSure(
    withWhere(
      program
        .command('erase')
        .description(
          'Forget a contact: runs end, all that is kept is gone; only that they must not be written to stays.',
        )
        .argument('<contact>', 'id, user id, email or phone')
        .option('--reason <text>', 'kept with who did it; no name, no address'),
    ),
  )
    .addHelpText('after', '\nExample:\n  waymark erase ann@example.com --reason "request 17"')
    .action(async (contact: string, options: WhereOptions & SureOptions & { reason?: string }) => {
      const order = { does: 'erase' as const, contact, ...(options.reason && { reason: options.reason }) };
      const { inside } = await sendOrder(order, options, { dryRun: true });
      const runs = Number(inside);
      if (!(await isSure(`${contact} would be forgotten for good, and ${count(runs, 'open run')} would end.`, options)))
        return;
      const done = await sendOrder(order, options);
      console.log(options.json ? JSON.stringify(done) : `Forgotten; ${count(Number(done.runs), 'run')} ended.`);
    });
}
