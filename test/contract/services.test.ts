/** Executions, bus and alarm clocks, held to their contracts: in memory, and over HTTP against stand-ins of the services. */
import { createHash } from 'node:crypto';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import { afterEach } from 'vitest';
import { createBus } from '../../functions/aws/bus.ts';
import { createExecutions } from '../../functions/aws/executions.ts';
import { toImage } from '../../functions/aws/item.ts';
import { createLostChanges } from '../../functions/aws/lost-changes.ts';
import { createQueues } from '../../functions/aws/queues.ts';
import { createSchedules } from '../../functions/aws/schedules.ts';
import { INVOKE_WITH_TOKEN, type StateMachine } from '../../lib/compiler/asl.ts';
import type { Change, LostBatch } from '../../lib/engine/ports.ts';
import type { BusEvent } from '../../lib/language/event.ts';
import { createClock } from '../../lib/simulator/clock.ts';
import { createExecutions as createInterpreter } from '../../lib/simulator/interpreter/executions.ts';
import { createMemoryBus } from '../../lib/simulator/ports/bus.ts';
import { createMemoryExecutions } from '../../lib/simulator/ports/executions.ts';
import { createMemoryLostChanges } from '../../lib/simulator/ports/lost-changes.ts';
import { createMemoryQueues } from '../../lib/simulator/ports/queues.ts';
import { createMemorySchedules } from '../../lib/simulator/ports/schedules.ts';
import { openEventBus } from '../support/event-bus-stand-in.ts';
import { openObjects } from '../support/objects-stand-in.ts';
import { json, jsonLanguage, localCredentials, openProvider } from '../support/provider-stand-in.ts';
import { monday } from '../support/records.ts';
import { openScheduler } from '../support/scheduler-stand-in.ts';
import { openStepFunctions } from '../support/step-functions-stand-in.ts';
import { busContract } from './bus.ts';
import { executionsContract } from './executions.ts';
import { lostChangesContract } from './lost-changes.ts';
import { queuesContract } from './queues.ts';
import { schedulesContract } from './schedules.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const noLine = { faults: 'skipped: a call in memory has no answer to lose' };
const noBreak = () => {};

/** One attempt: what the SDK would hide, the suites are to see. */
const once = (endpoint: string) => ({ endpoint, ...localCredentials, maxAttempts: 1 });

const waiting: StateMachine = {
  StartAt: 'reply',
  States: {
    reply: {
      Type: 'Task',
      Resource: INVOKE_WITH_TOKEN,
      Parameters: { FunctionName: 'arm', Payload: { 'token.$': '$$.Task.Token' } },
      End: true,
    },
  },
};

executionsContract({
  name: 'in the interpreter',
  lacks: noLine,
  async make() {
    const tokens = new Map<string, string>();
    const interpreter = createInterpreter({
      timers: createClock(monday),
      invoke: async (_name, payload, { executionName }) => {
        tokens.set(executionName, (payload as { token: string }).token);
      },
    });
    const started: string[] = [];
    const watched = {
      ...interpreter,
      start(request: Parameters<typeof interpreter.start>[0]) {
        const answer = interpreter.start(request);
        if (answer === 'started') started.push(request.name);
        return answer;
      },
    };
    const port = {
      executions: createMemoryExecutions(
        watched,
        new Map([['waiting:v1', { machine: waiting, type: 'STANDARD' as const }]]),
      ),
      machine: 'waiting:v1',
      started: () => started,
      async tokenOf(name: string) {
        await interpreter.settled();
        return tokens.get(name)!;
      },
    };
    return { port };
  },
});

executionsContract({
  name: 'on Step Functions',
  async make() {
    const states = await openStepFunctions();
    closing.push(states.close);
    const port = {
      executions: createExecutions({}, new SFNClient(once(states.endpoint))),
      machine: 'arn:aws:states:eu-west-1:1:stateMachine:waiting:3',
      started: () => [...states.executions.keys()],
      tokenOf: async (name: string) => states.tokenOf(name),
      weather(mode: 'lose-first' | 'throttle' | 'accept') {
        states.mode = mode;
      },
    };
    return { port, breakAt: noBreak };
  },
});

busContract({
  name: 'in memory',
  lacks: noLine,
  async make() {
    const events: BusEvent[] = [];
    const port = {
      bus: createMemoryBus((event) => void events.push(event)),
      arrived: () => events.map(({ id: _, ...event }) => event),
    };
    return { port };
  },
});

busContract({
  name: 'on EventBridge',
  async make() {
    const eventBus = await openEventBus();
    closing.push(eventBus.close);
    const port = {
      bus: createBus({ bus: 'waymark' }, new EventBridgeClient(once(eventBus.endpoint))),
      arrived: () =>
        eventBus.taken.map(({ Source, DetailType, Time, Detail }) => ({
          source: Source,
          'detail-type': DetailType,
          time: new Date(Time * 1000).toISOString(),
          detail: JSON.parse(Detail),
        })),
      refuse(isRefused: (offer: number) => boolean) {
        eventBus.refuses = (_event, offer) => isRefused(offer);
      },
      weather(mode: 'lose-first' | 'throttle') {
        eventBus.mode = mode;
      },
    };
    return { port, breakAt: noBreak };
  },
});

schedulesContract({
  name: 'on virtual time',
  lacks: noLine,
  async make() {
    const clock = createClock(monday);
    const rung: { at: string; payload: unknown }[] = [];
    const schedules = createMemorySchedules(clock, (_name, payload) => void rung.push({ at: clock.now(), payload }));
    const rings = async () => {
      while (await clock.advanceToNext());
      return rung;
    };
    return { port: { schedules, rings } };
  },
});

schedulesContract({
  name: 'on EventBridge Scheduler',
  async make() {
    const scheduler = await openScheduler();
    closing.push(scheduler.close);
    const settings = { group: 'waymark', targetArn: 'arn:target', roleArn: 'arn:role' };
    const port = {
      schedules: createSchedules(settings, new SchedulerClient(once(scheduler.endpoint))),
      rings: async () =>
        [...scheduler.schedules.values()].map(({ ScheduleExpression, Target }) => ({
          at: `${ScheduleExpression.slice(3, -1)}.000Z`,
          payload: JSON.parse(Target.Input),
        })),
      weather(mode: 'lose-first') {
        scheduler.mode = mode;
      },
    };
    return { port, breakAt: noBreak };
  },
});

queuesContract({
  name: 'in memory',
  lacks: noLine,
  async make() {
    const messages: { to: string; message: string }[] = [];
    const queues = createMemoryQueues((to, message) => void messages.push({ to, message }));
    return { port: { queues, arrived: () => messages } };
  },
});

queuesContract({
  name: 'on SQS',
  async make() {
    const messages: { to: string; message: string }[] = [];
    const provider = await openProvider(
      jsonLanguage(({ body }) => {
        const { QueueUrl, MessageBody } = JSON.parse(body) as { QueueUrl: string; MessageBody: string };
        messages.push({ to: QueueUrl.split('/').at(-1)!, message: MessageBody });
        const MD5OfMessageBody = createHash('md5').update(MessageBody).digest('hex');
        return json({ MessageId: `m-${messages.length}`, MD5OfMessageBody });
      }),
    );
    closing.push(provider.close);
    const addresses = { enroll: `${provider.endpoint}/1/enroll`, signal: `${provider.endpoint}/1/signal` };
    const port = {
      queues: createQueues(addresses, {}, new SQSClient(once(provider.endpoint))),
      arrived: () => messages,
      weather(mode: 'lose-first' | 'throttle') {
        provider.mode = mode;
      },
    };
    return { port, breakAt: noBreak };
  },
});

lostChangesContract({
  name: 'in memory',
  make: async () => ({ port: { keepLost: async (batches) => createMemoryLostChanges(batches) } }),
});

lostChangesContract({
  name: 'on S3',
  async make() {
    const objects = await openObjects();
    closing.push(objects.close);
    const client = new S3Client({ ...once(objects.endpoint), forcePathStyle: true });
    const port = {
      async keepLost(batches: (LostBatch & { changes: Change[] })[]) {
        for (const { id, at, changes } of batches) objects.kept.set(id, { at, text: lambdaKeeps(changes) });
        return createLostChanges('lost', {}, client);
      },
    };
    return { port };
  },
});

/** As Lambda puts into a bucket what it gives up on; the event as a text, which is how one of its services documents it. */
function lambdaKeeps(changes: Change[]): string {
  const Records = changes.flatMap((change) => {
    if (change.kind !== 'contact' || !change.after) return [];
    const { id, rev } = change.after;
    const item = { pk: `C#${id}`, sk: 'contact', type: 'contact', rev, body: JSON.stringify(change.after) };
    return [{ eventName: 'INSERT', dynamodb: { NewImage: toImage(item), SequenceNumber: id } }];
  });
  return JSON.stringify({ version: '1.0', DDBStreamBatchInfo: {}, payload: JSON.stringify({ Records }) });
}
