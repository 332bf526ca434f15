/** One alarm clock a run, by its name: set again it moves, cleared it is gone, however often either is asked for. */
import { createHash } from 'node:crypto';
import {
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  DeleteScheduleCommand,
  ListSchedulesCommand,
  type ListSchedulesCommandOutput,
  SchedulerClient,
  UpdateScheduleCommand,
} from '@aws-sdk/client-scheduler';
import { INTAKE_TIMERS } from '../../lib/engine/intake.ts';
import type { Schedules } from '../../lib/engine/ports.ts';
import { createClient, type Where } from './clients.ts';
import { translateServiceFault } from './service-faults.ts';

export interface SchedulesSettings extends Where {
  group: string;
  /** What is called when the time has come, and the role that may. */
  targetArn: string;
  roleArn: string;
  /** What is called in its place where many are let in; left out: the same. */
  intakeArn?: string;
  /** Where a call goes that nobody took. */
  deadLetterArn?: string;
}

const MOST_TURNS = 4;

export function createSchedules(
  { group, targetArn, roleArn, intakeArn = targetArn, deadLetterArn, ...where }: SchedulesSettings,
  client = createClient(SchedulerClient, where),
): Schedules {
  /** Complete each time: what an update leaves out would be set back to its default. */
  const scheduleOf = (name: string, at: string, payload: unknown): CreateScheduleCommandInput => ({
    Name: scheduleName(name),
    GroupName: group,
    ScheduleExpression: `at(${wholeSecond(at)})`,
    ScheduleExpressionTimezone: 'UTC',
    State: 'ENABLED',
    FlexibleTimeWindow: { Mode: 'OFF' },
    ActionAfterCompletion: 'NONE',
    Target: {
      Arn: name.startsWith(INTAKE_TIMERS) ? intakeArn : targetArn,
      RoleArn: roleArn,
      Input: JSON.stringify(payload),
      // The default of 185 tries in 24 hours would wake a contact's run a day late.
      RetryPolicy: { MaximumRetryAttempts: 10, MaximumEventAgeInSeconds: 3_600 },
      DeadLetterConfig: deadLetterArn === undefined ? undefined : { Arn: deadLetterArn },
    },
  });

  return {
    async set(name, at, payload) {
      const schedule = scheduleOf(name, at, payload);
      try {
        // A run sets its alarm far more often than it creates it.
        for (let turn = 1; ; turn++) {
          if (await unless('ResourceNotFoundException', () => client.send(new UpdateScheduleCommand(schedule)))) return;
          if (await unless('ConflictException', () => client.send(new CreateScheduleCommand(schedule)))) return;
          if (turn === MOST_TURNS) throw new Error('Created and deleted at every turn.');
        }
      } catch (thrown) {
        throw translateServiceFault(thrown, 'EventBridge Scheduler');
      }
    },
    async *names() {
      let NextToken: string | undefined;
      do {
        const page: ListSchedulesCommandOutput = await client
          .send(new ListSchedulesCommand({ GroupName: group, NextToken, MaxResults: 100 }))
          .catch((thrown: unknown) => {
            throw translateServiceFault(thrown, 'EventBridge Scheduler');
          });
        for (const { Name } of page.Schedules ?? []) if (Name !== undefined) yield Name;
        ({ NextToken } = page);
      } while (NextToken);
    },
    async clear(name) {
      try {
        const command = new DeleteScheduleCommand({ Name: scheduleName(name), GroupName: group });
        await unless('ResourceNotFoundException', () => client.send(command));
      } catch (thrown) {
        throw translateServiceFault(thrown, 'EventBridge Scheduler');
      }
    },
  };
}

async function unless(refusal: string, call: () => Promise<unknown>): Promise<boolean> {
  try {
    await call();
    return true;
  } catch (thrown) {
    if ((thrown as Error).name === refusal) return false;
    throw thrown;
  }
}

/** At most 64 letters, digits, `.`, `_` and `-`; what does not fit is hashed. */
export function scheduleName(name: string): string {
  return /^[\w.-]{1,64}$/.test(name) ? name : createHash('sha256').update(name).digest('hex');
}

/** Never early: a fraction is rounded up. */
function wholeSecond(at: string): string {
  const ms = Math.ceil(Date.parse(at) / 1000) * 1000;
  return new Date(ms).toISOString().slice(0, 19);
}
