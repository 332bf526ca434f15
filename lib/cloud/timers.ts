/** One schedule for each run that waits: what makes it ring, where that is heard, and who may set it. */
import { Aws, type Duration } from 'aws-cdk-lib';
import type { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnScheduleGroup } from 'aws-cdk-lib/aws-scheduler';
import type { IQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { arnOf } from './rights.ts';
import { WatchedQueue, type WatchedQueueProps } from './watched-queue.ts';

export interface TimersProps extends WatchedQueueProps {
  project: string;
  tellTo: IAlarmAction;
  /** How long one call lets contacts of a crowd in. */
  intakeTimeout: Duration;
  /** Where a ring goes that the queue did not take. */
  undelivered: IQueue;
}

export class Timers extends Construct {
  /** A minute in which a million contacts are due is worked off from here. */
  readonly queue: Queue;
  /** Schedules, and crowds that are let in bit by bit: they keep nobody else's ring waiting. */
  readonly intakes: Queue;
  private readonly group: CfnScheduleGroup;
  private readonly role: Role;
  private readonly undelivered: IQueue;

  constructor(scope: Construct, id: string, { project, undelivered, intakeTimeout, ...queueProps }: TimersProps) {
    super(scope, id);
    this.undelivered = undelivered;
    this.queue = new WatchedQueue(this, 'Rings', queueProps).queue;
    this.intakes = new WatchedQueue(this, 'Intakes', { ...queueProps, handlerTimeout: intakeTimeout }).queue;
    this.group = new CfnScheduleGroup(this, 'Group', { name: groupName(project) });
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: {
          StringEquals: {
            'aws:SourceAccount': Aws.ACCOUNT_ID,
            'aws:SourceArn': arnOf('scheduler', `schedule-group/${groupName(project)}`),
          },
        },
      }),
    });
    const resources = [this.queue.queueArn, this.intakes.queueArn, undelivered.queueArn];
    this.role.addToPolicy(new PolicyStatement({ actions: ['sqs:SendMessage'], resources }));
  }

  /** For functions that set them; functions/middleware/environment.ts reads it. */
  get environment(): Record<string, string> {
    return {
      TIMER_GROUP: this.group.ref,
      TIMER_QUEUE_ARN: this.queue.queueArn,
      TIMER_INTAKE_ARN: this.intakes.queueArn,
      TIMER_ROLE_ARN: this.role.roleArn,
      TIMER_DEAD_LETTER_ARN: this.undelivered.queueArn,
    };
  }

  /** Lends the scheduler that one role, and none of its own. */
  get lendsRole(): PolicyStatement {
    return new PolicyStatement({
      actions: ['iam:PassRole'],
      resources: [this.role.roleArn],
      conditions: { StringEquals: { 'iam:PassedToService': 'scheduler.amazonaws.com' } },
    });
  }
}

const groupName = (project: string): string => `waymark-${project}`;

/** Every schedule of the project, as rights name them. */
export const schedulesOf = (project: string): string => `schedule/${groupName(project)}/*`;

export const setTimers = (project: string): PolicyStatement =>
  new PolicyStatement({
    actions: ['scheduler:CreateSchedule', 'scheduler:DeleteSchedule', 'scheduler:UpdateSchedule'],
    resources: [arnOf('scheduler', schedulesOf(project))],
  });
