/** The stack while it runs: one room, replaced by a reset, and the order in which things happen to it. */
import { randomUUID } from 'node:crypto';
import type { OperatorState } from '../engine/ports.ts';
import { takeOrder } from '../engine/take-order.ts';
import type { Diagnostic } from '../language/diagnostics.ts';
import type { ChangedWhat } from '../language/operator-api.ts';
import type { Order } from '../language/operator-orders.ts';
import { atInZone } from '../language/zones.ts';
import type { DataFolder } from './data/data-folder.ts';
import type { StackLog } from './log.ts';
import type { OpenEditor } from './open-editor.ts';
import { localOperator } from './operator.ts';
import type { GoodProject } from './project/loaded.ts';
import type { Reload } from './project/reload.ts';
import { openRoom, type Room } from './room.ts';
import type { Stack } from './stack.ts';
import { finishSecond, moveTo, targetOf, tick } from './time/move-time.ts';
import { openTime } from './time/open-time.ts';
import { createTurns } from './turns.ts';
import { zoneOfContact } from './views/sources.ts';

export interface RunningOptions {
  folder: DataFolder;
  clock: 'virtual' | 'real';
  publicUrl: string;
  project: GoodProject;
  callsOut?: boolean;
  log: StackLog;
  openEditor: OpenEditor;
  onChanged(what: ChangedWhat): void;
}

export interface RunningStack extends Stack {
  /** Resolves when no reset is under way. */
  ready(): Promise<unknown>;
  zone(): string;
  publish(project: GoodProject): Promise<Reload['published']>;
  tellProblems(problems: Diagnostic[]): void;
  close(): Promise<void>;
}

const ONE_HOUR_MS = 3_600_000;

/** What a deployment does around the clock; where nobody is inside there is nobody to find. Asked twice a day, it is once. */
async function scanDaily({ lambdas, openRuns, settle }: Room, log: StackLog): Promise<void> {
  if (openRuns.all().length === 0) return;
  await lambdas.dailyScan({}).catch((thrown: Error) => log.trouble(`The daily scan failed: ${thrown.message}`));
  await settle();
}

/** A Monday morning, so that the first working day is the day itself. */
const VIRTUAL_START = '2026-03-02 10:00';

const verbs = { live: 'resume', paused: 'pause', stopped: 'stop' } as const;

/** A press of a button on the page is an order like any other. */
const orderFor = (definition: string, state: OperatorState): Order =>
  state === 'disabled' ? { does: 'disable', definition } : { does: verbs[state], whose: { definition } };

export async function createRunningStack(options: RunningOptions): Promise<RunningStack> {
  const { folder, clock, publicUrl, callsOut, log, openEditor, onChanged } = options;
  const operator = localOperator();
  const turns = createTurns();
  let { project } = options;
  let problems = project.diagnostics;
  const zone = () => zoneOfContact(undefined, project.compiled.settings);

  async function open() {
    const time = openTime(clock, folder.clockFile, atInZone(VIRTUAL_START, zone())!, log);
    const room = await openRoom({ folder, time, publicUrl, project, callsOut, log, onChanged });
    await finishSecond(time, room.settle);
    await scanDaily(room, log);
    return { time, room };
  }
  let { time, room } = await open();
  const hourly = clock === 'real' ? setInterval(() => void scanDaily(room, log), ONE_HOUR_MS).unref() : undefined;
  let ready: Promise<unknown> = Promise.resolve();

  /** Virtual time lets one thing happen after the other and waits for its effects; real time waits for nobody. */
  async function inTurn<Answer>(what: () => Promise<Answer>): Promise<Answer> {
    if (time.kind === 'real') return what();
    return turns(async () => {
      await tick(time);
      const answer = await what();
      await finishSecond(time, room.settle);
      onChanged('contacts');
      return answer;
    });
  }

  async function startAnew(): Promise<void> {
    await room.close();
    await folder.wipe();
    ({ time, room } = await open());
    for (const what of ['time', 'contacts', 'messages', 'definitions'] as const) onChanged(what);
  }

  return {
    openEditor,
    zone,
    ready: () => ready,
    sources() {
      const { ports, mailbox, openRuns, numberOf } = room;
      return { ports, mailbox, openRuns, numberOf, time, project, problems };
    },
    inside: () => ({ lambdas: room.lambdas, now: time.now() }),
    happen: (what) => inTurn(() => what(room.lambdas, time.now())),
    raise: (event) => inTurn(() => room.raise(event(time.now()))),
    operator,
    order: (what) =>
      inTurn(async () => {
        const done = await what(room.lambdas, time.now());
        onChanged('definitions');
        return done;
      }),
    setState: (name, state) =>
      inTurn(async () => {
        const order = orderFor(name, state);
        const { result } = await takeOrder({ id: randomUUID(), by: operator, order }, room.ports);
        onChanged('definitions');
        return { restarted: Number(result.restarted) };
      }),
    moveTime: (to) =>
      turns(async () => {
        const target = targetOf(to, time, zone());
        if (target !== undefined) await moveTo(target, time, room.settle);
        await scanDaily(room, log);
        onChanged('time');
      }),
    reset: () =>
      turns(() => {
        const done = startAnew();
        ready = done.catch(() => {});
        return done;
      }),
    publish: (newer) =>
      turns(async () => {
        const before = new Map((await room.ports.registry.definitions()).map((one) => [one.name, one.version]));
        await room.publish(newer);
        project = newer;
        const live = await room.ports.registry.definitions();
        onChanged('definitions');
        return live
          .filter(({ name, version }) => before.get(name) !== version)
          .map(({ name, number, version }) => ({ name, number, onOlder: room.openRuns.onOtherVersion(name, version) }));
      }),
    tellProblems(newer) {
      problems = newer;
      onChanged('problems');
    },
    close: () => {
      clearInterval(hourly);
      return turns(() => room.close());
    },
  };
}
