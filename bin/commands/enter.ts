/** Lets a whole segment into a definition, and shows how far each crowd has come in. */
import type { Command } from 'commander';
import type { IntakeLine, Order } from '../../lib/language/operator-orders.ts';
import { sendOrder, type WhereOptions, withWhere } from '../terminal/orders.ts';
import { count, isSure, type SureOptions, withSure } from '../terminal/sure.ts';

interface EnterOptions extends WhereOptions, SureOptions {
  segment?: string;
  everybody?: boolean;
  reason?: string;
}

export function addEnter(program: Command): void {
  const command = program
    .command('enter')
    .description('Let many contacts in at once, by the rules of the definition: nobody twice, and at its pace.')
    .argument('<definition>')
    .option('--segment <segment>', 'those who are in it now')
    .option('--everybody', 'all contacts whom the definition takes')
    .option('--reason <text>', 'kept with who did it');
  withSure(withWhere(command))
    .addHelpText(
      'after',
      '\nExample:\n  waymark enter winter-sale --segment early-birds\n  waymark intakes winter-sale',
    )
    .action(async (definition: string, options: EnterOptions) => {
      const { segment, everybody, reason } = options;
      if ((segment === undefined) === (everybody !== true))
        return command.error('Say whom: --segment <segment>, or --everybody.');
      const order: Order = { does: 'enter', definition, segment, ...(reason !== undefined && { reason }) };
      const { contacts, more } = await sendOrder(order, options, { dryRun: true });
      const number = `${more ? 'more than ' : ''}${count(Number(contacts), 'contact')}`;
      const whom = segment === undefined ? 'all of them' : `those in ${segment}`;
      if (!(await isSure(`${number} would be looked at, and ${whom} let into ${definition}.`, options))) return;
      const answer = await sendOrder(order, options);
      console.log(
        options.json ? JSON.stringify(answer) : `They are let in; \`waymark intakes ${definition}\` says how far.`,
      );
    });
  addIntakes(program);
}

function addIntakes(program: Command): void {
  withWhere(
    program
      .command('intakes')
      .description('Say how far crowds have come in: by a schedule, at a launch, by hand; newest first.')
      .argument('[definition]'),
  )
    .addHelpText('after', '\nExample:\n  waymark intakes winter-sale --json')
    .action(async (definition: string | undefined, options: WhereOptions) => {
      const { intakes } = await sendOrder({ does: 'intakes', definition }, options);
      const lines = intakes as unknown as IntakeLine[];
      for (const line of lines) console.log(options.json ? JSON.stringify(line) : sayIntake(line));
      if (!options.json && lines.length === 0) console.log(`No crowd has come into ${definition ?? 'any definition'}.`);
    });
}

const sayIntake = ({ at, definition, why, name, status, looked, entered, refused, faults, goesOnAt }: IntakeLine) =>
  [
    at,
    definition,
    `${why}: ${name}`,
    status,
    `${entered} entered of ${looked}`,
    ...Object.entries(refused).map(([reason, number]) => `${number} ${reason}`),
    faults.length > 0 && `${faults.length} could not be let in: ${faults.join(' ')}`,
    goesOnAt && `goes on at ${goesOnAt}`,
  ]
    .filter(Boolean)
    .join('  ');
