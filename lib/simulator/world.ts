/** A whole Waymark in memory: the compiled machines, the production engine and a clock that stands still until moved. */
import type { StateMachine } from '../compiler/asl.ts';
import type { Change, EnginePorts, Senders } from '../engine/ports.ts';
import { publishChanges } from '../engine/publish-changes.ts';
import { runTask, type Task } from '../engine/run-task.ts';
import { enrollFromBus, signalFromBus } from '../engine/take-bus-event.ts';
import type { BusEvent } from '../language/event.ts';
import type { Form, Segment, Settings } from '../language/project.ts';
import type { Version } from '../language/version.ts';
import { type Clock, createClock } from './clock.ts';
import { createExecutions, type Executions } from './interpreter/executions.ts';
import { createMemoryPorts } from './ports/index.ts';

/** A project, compiled: what a deploy publishes. */
export interface Compiled {
  versions: { version: Version; machine: StateMachine }[];
  settings: Settings;
  forms: Form[];
  segments: Segment[];
}

export interface WorldOptions {
  startAt: string;
  senders: Senders;
  /** Comes between the machine and its handler; scenarios put their faults here. */
  around?(task: Task, carryOut: () => Promise<unknown>): Promise<unknown>;
}

export interface World {
  clock: Clock;
  ports: EnginePorts;
  executions: Executions;
  /** Lets everything that can happen at this instant happen. */
  settle(): Promise<void>;
  /** Goes to the instant, stopping wherever something falls due. */
  advanceTo(instant: string): Promise<void>;
}

export async function createWorld(compiled: Compiled, options: WorldOptions): Promise<World> {
  const clock = createClock(options.startAt);
  const machines = new Map(compiled.versions.map(({ version, machine }) => [machineName(version), machine]));
  const around = options.around ?? ((_task, carryOut) => carryOut());
  let changes: Change[] = [];
  const bus: BusEvent[] = [];

  const executions = createExecutions({
    timers: clock,
    invoke: async (_functionName, payload) => {
      const task = payload as unknown as Task;
      return (await around(task, () => runTask(task, ports))) as never;
    },
  });
  const ports: EnginePorts = createMemoryPorts({
    clock,
    executions,
    machines,
    senders: options.senders,
    onChange: (change) => void changes.push(change),
    bus: { publish: async (events) => void bus.push(...events) },
  });
  await ports.registry.publish({
    versions: compiled.versions.map(({ version }) => ({ version, machine: machineName(version) })),
    settings: compiled.settings,
    forms: compiled.forms,
    segments: compiled.segments,
    at: options.startAt,
  });

  async function settle(): Promise<void> {
    for (;;) {
      await executions.settled();
      if (changes.length > 0) {
        const batch = changes;
        changes = [];
        await publishChanges(batch, ports);
        continue;
      }
      const event = bus.shift();
      if (!event) return;
      await enrollFromBus(event, ports);
      await signalFromBus(event, ports);
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

  return { clock, ports, executions, settle, advanceTo };
}

export const machineName = ({ name, hash }: Version): string => `${name}:${hash}`;
