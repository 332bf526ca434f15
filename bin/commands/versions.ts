/** Lists a definition's versions, moves those inside to another one, and goes back to an earlier one. */
import { type Command, InvalidArgumentError } from 'commander';
import type { MovePreview } from '../../lib/engine/move-runs.ts';
import type { JsonMap } from '../../lib/language/json.ts';
import type { Order } from '../../lib/language/operator-orders.ts';
import { sendOrder, type WhereOptions, withWhere } from '../terminal/orders.ts';
import { count, isSure, type SureOptions, withSure } from '../terminal/sure.ts';

interface VersionLine {
  number: number;
  hash: string;
  isLive: boolean;
  at?: string;
  by?: string;
  note?: string;
}

export function addVersions(program: Command): void {
  withWhere(
    program
      .command('versions')
      .description('List the versions of a definition: number, when, by whom, what changed.')
      .argument('<definition>'),
  )
    .addHelpText('after', '\nExample:\n  waymark versions trial-activation')
    .action(async (definition: string, options: WhereOptions) => {
      const { versions, over } = await sendOrder({ does: 'versions', definition }, options);
      for (const version of versions as unknown as VersionLine[])
        console.log(options.json ? JSON.stringify(version) : sayVersion(version));
      if (over !== undefined && !options.json)
        console.log(
          `The files say v${over}: somebody went back behind it. It comes again with the next change of the definition.`,
        );
    });
  addMove(program);
  addRollback(program);
}

const sayVersion = ({ number, hash, isLive, at, by, note }: VersionLine): string =>
  [`v${number}`.padEnd(5), hash.slice(0, 12), isLive ? 'live' : '    ', at, by, note].filter(Boolean).join('  ');

function addMove(program: Command): void {
  withSure(
    withWhere(
      program
        .command('move')
        .description(
          'Let those inside go on with another version: waits count from the day they came, nothing is sent twice.',
        )
        .argument('<definition>')
        .option('--to <number>', 'version; left out: the live one', readNumber)
        .option(
          '--map <old=new>',
          'a step that has another name there; again for each',
          readMap,
          {} as Record<string, string>,
        ),
    ),
  )
    .addHelpText('after', '\nExample:\n  waymark move trial-activation --map wait-3-days=pause --dry-run')
    .action(
      async (
        definition: string,
        options: WhereOptions & SureOptions & { to?: number; map: Record<string, string> },
      ) => {
        const order: Order = { does: 'move', definition, to: options.to, map: options.map };
        const preview = await sendOrder(order, options, { dryRun: true });
        const steps = preview.steps as unknown as MovePreview[];
        if (options.json && options.dryRun) return console.log(JSON.stringify(preview));
        if (steps.length === 0)
          return console.log(`Nobody inside ${definition} is on another version than v${preview.to}.`);
        for (const place of steps) console.log(sayPlace(place));
        const all = steps.reduce((sum, one) => sum + one.count, 0);
        if (!(await isSure(`${count(all, 'contact')} would move to v${preview.to}.`, options))) return;
        const done = await sendOrder(order, options);
        console.log(options.json ? JSON.stringify(done) : sayMoved(done));
      },
    );
}

/** `412 people wait in this step` */
export function sayPlace({ from, step, count: people, does, to }: MovePreview): string {
  const then = {
    stays: to === step ? 'stay there' : `stay, at ${to}`,
    goes: `go on at ${to}`,
    leaves: 'leave: journey-changed',
  };
  return `  ${people.toLocaleString('en').padStart(7)} at ${step} (v${from})  ${then[does]}`;
}

export const sayMoved = ({ moved, left }: JsonMap): string =>
  `${count(Number(moved), 'run')} moved${Number(left) > 0 ? `, ${count(Number(left), 'run')} left` : ''}.`;

function addRollback(program: Command): void {
  withSure(
    withWhere(
      program
        .command('rollback')
        .description('Go back to an earlier version: whoever enters from now on lives through that one.')
        .argument('<definition>')
        .argument('[number]', 'left out: the version before the live one', readNumber)
        .option('--reason <text>', 'kept with who did it'),
    ),
  )
    .addHelpText('after', '\nExample:\n  waymark rollback trial-activation 4 --reason "wrong price"')
    .action(
      async (definition: string, to: number | undefined, options: WhereOptions & SureOptions & { reason?: string }) => {
        const order: Order = { does: 'rollback', definition, to, ...(options.reason && { reason: options.reason }) };
        const preview = await sendOrder(order, options, { dryRun: true });
        if (options.json && options.dryRun) return console.log(JSON.stringify(preview));
        const inside = preview.inside as unknown as MovePreview[];
        const others = inside.reduce((sum, one) => sum + one.count, 0);
        if (others > 0)
          console.log(
            `${count(others, 'contact')} inside stay on the version they have; \`waymark move\` would do this:`,
          );
        for (const place of inside) console.log(sayPlace(place));
        if (!(await isSure(`${definition} would go back from v${preview.from} to v${preview.to}.`, options))) return;
        const done = await sendOrder(order, options);
        console.log(
          options.json
            ? JSON.stringify(done)
            : `${definition} is v${done.to} again; the files still say v${done.from}.`,
        );
      },
    );
}

function readNumber(text: string): number {
  const number = Number(text.replace(/^v/, ''));
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('A version is a number: 3 or v3.');
  return number;
}

function readMap(text: string, map: Record<string, string>): Record<string, string> {
  const [old, now, ...more] = text.split('=');
  if (!old || !now || more.length > 0) throw new InvalidArgumentError('Write it as old-step=new-step.');
  return { ...map, [old]: now };
}
