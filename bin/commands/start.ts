/** Starts the local stack: the team's journeys on this machine, with a page to see and drive them. */
import { type Command, InvalidArgumentError, Option } from 'commander';

export interface StartOptions {
  port?: number;
  data: string;
  fresh?: boolean;
  clock: 'virtual' | 'real';
  callWebhooks?: boolean;
  open?: boolean;
}

export const DEFAULT_PORT = 4000;

export function addStart(program: Command): void {
  program
    .command('start')
    .description('Run everything on this machine: table, bus, clock, mailbox, and a page to drive it.')
    .option('--port <number>', `where the page is; left out: ${DEFAULT_PORT}, or the next free one`, readPort)
    .option('--data <dir>', 'where contacts, runs and messages are kept', '.waymark/data')
    .option('--fresh', 'forget what is kept there')
    .addOption(
      new Option('--clock <kind>', 'virtual: time stands still until you move it')
        .choices(['virtual', 'real'])
        .default('virtual'),
    )
    .option(
      '--call-webhooks',
      'let call-webhook steps reach other systems, with --clock real; left out: they are captured',
    )
    .option('--open', 'open the page in the browser at once')
    .option('--no-open', 'leave the browser alone')
    .addHelpText('after', '\nExample:\n  waymark start --port 4100 --fresh --clock real')
    .action(async (options: StartOptions) => {
      // Loaded here: the other commands need neither a table nor a bundler.
      const { runStack } = await import('./start-run.ts');
      await runStack(options);
    });
}

function readPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  return port;
}
