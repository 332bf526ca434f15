import { describe, expect, test } from 'vitest';
import { aCallback, aRunning, aTask, day, done, plus } from './interpreter-harness.ts';

const pause = { Type: 'Wait' as const, TimestampPath: '$.due', Next: 'work' };
const tokenIn = (call: { payload: unknown } | undefined) => (call!.payload as { token: string }).token;

describe('a wait', () => {
  test('keeps the contact until its instant and not a millisecond less', async () => {
    const { run, clock, calls, elapse } = aRunning({ pause, work: aTask() });
    expect(await run({ due: plus(30 * day) })).toMatchObject({ status: 'RUNNING', stateName: 'pause' });
    await clock.advanceBy(30 * day * 1000 - 1);
    expect(calls).toEqual([]);
    expect(await elapse(0.001)).toMatchObject({ status: 'SUCCEEDED', states: ['pause', 'work'] });
    expect(calls[0]!.at).toBe(plus(30 * day));
  });

  test('is passed at once when its instant is now or has passed', async () => {
    for (const due of [plus(0), plus(-day), '2026-03-02T10:00:00+01:00']) {
      const { run } = aRunning({ pause, work: aTask() });
      expect(await run({ due })).toMatchObject({ status: 'SUCCEEDED' });
    }
  });

  test('understands an instant with an offset', async () => {
    const { run, clock } = aRunning({ pause, work: aTask() });
    await run({ due: '2026-03-02T12:00:00+02:00' });
    expect(clock.nextDue()).toBe('2026-03-02T10:00:00.000Z');
  });

  test('fails the run with States.Runtime when it has no instant', async () => {
    for (const due of ['tomorrow', '2026-03-02', '2026-13-45T00:00:00Z', 1_772_442_000, null, undefined]) {
      const { run } = aRunning({ pause, work: aTask() });
      expect(await run({ due })).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    }
  });
});

describe('a task that waits for its token', () => {
  test('waits on after its handler has returned, until somebody answers', async () => {
    const { run, succeed, elapse, calls } = aRunning({ arm: aCallback() }, { work: () => 'not this' });
    expect(await run()).toMatchObject({ status: 'RUNNING', stateName: 'arm' });
    expect(await elapse(200 * day)).toMatchObject({ status: 'RUNNING' });
    expect(succeed(tokenIn(calls[0]), { clicked: true })).toBe('ok');
    expect(await elapse(0)).toMatchObject({ status: 'SUCCEEDED', output: { clicked: true } });
  });

  test('hears one answer only: the second finds nobody', async () => {
    const { run, succeed, fail, settled, describe, calls } = aRunning({ arm: aCallback() });
    await run();
    const token = tokenIn(calls[0]);
    expect([succeed(token, 1), succeed(token, 2), fail(token, 'Late', '')]).toEqual(['ok', 'gone', 'gone']);
    await settled();
    expect([succeed(token, 3), describe('ann')!.output]).toEqual(['gone', 1]);
  });

  test('may be answered while its handler is still at work', async () => {
    const running = aRunning(
      { arm: aCallback({ next: 'then' }), then: aTask({ calls: 'then' }) },
      {
        async work({ token }: { token: string }) {
          expect(running.succeed(token, 'early')).toBe('ok');
          for (let i = 0; i < 50; i++) await Promise.resolve();
          return 'late';
        },
      },
    );
    expect(await running.run()).toMatchObject({ status: 'SUCCEEDED', states: ['arm', 'then'] });
  });

  test('fails when its handler throws, unless it was answered before', async () => {
    const broken = () => {
      throw new Error('broken');
    };
    expect(await aRunning({ arm: aCallback() }, { work: broken }).run()).toMatchObject({
      status: 'FAILED',
      error: 'Error',
    });
    const answered = aRunning(
      { arm: aCallback() },
      {
        async work({ token }: { token: string }) {
          answered.succeed(token, 'early');
          broken();
        },
      },
    );
    expect(await answered.run()).toMatchObject({ status: 'SUCCEEDED', output: 'early' });
  });

  test('fails with the error it is told, which a Catch sees with its cause', async () => {
    const Catch = [{ ErrorEquals: ['Bounced'], ResultPath: '$.error', Next: 'rescue' }];
    const { run, fail, settled, describe, calls } = aRunning({ arm: aCallback({ Catch }), rescue: done });
    await run({ run: 'x' });
    expect(fail(tokenIn(calls[0]), 'Bounced', 'mailbox-full')).toBe('ok');
    await settled();
    expect(describe('ann')!.output).toEqual({ run: 'x', error: { Error: 'Bounced', Cause: 'mailbox-full' } });
  });

  test('takes the limit path when nobody answers within the seconds that the data names', async () => {
    const Catch = [{ ErrorEquals: ['States.Timeout'], ResultPath: null, Next: 'limit' }];
    const arm = aCallback({ TimeoutSecondsPath: '$.limit', Catch });
    const { run, elapse, succeed, calls, open } = aRunning({ arm, limit: aTask({ calls: 'limit' }) });
    await run({ limit: 3 * day });
    await elapse(3 * day - 1);
    expect(open()).toBe(1);
    expect(await elapse(1)).toMatchObject({ status: 'SUCCEEDED', states: ['arm', 'limit'] });
    expect(calls[1]).toMatchObject({ functionName: 'limit', at: plus(3 * day) });
    expect(succeed(tokenIn(calls[0]), {})).toBe('gone');
  });

  test('forgets its limit once it is answered', async () => {
    const arm = aCallback({ TimeoutSeconds: 60, next: 'then' });
    const { run, succeed, settled, clock, calls } = aRunning({ arm, then: aCallback({ calls: 'then' }) });
    await run();
    succeed(tokenIn(calls[0]), {});
    await settled();
    expect(clock.nextDue()).toBeUndefined();
    expect(tokenIn(calls[1])).not.toBe(tokenIn(calls[0]));
  });

  test('fails the run with States.Runtime when the limit is no whole number of seconds', async () => {
    for (const limit of [0, -5, 1.5, '60', null, undefined]) {
      const { run, calls } = aRunning({ arm: aCallback({ TimeoutSecondsPath: '$.limit' }) });
      expect(await run({ limit })).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
      expect(calls).toEqual([]);
    }
  });

  test('does not hear tokens made up or meant for somebody else', async () => {
    const { run, succeed } = aRunning({ arm: aCallback() });
    await run();
    for (const token of ['', '#', 'ann', 'ann#', 'ann#999', 'bob#1']) expect(succeed(token, {})).toBe('gone');
  });
});

test('a handler that never answers is given up after the task’s timeout, and its late answer goes nowhere', async () => {
  const answers: ((value: string) => void)[] = [];
  const slow = () => new Promise((resolve) => answers.push(resolve));
  const Retry = [{ ErrorEquals: ['States.Timeout'], MaxAttempts: 1 }];
  const one = aTask({ calls: 'slow', TimeoutSeconds: 10, next: 'two', Retry });
  const { begin, elapse, settled, describe } = aRunning({ one, two: done }, { slow });
  begin();
  await Promise.resolve();
  expect(await elapse(10)).toMatchObject({ status: 'RUNNING', stateName: 'one' });

  const retried = elapse(1); // Time stands still until the second attempt has its answer.
  answers[0]!('too late');
  await Promise.resolve();
  answers[1]!('in time');
  await retried;
  await settled();
  expect(describe('ann')).toMatchObject({ status: 'SUCCEEDED', output: { Payload: 'in time' } });
});
