/** Pauses, resumes, stops, disables and drives on: one run, a contact's runs, a definition, or everything. */
import { type Command, CommanderError } from 'commander';
import type { JsonMap } from '../../lib/language/json.ts';
import type { Order, Whose } from '../../lib/language/operator-orders.ts';
import { WRONG_USE } from '../terminal/exit.ts';
import { sendOrder, type WhereOptions, withWhere } from '../terminal/orders.ts';
import { count, isSure, type SureOptions, withSure } from '../terminal/sure.ts';

interface WhoseOptions extends WhereOptions, SureOptions {
  contact?: string;
  run?: string;
  all?: boolean;
  reason?: string;
}

const verbs = [
  {
    verb: 'pause',
    says: 'Freeze everybody inside; what falls due meanwhile runs at resume.',
    would: 'is frozen',
    asks: false,
  },
  { verb: 'resume', says: 'Let those who were frozen go on.', would: 'may go on', asks: false },
  {
    verb: 'stop',
    says: 'End the runs of those inside, now; a definition also lets nobody in.',
    would: 'ends',
    asks: true,
  },
  {
    verb: 'redrive',
    says: 'Drive failed and stuck runs on where they stand; nothing is sent twice.',
    would: 'is inside',
    asks: false,
  },
] as const;

export function addOperate(program: Command): void {
  for (const { verb, says, would, asks } of verbs) {
    const command = program
      .command(verb)
      .description(says)
      .argument('[definition]')
      .option('--contact <who>', 'only the runs of this contact: id, user id, email or phone')
      .option('--run <run>', 'only this run, as `waymark runs` names it')
      .option('--all', 'every definition')
      .option('--reason <text>', 'kept with who did it');
    withSure(withWhere(command))
      .addHelpText(
        'after',
        `\nExamples:\n  waymark ${verb} trial-activation --reason "wrong price"\n  waymark ${verb} --contact ann@example.com\n  waymark ${verb} --all --dry-run`,
      )
      .action(async (definition: string | undefined, options: WhoseOptions) => {
        const whose = whoseOf(definition, options);
        const order: Order = { does: verb, whose, ...(options.reason && { reason: options.reason }) };
        if (options.dryRun || asks) {
          const { inside } = await sendOrder(order, options, { dryRun: true });
          const people = `${count(Number(inside), 'run')} of ${nameOf(whose)} ${Number(inside) === 1 ? would : would.replace(/^is /, 'are ').replace(/^ends$/, 'end')}`;
          if (!(await isSure(`${people}. ${asks ? 'Go on?' : ''}`.trim(), options))) return;
        }
        const answer = await sendOrder(order, options);
        console.log(options.json ? JSON.stringify(answer) : sayDone(verb, whose, answer));
      });
  }
  addDisable(program);
}

function addDisable(program: Command): void {
  withSure(
    withWhere(
      program
        .command('disable')
        .description('Let nobody in; those inside finish.')
        .argument('<definition>')
        .option('--reason <text>', 'kept with who did it'),
    ),
  )
    .addHelpText('after', '\nExample:\n  waymark disable trial-activation')
    .action(async (definition: string, options: WhoseOptions) => {
      const order: Order = { does: 'disable', definition, ...(options.reason && { reason: options.reason }) };
      if (options.dryRun) {
        const { inside } = await sendOrder(order, options, { dryRun: true });
        console.log(`${count(Number(inside), 'run')} of ${definition} would finish, and nobody would enter.`);
        return;
      }
      const answer = await sendOrder(order, options);
      console.log(options.json ? JSON.stringify(answer) : sayState(definition, 'disabled', answer));
    });
}

function whoseOf(definition: string | undefined, { contact, run, all }: WhoseOptions): Whose {
  const said = [run !== undefined, all === true, contact !== undefined || definition !== undefined].filter(Boolean);
  if (said.length !== 1)
    throw new CommanderError(WRONG_USE, 'waymark.whose', 'Name a definition, a --contact, a --run, or --all.');
  if (run !== undefined) return { run };
  if (all) return { everything: true };
  return { ...(contact !== undefined && { contact }), ...(definition !== undefined && { definition }) };
}

function nameOf({ run, contact, definition, everything }: Whose): string {
  if (everything) return 'everything';
  return [contact ?? run, definition && contact ? `in ${definition}` : definition].filter(Boolean).join(' ');
}

const states = { pause: 'paused', resume: 'live', stop: 'stopped' } as const;

function sayDone(verb: keyof typeof states | 'redrive', whose: Whose, answer: JsonMap): string {
  if (verb === 'redrive' && answer.redriven !== undefined) return `${count(Number(answer.redriven), 'run')} driven on.`;
  if (Array.isArray(answer.runs)) return `${count(answer.runs.length, 'run')} of ${nameOf(whose)}: ${verb} done.`;
  if (typeof answer.did === 'string')
    return answer.did === 'over' ? 'The run has ended already.' : `The run is ${answer.did}.`;
  return sayState(nameOf(whose), states[verb as keyof typeof states], answer);
}

function sayState(name: string, state: string, { restarted, stopped }: JsonMap): string {
  const did = [
    Number(restarted) > 0 && `${count(Number(restarted), 'run')} go on`,
    Number(stopped) > 0 && `${count(Number(stopped), 'run')} ended`,
  ].filter(Boolean);
  return `${[`${name} is ${state}`, ...did].join(', ')}.`;
}
