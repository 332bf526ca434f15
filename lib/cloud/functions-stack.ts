/** Every function that serves contacts, with its rights, what feeds it, and the routes that lead to it. */
import { Duration, SecretValue, Stack, type StackProps } from 'aws-cdk-lib';
import { HttpMethod, HttpRoute, HttpRouteKey } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledge, acknowledgedReasons } from './acknowledged.ts';
import { watchLog } from './alarms.ts';
import type { ApiStack } from './api-stack.ts';
import { type BusStack, INTAKE_TIMEOUT, QUEUE_HANDLER_TIMEOUT } from './bus-stack.ts';
import type { DataStack } from './data-stack.ts';
import { Operations } from './operations.ts';
import { Outbox } from './outbox.ts';
import { machinePrefix, pascal } from './project.ts';
import { Replies } from './replies.ts';
import {
  allowTexts,
  answerWaits,
  callFunction,
  changeSegments,
  forgetContacts,
  publishEvents,
  readListing,
  sendEmails,
  sendTexts,
  startRuns,
  stopExecutions,
} from './rights.ts';
import { schedulesOf, setTimers } from './timers.ts';
import { type FunctionProps, WaymarkFunction } from './waymark-function.ts';

export interface FunctionsStackProps extends StackProps {
  project: string;
  senders: readonly string[];
  cardSecret?: string;
  retentionDays?: number;
  data: DataStack;
  bus: BusStack;
  api: ApiStack;
}

/** Path of each route, and the function behind it. */
export const routes: [method: HttpMethod, path: string, name: 'ingest' | 'unsubscribe'][] = [
  [HttpMethod.POST, '/v1/answers/{survey}', 'ingest'],
  [HttpMethod.POST, '/v1/forms/{form}', 'ingest'],
  [HttpMethod.GET, '/v1/forms/{form}/thanks', 'ingest'],
  [HttpMethod.POST, '/v1/track', 'ingest'],
  [HttpMethod.POST, '/v1/page', 'ingest'],
  [HttpMethod.POST, '/v1/identify', 'ingest'],
  [HttpMethod.POST, '/v1/alias', 'ingest'],
  [HttpMethod.POST, '/v1/batch', 'ingest'],
  [HttpMethod.POST, '/v1/webhooks/{source}', 'ingest'],
  [HttpMethod.GET, '/u/{token}', 'unsubscribe'],
  [HttpMethod.HEAD, '/u/{token}', 'unsubscribe'],
  [HttpMethod.POST, '/u/{token}', 'unsubscribe'],
  [HttpMethod.GET, '/c/{token}', 'unsubscribe'],
  [HttpMethod.HEAD, '/c/{token}', 'unsubscribe'],
  [HttpMethod.POST, '/c/{token}', 'unsubscribe'],
];

/** As functions/middleware/told-answers.ts writes it; a test compares the two. */
export const UNKNOWN_ANSWER = 'answer unknown';

/** Likewise. */
export const SENDER_REFUSED = 'sender refused';

/** As functions/middleware/queue.ts writes it; a test compares the two. */
export const GIVEN_UP = 'message given up';

/** As functions/publish-changes.ts writes it; a test compares the two. */
export const PAUSED_ITSELF = 'journey paused itself';

const ofMessages = {
  unknown:
    'Nobody knows whether a message reached its contact. Its timeline shows it; only what must arrive is sent again.',
  refused: 'A provider takes no messages from this account any more. What pauses itself goes on once it is resumed.',
};
/** What each function that leads to somebody outside rings for. */
const alarms: Record<string, { unknown: string; refused: string }> = {
  'send-email': ofMessages,
  'send-sms': ofMessages,
  'charge-card': {
    unknown:
      'Nobody knows yet whether a card was charged. It is asked for under the same key, or looked up, until it is known.',
    refused:
      'The payment provider takes no charges from this account any more, or has no key. What pauses itself goes on once it is resumed.',
  },
};

export class FunctionsStack extends Stack {
  /** By the name under which the compiler knows them. */
  readonly tasks: Record<string, WaymarkFunction>;

  constructor(scope: Construct, id: string, props: FunctionsStackProps) {
    super(scope, id, props);
    const { project, senders, cardSecret, retentionDays, data, bus, api } = props;
    const kept: Record<string, string> = retentionDays === undefined ? {} : { RETENTION_DAYS: `${retentionDays}` };
    const make = (name: string, { environment, ...more }: Partial<FunctionProps> = {}) =>
      new WaymarkFunction(this, pascal(name), name, {
        ...{ data, api, deployment: project, ...more },
        environment: { ...kept, ...environment },
      });
    const [start, answer, stop] = [startRuns(project), answerWaits(project), stopExecutions(project)];

    const timers = [setTimers(project), bus.timers.lendsRole];
    const withTimers = { environment: bus.timers.environment };

    const cardKey: Record<string, string> =
      cardSecret === undefined ? {} : { CARD_KEY: SecretValue.secretsManager(cardSecret).unsafeUnwrap() };
    const configurationSet = bus.configurationSet.configurationSetName;
    // It gives up by itself after fifteen seconds, and whoever called it waits for twenty.
    const outside = make('call-webhook', { isBare: true, timeout: Duration.seconds(18) }).function;
    this.tasks = {
      'run-step': make('run-step', {
        environment: { ...bus.timers.environment, OUTSIDE_FUNCTION: outside.functionName },
        may: [start, answer, stop, ...timers, changeSegments(data.table), callFunction(outside)],
      }),
      'send-email': make('send-email', {
        may: [...sendEmails(senders, bus.configurationSet), ...timers],
        environment: { ...bus.timers.environment, CONFIGURATION_SET: configurationSet },
      }),
      'send-sms': make('send-sms', { ...withTimers, may: [sendTexts(), ...timers] }),
      'charge-card': make('charge-card', { may: timers, environment: { ...bus.timers.environment, ...cardKey } }),
    };
    for (const [name, { unknown, refused }] of Object.entries(alarms)) {
      const task = this.tasks[name]!;
      const heard = { log: task.log, above: 0, tellTo: data.tellTo };
      watchLog(task, 'Unknown', { ...heard, message: UNKNOWN_ANSWER, says: unknown });
      watchLog(task, 'Refused', { ...heard, message: SENDER_REFUSED, says: refused });
    }
    const quick = { timeout: Duration.seconds(10) };
    const writeKeys = { WRITE_KEYS: data.writeKey.secretValue.unsafeUnwrap() };
    const entries = {
      ingest: make('ingest', { ...quick, environment: writeKeys }),
      unsubscribe: make('unsubscribe', quick),
    };
    const queued = { timeout: QUEUE_HANDLER_TIMEOUT };
    const consumers = {
      enroll: make('enroll', { ...queued, ...withTimers, may: [start, stop, ...timers] }),
      signal: make('signal', { ...queued, ...withTimers, may: [start, answer, stop, ...timers] }),
      watch: make('watch', { ...queued, ...withTimers, may: [start, stop, ...timers] }),
      'provider-event': make('provider-event', queued),
      'wake-run': make('wake-run', { ...queued, may: [start] }),
      'take-timer': make('take-timer', { ...queued, ...withTimers, may: [start, ...timers] }),
      intake: make('intake', {
        timeout: INTAKE_TIMEOUT,
        ...withTimers,
        may: [start, stop, readListing(data.table), ...timers],
      }),
    };
    for (const [name, consumer] of Object.entries(consumers)) {
      const queue = bus.queues[name as keyof typeof consumers];
      // A lane of a crowd takes a call of its own.
      const batchSize = name === 'intake' ? 1 : 10;
      consumer.function.addEventSource(new SqsEventSource(queue, { batchSize, reportBatchItemFailures: true }));
      acknowledge(consumer.function, acknowledgedReasons.queueSource);
    }
    const replies = new Replies(this, 'Replies', {
      key: data.key,
      tellTo: data.tellTo,
      handlerTimeout: QUEUE_HANDLER_TIMEOUT,
    });
    const takeReply = make('take-reply', { ...queued, may: [sendTexts(), allowTexts()] });
    takeReply.function.addEventSource(
      new SqsEventSource(replies.queue, { batchSize: 10, reportBatchItemFailures: true }),
    );
    acknowledge(takeReply.function, acknowledgedReasons.queueSource);
    const queues: Record<string, Queue> = { ...bus.queues, 'take-reply': replies.queue };
    for (const [name, consumer] of Object.entries({ ...consumers, 'take-reply': takeReply })) {
      watchLog(consumer, 'GivenUp', {
        log: consumer.log,
        message: GIVEN_UP,
        above: 0,
        says: `${name} has given up on something about a contact. waymark dead-letters says why; waymark redrive --dead-letters gives it back.`,
        tellTo: data.tellTo,
      });
    }
    for (const [method, path, name] of routes) this.addRoute(api, method, path, entries[name]);
    const publisher = make('publish-changes', {
      timeout: Duration.minutes(1),
      may: [publishEvents(bus.bus)],
      environment: { BUS_NAME: bus.bus.eventBusName },
    });
    const outbox = new Outbox(this, 'Outbox', { table: data.table, publisher, tellTo: data.tellTo });
    watchLog(publisher, 'PausedItself', {
      log: publisher.log,
      message: PAUSED_ITSELF,
      above: 0,
      says: 'A journey has paused itself: too many failed at a step, or complained. Its log line and its owner know which.',
      tellTo: data.tellTo,
    });

    const { operate, dailyScan } = new Operations(this, 'Operations', {
      make,
      may: [start, stop, ...timers],
      mayList: readListing(data.table),
      mayForget: forgetContacts(data.table),
      queues,
      lostChanges: outbox.lostChanges,
      bus: bus.bus,
      ...withTimers,
      tellTo: data.tellTo,
    });

    outbox.acknowledgeEveryObject(outbox.lostChanges, operate.role);
    const oneEach = 'Each run that waits has a schedule of its own, made and deleted at run time.';
    const setters = [
      ...Object.values(this.tasks),
      consumers.enroll,
      consumers.signal,
      consumers.watch,
      consumers['take-timer'],
      operate,
      dailyScan,
      consumers.intake,
    ];
    for (const { role } of setters) {
      const finding = `Resource::arn:<AWS::Partition>:scheduler:<AWS::Region>:<AWS::AccountId>:${schedulesOf(project)}`;
      acknowledge(role, { [`AwsSolutions-IAM5[${finding}]`]: ['security', oneEach] });
    }
    const reason = `Names machines by their common beginning, ${machinePrefix(project)}: retained ones are in no template.`;
    for (const { role } of [this.tasks['run-step']!, ...Object.values(consumers), operate, dailyScan]) {
      for (const resource of ['stateMachine', 'execution']) {
        const finding = `Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:${resource}:${machinePrefix(project)}*`;
        acknowledge(role, { [`AwsSolutions-IAM5[${finding}]`]: ['security', reason] });
      }
    }
  }

  private addRoute(api: ApiStack, method: HttpMethod, path: string, entry: WaymarkFunction): void {
    const id = `${method} ${path}`.replaceAll(/[^A-Za-z0-9]+/g, '-');
    const route = new HttpRoute(this, `Route-${id}`, {
      httpApi: api.api,
      routeKey: HttpRouteKey.with(path, method),
      integration: new HttpLambdaIntegration('Integration', entry.function),
    });
    acknowledge(route, acknowledgedReasons.publicRoute);
  }
}
