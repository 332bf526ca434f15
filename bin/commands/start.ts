/** Starts the local stack: the team's journeys on this machine, with a page to see and drive them. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { inZoneText } from '../../lib/language/zones.ts';
import { createOpenEditor } from '../../lib/local/open-editor.ts';
import { BrokenProject, type StartedStack, startStack } from '../../lib/local/start-stack.ts';
import { buildConsole } from '../../web/build.ts';
import { FOLDER, type LoadedProject, loadProject } from '../load-project.ts';
import { openBrowser } from '../terminal/open-browser.ts';
import { paint } from '../terminal/paint.ts';
import { printDiagnostics, sayProject } from './check.ts';
import { listenToKeys } from './start-keys.ts';
import { sayReload } from './start-words.ts';

interface StartOptions {
  port?: number;
  data: string;
  fresh?: boolean;
  clock: 'virtual' | 'real';
  open?: boolean;
}

const DEFAULT_PORT = 4000;
const HOME = '.waymark';
const URL_FILE = path.join(HOME, 'url');
const consoleDir = path.join(HOME, 'console');
const shopDir = fileURLToPath(new URL('../../web/shop', import.meta.url));

export function addStart(program: Command): void {
  program
    .command('start')
    .description('Run everything on this machine: table, bus, clock, mailbox, and a page to drive it.')
    .option('--port <number>', `where the page is; left out: ${DEFAULT_PORT}, or the next free one`, readPort)
    .option('--data <dir>', 'where contacts, runs and messages are kept', path.join(HOME, 'data'))
    .option('--fresh', 'forget what is kept there')
    .addOption(
      new Option('--clock <kind>', 'virtual: time stands still until you move it')
        .choices(['virtual', 'real'])
        .default('virtual'),
    )
    .option('--open', 'open the page in the browser at once')
    .option('--no-open', 'leave the browser alone')
    .addHelpText('after', '\nExample:\n  waymark start --port 4100 --fresh --clock real')
    .action(start);
}

async function start(options: StartOptions): Promise<void> {
  const [stack] = await Promise.all([startHere(options), buildPage()]);
  await mkdir(HOME, { recursive: true });
  await writeFile(URL_FILE, stack.url);
  welcome(stack, options);
  endWith(stack);
  if (options.open) openBrowser(stack.url);
}

async function startHere({ port, data, fresh, clock }: StartOptions): Promise<StartedStack> {
  const warn = (line: string) => console.error(line);
  try {
    return await startStack({
      port: port ?? DEFAULT_PORT,
      isPortFixed: port !== undefined,
      dataDir: path.resolve(data),
      fresh,
      clock,
      load: loadProject,
      watchDir: path.resolve(FOLDER),
      consoleDir: path.resolve(consoleDir),
      shopDir,
      log: { say: (line) => console.log(line), trouble: warn },
      openEditor: createOpenEditor(process.env),
      onReload({ project, published }) {
        printDiagnostics(project);
        console.log(sayReload(project as LoadedProject, published));
      },
    });
  } catch (thrown) {
    if (thrown instanceof BrokenProject) printDiagnostics(thrown.project);
    throw thrown;
  }
}

/** Only who works on the page can break it, and needs the rest of the stack to mend it. */
async function buildPage(): Promise<void> {
  try {
    const { skipped, seconds } = await buildConsole({ outDir: consoleDir });
    if (!skipped) console.log(`Built the page (first time only) … ${Math.ceil(seconds)} s`);
  } catch (thrown) {
    console.error(`The page could not be built: ${stripVTControlCharacters((thrown as Error).message)}`);
  }
}

function welcome(stack: StartedStack, { clock }: StartOptions): void {
  const done = paint('green', '✓');
  printDiagnostics(stack.project);
  console.log(`${done} ${sayProject(stack.project as LoadedProject)}`);
  console.log(`${done} local stack: table, bus, clock, mailbox (nothing leaves this machine)`);
  console.log(`Open ${paint('cyan', stack.url)}`);
  if (clock === 'virtual') console.log(`Virtual time: ${sayTime(stack)}, stands still until you move it`);
  else console.log('Real time: waits last as long as they say');
}

export const sayTime = ({ now, zone }: StartedStack): string =>
  `${inZoneText(now(), zone(), { year: true })} ${zone()}`;

/** Ctrl-C, a signal or a key: whatever ends the stack leaves no port and no half file. */
function endWith(stack: StartedStack): void {
  let isEnding = false;
  const end = async () => {
    // Whoever asks twice does not want to wait.
    if (isEnding) process.exit(130);
    isEnding = true;
    await stack.close();
    if ((await readFile(URL_FILE, 'utf8').catch(() => '')) === stack.url) await rm(URL_FILE, { force: true });
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
  // A reader that has had enough (`waymark start | head`) ends it as well.
  process.stdout.on('error', end);
  if (process.stdin.isTTY && process.stdout.isTTY) listenToKeys(stack, end);
}

function readPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  return port;
}
