/** A world whose every request is counted: the production handlers, each with a client of its own, on a table that counts. */

import { createHash } from 'node:crypto';
import { decodeChange } from '../../../functions/aws/decode-change.ts';
import { createTablePorts } from '../../../functions/aws/ports.ts';
import type { Change, EnginePorts } from '../../engine/ports.ts';
import type { JsonMap } from '../../language/json.ts';
import { type Counts, createTally, type Tally } from '../../simulator/cost/counts.ts';
import { assumptions } from '../../simulator/cost/prices.ts';
import { createMemorySenders, type SentMessage } from '../../simulator/ports/senders.ts';
import { createMemoryWebhooks } from '../../simulator/ports/webhooks.ts';
import {
  type CarryOut,
  type Compiled,
  createWorld,
  type HandlerCall,
  machineName,
  type World,
} from '../../simulator/world.ts';
import { createCountedStore } from './counted-store.ts';

export interface MeteredWorld extends World {
  sent: SentMessage[];
  /** What a handler outside of the machines is given; whatever it uses is not the run's. */
  outside: EnginePorts;
  /** Of the runs, and of what brings events to them: the entry door, the bus, the queue to those who enroll. */
  counts(): { runs: Counts; events: Counts };
  reset(): void;
}

const addressKey = 'counted, and never kept: nobody is in it';
/** Those of Step Functions are about so long, and stand in the record. */
const SEPARATOR = '=';
const PADDING =
  SEPARATOR + Array.from({ length: 5 }, (_, part) => createHash('sha512').update(`${part}`).digest('hex')).join('');

export async function createMeteredWorld(compiled: Compiled, startAt: string): Promise<MeteredWorld> {
  const [runs, events] = [createTally(), createTally()];
  const table = createCountedStore();
  const types = new Map(
    compiled.versions.map(({ version, machine, type }) => [machineName(version), { machine, type }]),
  );
  const sent: SentMessage[] = [];
  const byFunction = new Map<string, EnginePorts>();
  let onChange = (_change: Change): void => {};

  const storePorts = (name: string, tally: Tally | undefined, world: Pick<World, 'clock'>) => {
    const client = table.connect(
      {
        request: () => tally?.add('request', name),
        write: (type, units) => tally?.add('write', type, units),
        read: (type, units) => tally?.add('read', type, units),
      },
      (before, after) => {
        const eventName = before ? (after ? 'MODIFY' : 'REMOVE') : 'INSERT';
        const change = decodeChange({ eventName, dynamodb: { OldImage: before, NewImage: after } });
        if (change) onChange(change);
      },
    );
    return createTablePorts(client, { tableName: 'counted', addressKey, settingsAgeSeconds: 5 }, world.clock);
  };

  function portsOf(name: string, tally = runs): EnginePorts {
    const known = byFunction.get(name);
    if (known) return known;
    const { executions, schedules, bus } = world.ports;
    const made: EnginePorts = {
      ...world.ports,
      ...storePorts(name, tally, world),
      executions: {
        ...executions,
        start(execution) {
          const isExpress = types.get(execution.machine)?.type === 'EXPRESS';
          runs.add(isExpress ? 'execution' : 'transition', isExpress ? 'Express' : 'Start');
          return executions.start(execution);
        },
        succeed: (token, output) => executions.succeed(token.split(SEPARATOR)[0]!, output),
      },
      schedules: {
        ...schedules,
        set(run: string, at: string, payload: JsonMap) {
          if (payload.watch === undefined) runs.add('timer-set', 'run');
          else events.add('timer-set', 'watch');
          return schedules.set(run, at, payload);
        },
      },
      bus: {
        publish(published) {
          for (const { 'detail-type': family, detail } of published)
            (detail.event === undefined ? runs : events).add('bus-event', family);
          return bus.publish(published);
        },
      },
    };
    byFunction.set(name, made);
    return made;
  }

  async function around(call: HandlerCall, carryOut: CarryOut): Promise<unknown> {
    switch (call.handler) {
      case 'task':
        if (call.task.does === 'arm') call.task.token = `${call.task.token}${PADDING}`;
        runs.add('invocation', call.functionName);
        return carryOut(portsOf(call.functionName));
      case 'publish':
        for (const { kind } of call.changes)
          (kind === 'event' ? events : runs).add('invocation', 'publish-changes', 1 / assumptions.changesPerBatch);
        return carryOut(portsOf('publish-changes'));
      case 'enroll':
        events.add('invocation', 'enroll');
        events.add('queue-message', 'enroll');
        return carryOut(portsOf('enroll', events));
      case 'signal':
        runs.add('invocation', 'signal');
        runs.add('queue-message', 'signal');
        return carryOut(portsOf('signal'));
      case 'watch':
        events.add('invocation', 'watch');
        events.add('queue-message', 'watch');
        return carryOut(portsOf('watch', events));
      case 'ring':
        events.add('invocation', 'take-timer');
        events.add('queue-message', 'take-timer');
        events.add('timer-fired', 'watch');
        return carryOut(portsOf('take-timer of a watch', events));
      case 'timer':
        runs.add('invocation', 'take-timer');
        runs.add('queue-message', 'take-timer');
        runs.add('timer-fired', 'run');
        return carryOut(portsOf('take-timer'));
      case 'wake':
        runs.add('invocation', 'wake-run');
        return carryOut(portsOf('wake-run'));
    }
  }

  const world = await createWorld(compiled, {
    startAt,
    senders: createMemorySenders({
      onMessage(message) {
        sent.push(message);
        runs.add('message', message.channel);
      },
    }),
    // Run-step waits for it: it is a call, and another function that lasts as long.
    webhooks: createMemoryWebhooks({ onCall: () => runs.add('invocation', 'call-webhook') }),
    around,
    onTransition({ machineKey, stateName, kind }) {
      const { machine, type } = types.get(machineKey)!;
      if (type === 'STANDARD') runs.add('transition', kind === 'retried' ? 'Retry' : machine.States[stateName]!.Type);
    },
    store({ clock, onChange: tellStream }) {
      onChange = tellStream;
      return storePorts('outside', undefined, { clock });
    },
  });

  return {
    ...world,
    sent,
    outside: world.ports,
    counts: () => ({ runs: runs.counts(), events: events.counts() }),
    reset() {
      runs.reset();
      events.reset();
    },
  };
}
