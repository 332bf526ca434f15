/** The stack in the terminal of whoever typed `npm start`: started, introduced, and ended without a trace. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { createOpenEditor } from '../../lib/local/open-editor.ts';
import { BrokenProject, type StartedStack, startStack } from '../../lib/local/start-stack.ts';
import { buildConsole } from '../../web/build.ts';
import { loadWithSchema } from '../editor-schema.ts';
import { FOLDER, type LoadedProject } from '../load-project.ts';
import { openBrowser } from '../terminal/open-browser.ts';
import { paint } from '../terminal/paint.ts';
import { printDiagnostics, sayProject } from './check.ts';
import { createOffer, type Offer } from './offer-move.ts';
import { DEFAULT_PORT, type StartOptions } from './start.ts';
import { listenToKeys } from './start-keys.ts';
import { sayReload, sayTime } from './start-words.ts';

const HOME = '.waymark';
const URL_FILE = path.join(HOME, 'url');
const consoleDir = path.join(HOME, 'console');
const shopDir = fileURLToPath(new URL('../../web/shop', import.meta.url));

export async function runStack(options: StartOptions): Promise<void> {
  const offer = createOffer(() => stack.url);
  const stack: StartedStack = await startHere(options, offer);
  await buildPage();
  await mkdir(HOME, { recursive: true });
  await writeFile(URL_FILE, stack.url);
  // Whoever reads the address may stop the stack at once: the way out must stand before it is told.
  endWith(stack, offer);
  welcome(stack, options);
  if (options.open) openBrowser(stack.url);
}

async function startHere(
  { port, data, fresh, clock, callWebhooks }: StartOptions,
  offer: Offer,
): Promise<StartedStack> {
  const warn = (line: string) => console.error(line);
  try {
    return await startStack({
      port: port ?? DEFAULT_PORT,
      isPortFixed: port !== undefined,
      dataDir: path.resolve(data),
      fresh,
      clock,
      callsOut: callWebhooks,
      load: loadWithSchema(),
      watchDir: path.resolve(FOLDER),
      consoleDir: path.resolve(consoleDir),
      shopDir,
      log: { say: (line) => console.log(line), trouble: warn },
      openEditor: createOpenEditor(process.env),
      onReload({ project, published }) {
        printDiagnostics(project);
        console.log(sayReload(project as LoadedProject, published));
        // Nobody is asked who cannot answer.
        if (isAtTerminal()) void offer.make(published).catch(({ message }: Error) => warn(message));
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
    if (!skipped) console.log(`Built the page … ${Math.ceil(seconds)} s`);
  } catch (thrown) {
    console.error(`The page could not be built: ${stripVTControlCharacters((thrown as Error).message)}`);
  }
}

function welcome(stack: StartedStack, { clock, callWebhooks }: StartOptions): void {
  const done = paint('green', '✓');
  printDiagnostics(stack.project);
  console.log(`${done} ${sayProject(stack.project as LoadedProject)}`);
  console.log(
    `${done} local stack: table, bus, clock, mailbox (${callWebhooks ? 'only call-webhook leaves' : 'nothing leaves'} this machine)`,
  );
  console.log(`Open ${paint('cyan', stack.url)}`);
  if (clock === 'virtual') console.log(`Virtual time: ${sayTime(stack)}, stands still until you move it`);
  else console.log('Real time: waits last as long as they say');
}

/** Ctrl-C, a signal or a key: whatever ends the stack leaves no port and no half file. */
function endWith(stack: StartedStack, offer: Offer): void {
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
  process.on('uncaughtException', (thrown) => {
    console.error(`waymark: the stack failed. What it had acknowledged is kept: start it again.\n${thrown.stack}`);
    process.exit(1);
  });
  // A reader that has had enough (`waymark start | head`) ends it as well.
  process.stdout.on('error', end);
  if (isAtTerminal()) listenToKeys(stack, offer, end);
}

const isAtTerminal = (): boolean => process.stdin.isTTY && process.stdout.isTTY;
