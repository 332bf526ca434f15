/** The stack behind `npm start`: what a deployment does, on this machine, with nothing leaving it. */

import type { StackState } from '../language/operator-api.ts';
import { type DataFolder, openDataFolder } from './data/data-folder.ts';
import { createChanges } from './http/changes.ts';
import { createDoors } from './http/doors.ts';
import { type Serving, serve } from './http/serve.ts';
import type { StackLog } from './log.ts';
import type { OpenEditor } from './open-editor.ts';
import type { Load, LoadedProject } from './project/loaded.ts';
import { isGood } from './project/loaded.ts';
import { createReload, type Reload } from './project/reload.ts';
import { watchFolder } from './project/watch-folder.ts';
import { Refusal } from './refusal.ts';
import { createRunningStack } from './running-stack.ts';
import { contactsView } from './views/contacts.ts';
import { nextDueOf } from './views/due.ts';

export interface StackOptions {
  port: number;
  /** Somebody named the port: another one will not do. */
  isPortFixed?: boolean;
  dataDir: string;
  /** Forget what earlier stacks left in the folder. */
  fresh?: boolean;
  clock: 'virtual' | 'real';
  /** Calls to other systems leave this machine, which takes a real clock: what is signed by another is too old. */
  callsOut?: boolean;
  load: Load;
  /** Saves below it are loaded again; left out: none are. */
  watchDir?: string;
  consoleDir: string;
  shopDir: string;
  log: StackLog;
  openEditor: OpenEditor;
  onReload?(reload: Reload): void;
}

export interface StartedStack {
  url: string;
  now(): string;
  zone(): string;
  /** As it was at the start. */
  project: LoadedProject;
  nextDue(): Promise<StackState['nextDue']>;
  /** How much a reset would forget. */
  kept(): Promise<{ contacts: number; messages: number }>;
  /** `next`, `day` or an instant; throws Refusal. */
  moveTime(to: string): Promise<void>;
  reset(): Promise<void>;
  /** Resolves when the last save has been dealt with. */
  reloaded(): Promise<void>;
  close(): Promise<void>;
}

/** Nothing was opened yet; the diagnostics say what to mend. */
export class BrokenProject extends Refusal {
  readonly project: LoadedProject;
  constructor(project: LoadedProject) {
    super('Nothing was started: the definitions have mistakes.');
    this.project = project;
  }
}

/** Throws Refusal, with nothing left open, where it cannot start. */
export async function startStack(options: StackOptions): Promise<StartedStack> {
  const { load, dataDir, fresh, clock, callsOut, log, consoleDir, shopDir, openEditor, watchDir } = options;
  if (callsOut && clock !== 'real')
    throw new Refusal('Other systems live in real time: calls leave this machine with --clock real only.');
  const project = await load();
  if (!isGood(project)) throw new BrokenProject(project);

  const closers: (() => Promise<void> | void)[] = [];
  const close = async () => {
    for (const each of closers.splice(0).reverse()) await each();
  };
  try {
    const folder: DataFolder = await openDataFolder(dataDir);
    closers.push(folder.release);
    if (fresh) await folder.wipe();

    const changes = createChanges();
    closers.push(changes.close);
    const opened = Promise.withResolvers<(request: Request) => Promise<Response>>();
    const serving = await listen(options, async (request) => (await opened.promise)(request));
    closers.push(serving.close);
    const url = `http://localhost:${serving.port}`;

    const stack = await createRunningStack({
      folder,
      clock,
      publicUrl: url,
      project,
      callsOut,
      log,
      openEditor,
      onChanged: changes.tell,
    });
    closers.push(stack.close);
    const doors = createDoors({ stack, changes, consoleDir, shopDir, log });
    opened.resolve(async (request) => {
      await stack.ready();
      return doors.fetch(request);
    });

    const reload = createReload({
      load,
      publish: stack.publish,
      onReload(done) {
        stack.tellProblems(done.project.diagnostics);
        options.onReload?.(done);
      },
      onTrouble: (thrown) => log.trouble(thrown.message),
    });
    if (watchDir) {
      const watching = watchFolder(watchDir, reload.saved, (thrown) =>
        log.trouble(`Saves are not noticed any more: ${thrown.message}`),
      );
      closers.push(reload.settled, watching.close);
    }
    await folder.announce(url);
    return {
      url,
      project,
      zone: stack.zone,
      now: () => stack.sources().time.now(),
      nextDue: () => nextDueOf(stack.sources()),
      async kept() {
        const { length: contacts } = await contactsView(stack.sources());
        return { contacts, messages: stack.sources().mailbox.all().length };
      },
      moveTime: stack.moveTime,
      reset: stack.reset,
      reloaded: reload.settled,
      close,
    };
  } catch (thrown) {
    await close();
    throw thrown;
  }
}

/** As many as somebody may have open without knowing. */
const MOST_PORTS = 20;

async function listen(
  { port, isPortFixed, log }: StackOptions,
  answer: (request: Request) => Promise<Response>,
): Promise<Serving> {
  for (let tried = port; ; tried++) {
    try {
      const serving = await serve(tried, answer);
      if (tried !== port) log.say(`Port ${port} is taken; this stack answers on ${tried}.`);
      return serving;
    } catch (thrown) {
      const { code } = thrown as NodeJS.ErrnoException;
      if (code === 'EACCES')
        throw new Refusal(`Port ${tried} may not be used by you. Name one above 1024 with --port.`);
      if (code !== 'EADDRINUSE') throw thrown;
      if (isPortFixed || tried >= port + MOST_PORTS)
        throw new Refusal(`Port ${tried} is taken. Name another with --port, or leave it out.`);
    }
  }
}
