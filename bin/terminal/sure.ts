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

/** Whether it is to be done: `wouldBe` says what would happen, and to how many. */
export async function isSure(wouldBe: string, { yes, dryRun }: SureOptions): Promise<boolean> {
  if (yes && !dryRun) return true;
  if (dryRun || !process.stdin.isTTY) console.log(wouldBe);
  if (dryRun) return false;
  if (!process.stdin.isTTY) {
    throw new CommanderError(WRONG_USE, 'waymark.unsure', 'Nobody is there to ask: say --yes, or --dry-run.');
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`${wouldBe} Go on? y/n `);
  terminal.close();
  if (/^y(es)?$/i.test(answer.trim())) return true;
  console.log('Nothing was done.');
  return false;
}

export const count = (number: number, one: string, many = `${one}s`): string =>
  `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
