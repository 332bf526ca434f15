/** The deployed functions, in this process: the same handlers over the same adapters, each with what its role would allow. */
import { randomUUID } from 'node:crypto';
import { createAwsPorts, type Outward } from '../../functions/aws/ports.ts';
import type { StoreClient } from '../../functions/aws/store-client.ts';
import type { CallOutside } from '../../functions/aws/webhooks.ts';
import { createHandler as createChargeCard } from '../../functions/charge-card.ts';
import { createHandler as createDailyScan } from '../../functions/daily-scan.ts';
import { createHandler as createEnroll } from '../../functions/enroll.ts';
import { createHandler as createIngest } from '../../functions/ingest.ts';
import { createHandler as createIntake } from '../../functions/intake.ts';
import type { ApiAnswer, ApiEvent } from '../../functions/middleware/api.ts';
import type { Log } from '../../functions/middleware/log.ts';
import type { QueueAnswer, QueueEvent } from '../../functions/middleware/queue.ts';
import { createHandler as createOperate, type OperatorEvent } from '../../functions/operate.ts';
import { createHandler as createProviderEvent } from '../../functions/provider-event.ts';
import { createHandler as createPublishChanges, type StreamEvent } from '../../functions/publish-changes.ts';
import { createHandler as createRunStep } from '../../functions/run-step.ts';
import { createHandler as createSendEmail } from '../../functions/send-email.ts';
import { createHandler as createSendSms } from '../../functions/send-sms.ts';
import { createHandler as createSignal } from '../../functions/signal.ts';
import { createHandler as createTakeReply } from '../../functions/take-reply.ts';
import { createHandler as createTakeTimer } from '../../functions/take-timer.ts';
import { createHandler as createUnsubscribe } from '../../functions/unsubscribe.ts';
import { createHandler as createWakeRun } from '../../functions/wake-run.ts';
import { createHandler as createWatch } from '../../functions/watch.ts';
import type { Scan } from '../engine/daily-scan.ts';
import type { Bus, EnginePorts, Senders } from '../engine/ports.ts';
import type { TaskName } from '../language/graph.ts';
import type { Json, JsonMap } from '../language/json.ts';
import type { Clock } from '../language/ports.ts';
import { createMemoryLostChanges } from '../simulator/ports/lost-changes.ts';
import { captureCharges } from './captured-charges.ts';
import type { Secrets } from './data/secrets.ts';
import { TABLE } from './table/database.ts';

export interface LambdaOptions {
  client: StoreClient;
  clock: Clock;
  secrets: Secrets;
  publicUrl: string;
  executions: EnginePorts['executions'];
  schedules: EnginePorts['schedules'];
  bus: Bus;
  queues: EnginePorts['queues'];
  senders: Senders;
  callOutside: CallOutside;
  log: Log;
}

type Lambda<Event, Answer> = (event: Event) => Promise<Answer>;

export interface Lambdas {
  tasks: Record<TaskName, Lambda<Json, unknown>>;
  ingest: Lambda<ApiEvent, ApiAnswer>;
  unsubscribe: Lambda<ApiEvent, ApiAnswer>;
  publishChanges: Lambda<StreamEvent, QueueAnswer>;
  enroll: Lambda<QueueEvent, QueueAnswer>;
  signal: Lambda<QueueEvent, QueueAnswer>;
  watch: Lambda<QueueEvent, QueueAnswer>;
  providerEvent: Lambda<QueueEvent, QueueAnswer>;
  wakeRun: Lambda<QueueEvent, QueueAnswer>;
  takeReply: Lambda<QueueEvent, QueueAnswer>;
  takeTimer: Lambda<QueueEvent, QueueAnswer>;
  operate: Lambda<OperatorEvent, ApiAnswer>;
  dailyScan: Lambda<JsonMap, Scan>;
  intake: Lambda<QueueEvent, QueueAnswer>;
  /** All of it, for the operator's side of the stack. */
  ports: EnginePorts;
}

export function createLambdas(options: LambdaOptions): Lambdas {
  const { client, clock, secrets, publicUrl, executions, schedules, bus, queues, senders, callOutside, log } = options;
  // The change feed keeps what it could not tell, and tells it at the next start.
  const lostChanges = createMemoryLostChanges();
  const settings = { tableName: TABLE, deployment: 'local', publicUrl, ...secrets };
  const ports = (outward: Outward = {}) => createAwsPorts(settings, { client, clock, ...outward });
  return {
    tasks: {
      'run-step': lambda('run-step', createRunStep(ports({ executions, schedules, callOutside }), log)),
      'send-email': lambda('send-email', createSendEmail(ports({ email: senders.email, schedules }), log)),
      'charge-card': lambda('charge-card', createChargeCard(ports({ cards: captureCharges, schedules }), log)),
      'send-sms': lambda('send-sms', createSendSms(ports({ sms: senders.sms, schedules }), log)),
    },
    ingest: lambda('ingest', createIngest(ports(), { log })),
    unsubscribe: lambda('unsubscribe', createUnsubscribe(ports(), log)),
    publishChanges: lambda('publish-changes', createPublishChanges(ports({ bus }), log)),
    enroll: lambda('enroll', createEnroll(ports({ executions, schedules }), log)),
    signal: lambda('signal', createSignal(ports({ executions, schedules }), log)),
    watch: lambda('watch', createWatch(ports({ executions, schedules }), log)),
    providerEvent: lambda('provider-event', createProviderEvent(ports(), log)),
    wakeRun: lambda('wake-run', createWakeRun(ports({ executions }), log)),
    takeReply: lambda('take-reply', createTakeReply(ports({ sms: senders.sms }), log)),
    takeTimer: lambda('take-timer', createTakeTimer(ports({ executions, schedules }), log)),
    operate: lambda('operate', createOperate(ports({ executions, schedules, bus, queues, lostChanges }), log)),
    dailyScan: lambda('daily-scan', createDailyScan(ports({ executions, schedules }), log)),
    intake: lambda('intake', createIntake(ports({ executions, schedules }), log)),
    ports: ports({ executions, schedules, bus, queues, lostChanges, ...senders }),
  };
}

const TIMEOUT_MS = 30_000;

/** What goes in and comes out is JSON, as on the way to and from Lambda. */
function lambda<Event, Answer>(
  functionName: string,
  handler: (event: never, context: never) => unknown,
): Lambda<Event, Answer> {
  return async (event) => {
    const deadline = Date.now() + TIMEOUT_MS;
    const context = {
      functionName,
      awsRequestId: randomUUID(),
      getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    };
    return overTheWire(await handler(overTheWire(event) as never, context as never));
  };
}

const overTheWire = <Thing>(thing: unknown): Thing =>
  (thing === undefined ? undefined : JSON.parse(JSON.stringify(thing))) as Thing;
