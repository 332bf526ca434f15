/** A queue in front of a function: what fails again and again lands beside it, and somebody is told. */
import { Duration } from 'aws-cdk-lib';
import type { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge, acknowledgedReasons } from './acknowledged.ts';
import { watch } from './alarms.ts';

export interface WatchedQueueProps {
  tellTo: IAlarmAction;
  /** How long a function may take; a message is given again six times that later, as Lambda asks. */
  handlerTimeout: Duration;
  /** Before a message is given for the first time. */
  delay?: Duration;
}

const RETENTION = Duration.days(14);

/**
 * Taken at most 20 times: what a throttle or a short outage refuses is tried again for hours. One before, the function keeps
 * it itself, with its cause; only what kills the function each time ends up beside the queue.
 */
export const MOST_TRIES = 20;

export class WatchedQueue extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { tellTo, handlerTimeout, delay }: WatchedQueueProps) {
    super(scope, id);
    const dead = new DeadLetterQueue(this, 'Dead', { tellTo });
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(handlerTimeout.toSeconds() * 6),
      retentionPeriod: RETENTION,
      deliveryDelay: delay,
      deadLetterQueue: { queue: dead.queue, maxReceiveCount: MOST_TRIES },
    });
  }
}

export class DeadLetterQueue extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { tellTo }: { tellTo: IAlarmAction }) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: RETENTION,
    });
    acknowledge(this.queue, acknowledgedReasons.lastQueue);
    watch(this, 'NotEmpty', {
      metric: this.queue.metricApproximateNumberOfMessagesVisible({
        statistic: 'Maximum',
        period: Duration.minutes(5),
      }),
      above: 0,
      says: 'Something about a contact was given up on and waits here for somebody.',
      tellTo,
    });
  }
}
