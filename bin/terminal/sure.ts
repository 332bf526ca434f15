/** Asks before anything is destroyed, with the number of those whom it concerns; a script says --yes. */
import { createInterface } from 'node:readline/promises';
import { type Command, CommanderError } from 'commander';
import { WRONG_USE } from './exit.ts';

export interface SureOptions {
  yes?: boolean;
  dryRun?: boolean;
}

export const withSure = (command: Command): Command =>
  command.option('--yes', 'do not ask').option('--dry-run', 'say what it would do, and do nothing');

/** Whether it is to be done. */
export async function isSure(question: string, { yes, dryRun }: SureOptions): Promise<boolean> {
  if (dryRun) {
    console.log(question);
    return false;
  }
  if (yes) return true;
  if (!process.stdin.isTTY) {
    console.log(question);
    throw new CommanderError(WRONG_USE, 'waymark.unsure', 'Nobody is there to ask: say --yes, or --dry-run.');
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`${question} y/n `);
  terminal.close();
  if (/^y(es)?$/i.test(answer.trim())) return true;
  console.log('Nothing was done.');
  return false;
}

export const count = (number: number, one: string, many = `${one}s`): string =>
  `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
