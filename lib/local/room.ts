/** Everything behind the doors of the stack: table, functions, bus, machines, time and mailbox, joined as a deployment joins them. */
import { setTimeout as sleep } from 'node:timers/promises';
import { decodeChanges } from '../../functions/aws/decode-change.ts';
import { createTable } from '../../functions/aws/table.ts';
import { INTAKE_TIMERS } from '../engine/intake.ts';
import { launchIntakes } from '../engine/launch-intakes.ts';
import type { EnginePorts } from '../engine/ports.ts';
import { restartAll, restartRun } from '../engine/restart-run.ts';
import { type RunRecord, refOf } from '../engine/run-record.ts';
import type { BusEvent } from '../language/event.ts';
import type { ChangedWhat } from '../language/operator-api.ts';
import { createExecutions } from '../simulator/interpreter/executions.ts';
import { createLocalBus } from './bus/bus.ts';
import { executionReport } from './bus/execution-report.ts';
import { createChangeFeed } from './change-feed.ts';
import type { DataFolder } from './data/data-folder.ts';
import { readSecrets } from './data/secrets.ts';
import { createLambdas, type Lambdas } from './lambdas.ts';
import { createLocalQueues } from './local-queues.ts';
import { lambdaLog, type StackLog } from './log.ts';
import { createLocalExecutions, createMachines } from './machines.ts';
import { captureCalls, letCallsOut } from './mail/captured-calls.ts';
import { type CapturedMessage, type Mailbox, openMailbox } from './mail/mailbox.ts';
import { providerReport } from './mail/provider-report.ts';
import { createProviders } from './mail/providers.ts';
import { releaseUnsent } from './mail/release-unsent.ts';
import { createOpenRuns, type OpenRuns } from './open-runs.ts';
import type { GoodProject } from './project/loaded.ts';
import { createVersionNumbers, publishProject } from './publish-project.ts';
import { createQuiet } from './quiet.ts';
import { openDatabase, TABLE } from './table/database.ts';
import type { StackTime } from './time/stack-time.ts';
import { createTimers } from './time/timers.ts';

export interface RoomOptions {
  folder: DataFolder;
  time: StackTime;
  publicUrl: string;
  project: GoodProject;
  /** Calls to other systems are made; left out: they are captured, as messages are. */
  callsOut?: boolean;
  log: StackLog;
  onChanged(what: ChangedWhat): void;
}

export interface Room {
  lambdas: Lambdas;
  ports: EnginePorts;
  mailbox: Mailbox;
  openRuns: OpenRuns;
  publish(project: GoodProject): Promise<void>;
  numberOf(definition: string, version: string): Promise<number>;
  /** What a provider or a service of AWS would put on the bus. */
  raise(event: BusEvent): Promise<void>;
  /** Resolves when nothing moves by itself any more. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** EventBridge tells of a failed execution a moment later; at once, a machine that always fails would never let go. */
const RESTART_AFTER_MS = 60_000;
const LONGEST_FAREWELL_MS = 5_000;

export async function openRoom({
  folder,
  time,
  publicUrl,
  project,
  callsOut,
  log,
  onChanged,
}: RoomOptions): Promise<Room> {
  const [secrets, mailbox] = await Promise.all([readSecrets(folder.secretsFile), openMailbox(folder.messagesDir)]);
  const database = await openDatabase(folder.tableDir);
  const quiet = createQuiet(
    () => [feed.settled, interpreter.settled],
    (thrown) => log.trouble(`Something could not be told: ${String(thrown)}`),
  );
  const gate = createGate();
  const openRuns = createOpenRuns();

  const bus = createLocalBus({
    enroll: (event) => lambdas.enroll(event),
    signal: (event) => lambdas.signal(event),
    watch: (event) => lambdas.watch(event),
    'provider-event': (event) => lambdas.providerEvent(event),
    'wake-run': (event) => lambdas.wakeRun(event),
  });

  async function report(message: CapturedMessage): Promise<void> {
    await bus.publish([providerReport('send', message, time.now())]);
    await mailbox.reported(message.id);
  }

  const interpreter = createExecutions({
    timers: time,
    invoke(functionName, payload) {
      quiet.stir();
      return lambdas.tasks[functionName as keyof Lambdas['tasks']](payload);
    },
    onEnd(ended) {
      if (ended.status !== 'FAILED' && ended.status !== 'TIMED_OUT') return;
      log.trouble(`Execution ${ended.executionName} ${ended.status}: ${ended.error} ${ended.cause}`);
      // Nobody is told of an Express execution: the run's timer notices.
      if (ended.isExpress) return;
      const at = new Date(Date.parse(time.now()) + RESTART_AFTER_MS).toISOString();
      time.at(at, () => quiet.watch(bus.publish([executionReport(ended, at)])));
    },
  });

  const timers = createTimers({
    client: database.client,
    tableName: `${TABLE}-timers`,
    time,
    ring(name, payload) {
      const heard = name.startsWith(INTAKE_TIMERS) ? lambdas.intake : lambdas.takeTimer;
      const rung = heard({ Records: [{ messageId: name, body: JSON.stringify(payload) }] });
      const taken = rung.then(({ batchItemFailures }) => {
        if (batchItemFailures.length > 0) throw new Error(`Nobody could take the timer of ${name}.`);
      });
      quiet.watch(taken.catch(() => {}));
      return taken;
    },
  });

  const captured = {
    mailbox,
    clock: time,
    onMessage(message: CapturedMessage) {
      onChanged('messages');
      if (message.channel === 'email') quiet.watch(report(message));
    },
  };

  const lambdas = createLambdas({
    client: database.client,
    clock: time,
    secrets,
    publicUrl,
    executions: createLocalExecutions(
      () => interpreter,
      createMachines((name, hash) => lambdas.ports.registry.version(name, hash)),
    ),
    schedules: timers,
    bus,
    queues: createLocalQueues(() => lambdas),
    senders: createProviders(captured),
    callOutside: callsOut ? letCallsOut : captureCalls(captured),
    log: lambdaLog(log),
  });
  const { ports } = lambdas;

  const feed = createChangeFeed({
    client: database.client,
    tableName: TABLE,
    async deliver(Records) {
      await gate.opened;
      quiet.stir();
      for (const change of decodeChanges(Records)) openRuns.take(change);
      const { batchItemFailures } = await lambdas.publishChanges({ Records });
      if (batchItemFailures.length > 0) throw new Error('A change could not be published.');
      onChanged('contacts');
    },
    onStuck: () => log.trouble('A change could not be published; the next start tries again.'),
  });

  /** Whatever an earlier life of the stack left: what it sent, where runs stood, what was still to be told; in this order. */
  async function pickUp(): Promise<void> {
    await feed.start();
    for (const message of mailbox.unreported()) await report(message);
    await openRuns.read(ports.runs);
    await releaseUnsent(openRuns.all(), mailbox, ports);
    await timers.open();
    await restart('running');
    // Left by a resume that the kill interrupted.
    for (const { name, state } of await ports.registry.definitions())
      if (state !== 'paused') await restartAll('parked', ports, name);
    await interpreter.settled();
    gate.open();
    await quiet.reached();
    // What the feed told again has started most of those that had only been written down.
    await restart('created');
    await launchIntakes(ports);
    await quiet.reached();
  }

  async function restart(status: RunRecord['status']): Promise<void> {
    for (const run of openRuns.all()) if (run.status === status) await restartRun(refOf(run), ports);
  }

  try {
    await publishProject(project, ports);
    await pickUp();
  } catch (thrown) {
    time.close();
    await database.close();
    throw thrown;
  }
  return {
    lambdas,
    ports,
    mailbox,
    openRuns,
    numberOf: createVersionNumbers(createTable(database.client, TABLE)),
    async publish(newer) {
      await publishProject(newer, ports);
      await launchIntakes(ports);
    },
    raise: (event) => bus.publish([event]),
    settle: quiet.reached,
    async close() {
      time.close();
      await Promise.race([quiet.reached(), sleep(LONGEST_FAREWELL_MS, undefined, { ref: false })]);
      await feed.stop();
      await database.close();
    },
  };
}

function createGate(): { opened: Promise<void>; open(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}
