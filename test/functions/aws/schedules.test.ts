import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { afterEach, expect, test } from 'vitest';
import { createSchedules, scheduleName } from '../../../functions/aws/schedules.ts';
import { TerminalError } from '../../../lib/language/errors.ts';
import { localCredentials } from '../../support/provider-stand-in.ts';
import { at } from '../../support/records.ts';
import { type KeptSchedule, openScheduler, type Scheduler } from '../../support/scheduler-stand-in.ts';

let scheduler: Scheduler;
afterEach(() => scheduler?.close());

async function open() {
  scheduler = await openScheduler();
  const settings = { group: 'waymark', targetArn: 'arn:target', roleArn: 'arn:role', deadLetterArn: 'arn:dead' };
  return createSchedules(
    settings,
    new SchedulerClient({ endpoint: scheduler.endpoint, ...localCredentials, maxAttempts: 1 }),
  );
}

const complete: KeptSchedule = {
  GroupName: 'waymark',
  ScheduleExpression: 'at(2026-03-02T09:01:00)',
  ScheduleExpressionTimezone: 'UTC',
  State: 'ENABLED',
  FlexibleTimeWindow: { Mode: 'OFF' },
  ActionAfterCompletion: 'NONE',
  Target: {
    Arn: 'arn:target',
    RoleArn: 'arn:role',
    Input: '{"run":"ann.r1"}',
    RetryPolicy: { MaximumRetryAttempts: 10, MaximumEventAgeInSeconds: 3_600 },
    DeadLetterConfig: { Arn: 'arn:dead' },
  },
};

test('an alarm is complete when it is created and complete when it is moved: in UTC, once, with retries that end', async () => {
  const schedules = await open();
  await schedules.set('ann.r1', at(60), { run: 'ann.r1' });
  expect(scheduler.schedules.get('ann.r1')).toMatchObject(complete);
  await schedules.set('ann.r1', at(0), { run: 'ann.r1' });
  expect(scheduler.schedules.get('ann.r1')).toMatchObject({
    ...complete,
    ScheduleExpression: 'at(2026-03-02T09:00:00)',
  });
});

test('an alarm that another created at the same moment is moved all the same', async () => {
  const schedules = await open();
  scheduler.before = ({ method }) => {
    if (method === 'POST')
      scheduler.schedules.set('ann.r1', { ...complete, ScheduleExpression: 'at(2030-01-01T00:00:00)' });
  };
  await schedules.set('ann.r1', at(60), { run: 'ann.r1' });
  expect(scheduler.schedules.get('ann.r1')).toMatchObject(complete);
});

test('an alarm that another deleted meanwhile is created again', async () => {
  const schedules = await open();
  await schedules.set('ann.r1', at(30), { run: 'ann.r1' });
  scheduler.before = ({ method }) => {
    if (method === 'PUT') scheduler.schedules.clear();
  };
  await schedules.set('ann.r1', at(60), { run: 'ann.r1' });
  expect(scheduler.schedules.get('ann.r1')).toMatchObject(complete);
});

test('a request that the scheduler refuses will not be tried for ever', async () => {
  const schedules = await open();
  scheduler.mode = 'reject';
  await expect(schedules.set('ann.r1', at(60), {})).rejects.toThrow(TerminalError);
  await expect(schedules.clear('ann.r1')).rejects.toThrow(TerminalError);
});

test('a name is taken as it is where it can be', () => {
  expect(scheduleName('c0ffee.r1')).toBe('c0ffee.r1');
  for (const name of ['a#b', 'ä', 'a'.repeat(65)]) expect(scheduleName(name)).toMatch(/^[0-9a-f]{64}$/);
});
