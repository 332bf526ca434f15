/** A function that was deployed without what it needs says so by name, at its first call and not when it is loaded. */
import { expect, test } from 'vitest';
import { readEnvironment } from '../../functions/middleware/environment.ts';
import { handler } from '../../functions/run-step.ts';

const variables = {
  TABLE_NAME: 'table',
  ADDRESS_KEY: 'a'.repeat(40),
  SIGNING_KEYS: `k2:${'n'.repeat(40)},k1:${'o'.repeat(40)}`,
  DEPLOYMENT: 'acme',
  PUBLIC_URL: 'https://x.example',
};

test('reads what a deployment tells, the new signing key before the old one', () => {
  expect(readEnvironment({ ...variables, WRITE_KEYS: 'w1,w2', BUS_NAME: 'bus' })).toMatchObject({
    tableName: 'table',
    signingKeys: [
      { id: 'k2', secret: 'n'.repeat(40) },
      { id: 'k1', secret: 'o'.repeat(40) },
    ],
    writeKeys: ['w1', 'w2'],
    bus: 'bus',
    retentionDays: 400,
  });
});

test('reads where timers are set, and where they ring', () => {
  const timers = {
    TIMER_GROUP: 'waymark-acme',
    TIMER_QUEUE_ARN: 'arn:queue',
    TIMER_ROLE_ARN: 'arn:role',
    TIMER_DEAD_LETTER_ARN: 'arn:dead',
  };
  expect(readEnvironment({ ...variables, ...timers }).timers).toEqual({
    group: 'waymark-acme',
    targetArn: 'arn:queue',
    roleArn: 'arn:role',
    deadLetterArn: 'arn:dead',
  });
});

test.each(Object.keys(variables))('names %s where it is missing', (name) => {
  expect(() => readEnvironment({ ...variables, [name]: '' })).toThrow(`The variable ${name} is not set.`);
});

test('a handler loaded without an environment fails at its call, by name', async () => {
  await expect(handler({} as never)).rejects.toThrow('The variable');
});
