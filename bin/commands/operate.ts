/** Pauses, resumes, stops, disables and drives on: one run, a contact's runs, a definition, or everything. */
import { type Command, CommanderError } from 'commander';
import type { JsonMap } from '../../lib/language/json.ts';
import type { Order, Whose } from '../../lib/language/operator-orders.ts';
import { WRONG_USE } from '../terminal/exit.ts';
import { sendOrder, type WhereOptions, withWhere } from '../terminal/orders.ts';
import { count, isSure, type SureOptions, withSure } from '../terminal/sure.ts';
import { redeliver } from './dead-letters.ts';

interface WhoseOptions extends WhereOptions, SureOptions {
  contact?: string;
  run?: string;
  all?: boolean;
  deadLetters?: true | string;
  reason?: string;
}

const verbs = [
  {
    verb: 'pause',
    says: 'Freeze everybody inside; what falls due meanwhile runs at resume.',
    would: 'be frozen',
    done: 'frozen',
    asks: false,
  },
  { verb: 'resume', says: 'Let those who were frozen go on.', would: 'go on', done: 'let go on', asks: false },
  {
    verb: 'stop',
    says: 'End the runs of those inside, now; a definition also lets nobody in.',
    would: 'end',
    done: 'ended',
    asks: true,
  },
  {
    verb: 'redrive',
    says: 'Drive failed and stuck runs on where they stand; nothing is sent twice.',
    would: 'be looked at',
    done: 'driven on',
    asks: false,
  },
] as const;

export function addOperate(program: Command): void {
  for (const { verb, says, would, done, asks } of verbs) {
    const command = program
      .command(verb)
      .description(says)
      .argument('[definition]')
      .option('--contact <who>', 'only the runs of this contact: id, user id, email or phone')
      .option('--run <run>', 'only this run, as `waymark runs` names it')
      .option('--all', 'every definition')
      .option('--reason <text>', 'kept with who did it');
    if (verb === 'redrive')
      command.option(
        '--dead-letters [function]',
        'instead of runs: what functions have given up on, back to their queues',
      );
    withSure(withWhere(command))
      .addHelpText(
        'after',
        `\nExamples:\n  waymark ${verb} trial-activation --reason "wrong price"\n  waymark ${verb} --contact ann@example.com\n  waymark ${verb} --all --dry-run`,
      )
      .action(async (definition: string | undefined, options: WhoseOptions) => {
        if (options.deadLetters !== undefined) return redeliver(options.deadLetters, options);
        const whose = whoseOf(definition, options);
        const order: Order = { does: verb, whose, ...(options.reason && { reason: options.reason }) };
        if (options.dryRun || asks) {
          const { inside } = await sendOrder(order, options, { dryRun: true });
          if (!(await isSure(`${count(Number(inside), 'run')} of ${nameOf(whose)} would ${would}.`, options))) return;
        }
        const answer = await sendOrder(order, options);
        console.log(options.json ? JSON.stringify(answer) : sayDone(done, whose, answer));
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
        return console.log(`${count(Number(inside), 'run')} of ${definition} would finish, and nobody would enter.`);
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

/** `whose` are as many as were inside, or one by one as the answer names them. */
function sayDone(done: string, whose: Whose, answer: JsonMap): string {
  if (answer.did === 'over') return 'The run has ended already.';
  if (typeof answer.did === 'string') return `The run is ${done}.`;
  if (answer.redriven !== undefined) return `${count(Number(answer.redriven), 'run')} driven on.`;
  if (Array.isArray(answer.runs)) return `${count(answer.runs.length, 'run')} of ${nameOf(whose)} ${done}.`;
  return sayState(nameOf(whose), states[done] ?? done, answer);
}

/** Of a definition, which goes on being there. */
const states: Record<string, string> = { frozen: 'paused', 'let go on': 'live', ended: 'stopped' };

function sayState(name: string, state: string, { restarted, stopped }: JsonMap): string {
  const did = [
    Number(restarted) > 0 && `${count(Number(restarted), 'run')} let go on`,
    Number(stopped) > 0 && `${count(Number(stopped), 'run')} ended`,
  ].filter(Boolean);
  return `${[`${name} is ${state}`, ...did].join(', ')}.`;
}
