/** Carries what happened from the table to whoever acts on it: one rule, and one queue, before each function. */
import { Aws, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import { EventBus, type EventPattern, type IEventBus, Match, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { ConfigurationSet, EmailSendingEvent, EventDestination, SuppressionReasons } from 'aws-cdk-lib/aws-ses';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { machinePrefix, pascal } from './project.ts';
import { Timers } from './timers.ts';
import { DeadLetterQueue, WatchedQueue } from './watched-queue.ts';

export const QUEUE_HANDLER_TIMEOUT = Duration.seconds(30);
/** Twice as long as functions/intake.ts works at a stretch. */
export const INTAKE_TIMEOUT = Duration.minutes(2);

/** A run whose execution broke is not started again at once: what broke it may last a moment. */
const WAKE_DELAY = Duration.minutes(5);

interface BusStackProps extends StackProps {
  project: string;
  tellTo: IAlarmAction;
}

export class BusStack extends Stack {
  readonly bus: EventBus;
  readonly queues: Record<
    'enroll' | 'signal' | 'watch' | 'provider-event' | 'wake-run' | 'take-timer' | 'intake',
    Queue
  >;
  readonly timers: Timers;
  /** Every email goes through it, so that SES tells what became of it. */
  readonly configurationSet: ConfigurationSet;

  constructor(scope: Construct, id: string, { project, tellTo, ...props }: BusStackProps) {
    super(scope, id, props);
    const queue = (name: string, delay?: Duration) =>
      new WatchedQueue(this, pascal(name), { tellTo, handlerTimeout: QUEUE_HANDLER_TIMEOUT, delay }).queue;
    const undelivered = new DeadLetterQueue(this, 'Undelivered', { tellTo }).queue;
    this.timers = new Timers(this, 'Timers', {
      project,
      tellTo,
      undelivered,
      handlerTimeout: QUEUE_HANDLER_TIMEOUT,
      intakeTimeout: INTAKE_TIMEOUT,
    });
    this.queues = {
      enroll: queue('enroll'),
      signal: queue('signal'),
      watch: queue('watch'),
      'provider-event': queue('provider-event'),
      'wake-run': queue('wake-run', WAKE_DELAY),
      'take-timer': this.timers.queue,
      intake: this.timers.intakes,
    };
    this.bus = new EventBus(this, 'Bus');
    const route = (id: string, eventPattern: EventPattern, queues: Queue[], eventBus?: IEventBus) => {
      const options = { deadLetterQueue: undelivered, retryAttempts: 185, maxEventAge: Duration.hours(24) };
      const targets = queues.map((one) => new SqsQueue(one, options));
      new Rule(this, id, { eventBus, eventPattern, targets });
    };

    const published = (detail: Record<string, unknown>) => ({ source: ['waymark'], detail });
    // Whoever publishes knows whom it concerns, as on the laptop: what starts nobody is not brought to those who enroll,
    // what nobody waits for not to those who wait.
    route('Entries', published({ starts: [true] }), [this.queues.enroll], this.bus);
    route('Signals', published({ unheard: Match.doesNotExist() }), [this.queues.signal], this.bus);
    route('Watched', published({ watch: [true] }), [this.queues.watch], this.bus);

    this.configurationSet = new ConfigurationSet(this, 'Emails', {
      reputationMetrics: true,
      suppressionReasons: SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    this.configurationSet.addEventDestination('Bus', {
      destination: EventDestination.eventBus(EventBus.fromEventBusName(this, 'DefaultBus', 'default')),
      events: [
        EmailSendingEvent.SEND,
        EmailSendingEvent.DELIVERY,
        EmailSendingEvent.OPEN,
        EmailSendingEvent.CLICK,
        EmailSendingEvent.BOUNCE,
        EmailSendingEvent.COMPLAINT,
        EmailSendingEvent.REJECT,
      ],
    });
    // SES and Step Functions speak on the default bus only.
    const ours = { mail: { tags: { 'ses:configuration-set': [this.configurationSet.configurationSetName] } } };
    route('EmailEvents', { source: ['aws.ses'], detail: ours }, [this.queues['provider-event']]);
    const machines = `arn:${Aws.PARTITION}:states:${Aws.REGION}:${Aws.ACCOUNT_ID}:stateMachine:${machinePrefix(project)}`;
    const broken = { status: ['FAILED', 'TIMED_OUT', 'ABORTED'], stateMachineArn: Match.prefix(machines) };
    route('BrokenExecutions', { source: ['aws.states'], detail: broken }, [this.queues['wake-run']]);
  }
}
