/** What operators need: one door for their orders, opened by their own rights in AWS, and a daily look at everybody inside. */
import { Aws, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import type { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { FunctionUrlAuthType } from 'aws-cdk-lib/aws-lambda';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledged.ts';
import { watch, watchLog } from './alarms.ts';
import { giveBack, publishEvents, retellLostChanges } from './rights.ts';
import { DeadLetterQueue } from './watched-queue.ts';
import type { FunctionProps, WaymarkFunction } from './waymark-function.ts';

/** As functions/daily-scan.ts writes it; a test compares the two. */
export const FOUND_STANDING = 'found standing';

export interface OperationsProps {
  make(name: string, more: Partial<FunctionProps>): WaymarkFunction;
  /** What starts and stops runs, and sets their timers. */
  may: PolicyStatement[];
  /** Reading the listing of runs. */
  mayList: PolicyStatement;
  /** What erasing a contact takes, which no other function may. */
  mayForget: PolicyStatement;
  /** Function → the queue in front of it. */
  queues: Record<string, IQueue>;
  lostChanges: IBucket;
  bus: IEventBus;
  environment: Record<string, string>;
  tellTo: IAlarmAction;
}

export class Operations extends Construct {
  readonly operate: WaymarkFunction;
  readonly dailyScan: WaymarkFunction;

  constructor(scope: Construct, id: string, props: OperationsProps) {
    super(scope, id);
    const { make, may, mayList, mayForget, queues, lostChanges, bus, environment, tellTo } = props;
    const addresses = Object.entries(queues).map(([name, { queueUrl }]) => [name, queueUrl]);
    this.operate = make('operate', {
      environment: {
        ...environment,
        QUEUES: Stack.of(this).toJsonString(Object.fromEntries(addresses)),
        LOST_CHANGES: lostChanges.bucketName,
        BUS_NAME: bus.eventBusName,
      },
      timeout: Duration.minutes(5),
      may: [
        ...may,
        mayList,
        mayForget,
        giveBack(Object.values(queues)),
        ...retellLostChanges(lostChanges),
        publishEvents(bus),
      ],
    });
    // Whoever may call it is said by their own role; nobody else gets as far as our code.
    const url = this.operate.function.addFunctionUrl({ authType: FunctionUrlAuthType.AWS_IAM });
    new CfnOutput(this, 'OperateUrl', { value: url.url, description: 'waymark … --deployment <this>' });
    watch(this, 'OrdersFailing', {
      metric: this.operate.function.metric('Url5xxCount', { statistic: 'Sum', period: Duration.minutes(5) }),
      above: 0,
      says: 'An order of an operator failed on the way. Given again, it is finished.',
      tellTo,
    });
    const { queue } = new DeadLetterQueue(this, 'Undelivered', { tellTo });
    this.dailyScan = make('daily-scan', {
      environment,
      timeout: Duration.minutes(15),
      may: [...may, mayList, listSchedules()],
      deadLetterQueue: queue,
    });
    acknowledge(this.dailyScan.role, {
      'AwsSolutions-IAM5[Resource::*]': [
        'security',
        'scheduler:ListSchedules knows no single group; it lists names only.',
      ],
    });
    watchLog(this, 'FoundStanding', {
      log: this.dailyScan.log,
      message: FOUND_STANDING,
      above: 0,
      says: 'The daily scan found contacts who stood still for no reason, or messages of which nobody knows. It has put right what it could.',
      tellTo,
    });
    this.everyHour(this.dailyScan, queue);
  }

  /** Once a day there is something to do; the other times it goes on where time was short, or finds the day done. */
  private everyHour({ function: { functionArn } }: WaymarkFunction, undelivered: Queue): void {
    const role = new Role(this, 'ClockRole', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    });
    role.addToPolicy(new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [functionArn] }));
    role.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [undelivered.queueArn] }));
    const clock = new CfnSchedule(this, 'Clock', {
      scheduleExpression: 'rate(1 hour)',
      flexibleTimeWindow: { mode: 'FLEXIBLE', maximumWindowInMinutes: 15 },
      target: {
        arn: functionArn,
        roleArn: role.roleArn,
        deadLetterConfig: { arn: undelivered.queueArn },
        retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 3_600 },
      },
    });
    clock.node.addDependency(role);
  }
}

const listSchedules = () => new PolicyStatement({ actions: ['scheduler:ListSchedules'], resources: ['*'] });
