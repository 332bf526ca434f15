/** A whole Waymark in memory: the compiled machines, the production engine and a clock that stands still until moved. */
import type { CompiledMachine } from '../compiler/emit.ts';
import { INTAKE_TIMERS } from '../engine/intake.ts';
import { launchIntakes } from '../engine/launch-intakes.ts';
import type { Change, EnginePorts, Senders, Webhooks } from '../engine/ports.ts';
import { publishChanges } from '../engine/publish-changes.ts';
import type { RunRef } from '../engine/run-record.ts';
import { runTask, type Task } from '../engine/run-task.ts';
import { enrollFromBus, signalFromBus, watchFromBus } from '../engine/take-bus-event.ts';
import { type IntakeRing, takeIntakeRing } from '../engine/take-intake.ts';
import { takeTimer } from '../engine/take-timer.ts';
import { takeWatchTimer } from '../engine/take-watch-timer.ts';
import { wakeRun } from '../engine/wake-run.ts';
import type { WatchRing } from '../engine/watch-timer.ts';
import type { BusEvent } from '../language/event.ts';
import type { JsonMap } from '../language/json.ts';
import type { Form, Segment, Settings } from '../language/project.ts';
import type { Version } from '../language/version.ts';
import { type Clock, createClock } from './clock.ts';
import { createExecutions, type Executions, type ExecutionsOptions } from './interpreter/executions.ts';
import { createMemoryPorts } from './ports/index.ts';
import { createMemorySchedules } from './ports/schedules.ts';

/** A project, compiled: what a deploy publishes. */
export interface Compiled {
  versions: ({ version: Version } & Pick<CompiledMachine, 'machine' | 'type'>)[];
  /** What is not, yet. */
  drafts?: Compiled['versions'];
  settings: Settings;
  forms: Form[];
  segments: Segment[];
  /** What definitions are to become, for scenarios that publish it. */
  next?: Compiled['versions'];
}

/** Who calls a handler, and with what: a machine's Task, the table's stream, the bus, the rule on broken executions, the scheduler. */
export type HandlerCall =
  | { handler: 'task'; task: Task; functionName: string }
  | { handler: 'publish'; changes: Change[] }
  | { handler: 'enroll' | 'signal' | 'watch'; event: BusEvent }
  | { handler: 'wake'; execution: string }
  | { handler: 'timer'; run: RunRef }
  | { handler: 'ring'; ring: WatchRing }
  | { handler: 'intake'; ring: IntakeRing };

/** Lets the handler do its work, over these ports or the world's own; every call is another attempt. */
export type CarryOut = (ports?: EnginePorts) => Promise<unknown>;

export interface WorldOptions {
  startAt: string;
  senders: Senders;
  /** Left out: every call is answered with a 200. */
  webhooks?: Webhooks;
  /** Comes between the platform and a handler; scenarios put their faults here. */
  around?(call: HandlerCall, carryOut: CarryOut): Promise<unknown>;
  /** How often stream and bus deliver again what a handler threw at; left out: the throw surfaces. */
  redeliveries?: number;
  onTransition?: ExecutionsOptions['onTransition'];
  /** In place of the memory: ports that tell of every change, as the table's stream would. */
  store?(told: { clock: Clock; onChange(change: Change): void }): Partial<EnginePorts>;
  /** Which of the waiting deliveries comes next; left out: first come, first served. */
  choose?(waiting: readonly HandlerCall[]): number;
}

export interface World {
  clock: Clock;
  ports: EnginePorts;
  executions: Executions;
  /** When the run's timer rings; undefined where it has none. */
  ringsAt(run: RunRef): string | undefined;
  /** What a deploy does: puts versions beside the old ones and lets those who come from now on into them. */
  publish(compiled: Compiled): Promise<void>;
  /** Lets everything that can happen at this instant happen. */
  settle(): Promise<void>;
  /** Goes to the instant, stopping wherever something falls due. */
  advanceTo(instant: string): Promise<void>;
}

export async function createWorld(compiled: Compiled, options: WorldOptions): Promise<World> {
  const clock = createClock(options.startAt);
  const machines = new Map(compiled.versions.map(({ version, ...drawn }) => [machineName(version), drawn]));
  const { around = (_call, carryOut) => carryOut(), redeliveries = 0, choose = () => 0 } = options;
  let changes: Change[] = [];
  const waiting: HandlerCall[] = [];
  const tries = new WeakMap<HandlerCall, number>();

  const executions = createExecutions({
    timers: clock,
    invoke: async (functionName, payload) =>
      (await call({ handler: 'task', task: payload as unknown as Task, functionName })) as never,
    onTransition: options.onTransition,
    onEnd({ status, executionName, isExpress }) {
      // Of an Express execution nobody is told.
      if (status !== 'SUCCEEDED' && !isExpress) waiting.push({ handler: 'wake', execution: executionName });
    },
  });
  /** Time stands still until everything that a timer has set in motion is at rest. */
  const schedules = createMemorySchedules(clock, async (run, payload) => {
    await deliver(ringOf(run, payload));
    await executions.settled();
  });
  const onChange = (change: Change) => void changes.push(change);
  const memory: EnginePorts = createMemoryPorts({
    clock,
    executions,
    machines,
    senders: options.senders,
    webhooks: options.webhooks,
    schedules,
    onChange,
    bus: {
      async publish(events) {
        for (const event of events) {
          const { starts, unheard, watch } = event.detail;
          if (starts) waiting.push({ handler: 'enroll', event });
          if (!unheard) waiting.push({ handler: 'signal', event });
          if (watch) waiting.push({ handler: 'watch', event });
        }
      },
    },
  });
  const ports: EnginePorts = { ...memory, ...options.store?.({ clock, onChange }) };
  const call = (called: HandlerCall) => around(called, (given = ports) => handle(called, given));

  async function publish({ versions, settings, forms, segments }: Compiled): Promise<void> {
    for (const { version, ...drawn } of versions) machines.set(machineName(version), drawn);
    const placed = versions.map(({ version }) => ({ version, machine: machineName(version) }));
    await ports.registry.publish({ versions: placed, settings, forms, segments, at: clock.now() });
    await launchIntakes(ports);
  }
  await publish(compiled);

  /** The stream gives a batch again before it goes on, a timer rings on; the bus lets others pass. */
  async function deliver(called: HandlerCall): Promise<void> {
    try {
      await call(called);
    } catch (thrown) {
      const tried = (tries.get(called) ?? 0) + 1;
      if (tried > redeliveries) throw thrown;
      tries.set(called, tried);
      if (comesAtOnce.has(called.handler)) return deliver(called);
      waiting.push(called);
    }
  }

  async function settle(): Promise<void> {
    for (;;) {
      await executions.settled();
      if (changes.length > 0) {
        const batch = changes;
        changes = [];
        await deliver({ handler: 'publish', changes: batch });
        continue;
      }
      if (waiting.length === 0) return;
      const [next] = waiting.splice(choose(waiting), 1);
      await deliver(next!);
    }
  }

  async function advanceTo(instant: string): Promise<void> {
    await settle();
    for (let due = clock.nextDue(); due !== undefined && due <= instant; due = clock.nextDue()) {
      await clock.advanceTo(due);
      await settle();
    }
    await clock.advanceTo(instant);
  }

  return { clock, ports, executions, ringsAt: schedules.ringsAt, publish, settle, advanceTo };
}

const comesAtOnce = new Set<HandlerCall['handler']>(['publish', 'timer', 'ring', 'intake']);

function ringOf(name: string, payload: JsonMap): HandlerCall {
  if (name.startsWith(INTAKE_TIMERS)) return { handler: 'intake', ring: payload as unknown as IntakeRing };
  const { watch, at } = payload as Partial<WatchRing>;
  return watch !== undefined && at !== undefined
    ? { handler: 'ring', ring: { watch, at } }
    : { handler: 'timer', run: name };
}

function handle(called: HandlerCall, ports: EnginePorts): Promise<unknown> {
  switch (called.handler) {
    case 'task':
      return runTask(called.task, ports);
    case 'publish':
      return publishChanges(called.changes, ports);
    case 'enroll':
      return enrollFromBus(called.event, ports);
    case 'signal':
      return signalFromBus(called.event, ports);
    case 'watch':
      return watchFromBus(called.event, ports);
    case 'wake':
      return wakeRun(called.execution, ports);
    case 'ring':
      return takeWatchTimer(called.ring, ports);
    case 'intake':
      return takeIntakeRing(called.ring, { until: LATER }, ports);
    case 'timer':
      return takeTimer(called.run, ports);
  }
}

/** In a simulation no time passes while a handler is at work. */
const LATER = '9999-12-31T00:00:00.000Z';

export const machineName = ({ name, hash }: Version): string => `${name}:${hash}`;
