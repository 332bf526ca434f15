import { describe, expect, test } from 'vitest';
import { createClock } from '../../lib/simulator/clock.ts';
import { createExecutions } from '../../lib/simulator/interpreter/executions.ts';
import { aCallback, aRunning, aTask, day, done, plus, start } from './interpreter-harness.ts';

const pause = { Type: 'Wait' as const, TimestampPath: '$.due', Next: 'end' };

describe('the name of an execution', () => {
  test('starts one execution only: the same start again finds the one that is open', async () => {
    const { begin, settled, open, entries } = aRunning({ pause, end: done });
    expect([begin({ due: plus(60) }), begin({ due: plus(60) })]).toEqual(['started', 'exists']);
    await settled();
    expect(begin({ due: plus(60) })).toBe('exists');
    expect([open(), entries]).toEqual([1, ['ann entered pause']]);
  });

  test('is taken for another input while open, and for any input after the end', async () => {
    const { begin, elapse } = aRunning({ pause, end: done });
    const taken = expect.objectContaining({ name: 'ExecutionAlreadyExists' });
    begin({ due: plus(60) });
    expect(() => begin({ due: plus(61) })).toThrow(taken);
    await elapse(0);
    await elapse(60);
    expect(() => begin({ due: plus(60) })).toThrow(taken);
    expect(begin({ due: plus(60) }, 'bob')).toBe('started');
  });
});

describe('an execution that is stopped', () => {
  test('leaves its wait for good', async () => {
    const { run, stop, clock, describe, ended, open } = aRunning({ pause, end: done });
    await run({ due: plus(day) });
    expect([stop('ann'), stop('ann'), stop('nobody')]).toEqual(['ok', 'gone', 'gone']);
    expect(clock.nextDue()).toBeUndefined();
    expect(describe('ann')).toMatchObject({ status: 'ABORTED', states: ['pause'] });
    expect([ended, open()]).toEqual([[{ executionName: 'ann', status: 'ABORTED' }], 0]);
  });

  test('lets its handler finish, but enters no further state', async () => {
    const running = aRunning({ one: aTask({ next: 'end' }), end: done }, { work: () => running.stop('ann') });
    expect(await running.run()).toMatchObject({ status: 'ABORTED', states: ['one'] });
  });

  test('closes its token, also while an answer is on its way', async () => {
    const { run, stop, succeed, settled, describe, calls } = aRunning({ arm: aCallback({ next: 'end' }), end: done });
    await run();
    const { token } = calls[0]!.payload as { token: string };
    succeed(token, {});
    stop('ann');
    await settled();
    expect([describe('ann')!.states, succeed(token, {})]).toEqual([['arm'], 'gone']);
  });

  test('may be stopped before it took its first step', async () => {
    const { begin, stop, settled, describe } = aRunning({ end: done });
    begin();
    stop('ann');
    await settled();
    expect(describe('ann')).toMatchObject({ status: 'ABORTED', states: [] });
  });
});

describe('coming to rest', () => {
  test('includes everything that handlers set in motion', async () => {
    const running = aRunning(
      { one: aTask({ with: { 'run.$': '$$.Execution.Name' } }) },
      {
        async work({ run }: { run: string }) {
          for (let i = 0; i < 20; i++) await Promise.resolve();
          if (run.length < 10) running.begin({}, `${run}+`);
        },
      },
    );
    await running.run();
    expect(running.ended).toHaveLength(8);
    await running.settled();
  });

  test('comes before time goes on: a handler that wakes another contact does so at one instant', async () => {
    const running = aRunning(
      {
        pause: { ...pause, Next: 'work' },
        work: aTask({ with: { 'run.$': '$$.Execution.Name', 'due.$': '$.due' }, ResultPath: null, next: 'end' }),
        end: done,
      },
      {
        async work({ run }: { run: string }) {
          for (let i = 0; i < 20; i++) await Promise.resolve();
          if (run === 'ann') running.begin({ due: plus(0) }, 'woken by ann');
        },
      },
    );
    running.begin({ due: plus(10) }, 'ann');
    running.begin({ due: plus(10.001) }, 'bob');
    await running.settled();
    await running.clock.advanceBy(60_000);
    expect(running.calls.map((call) => [(call.payload as { run: string }).run, call.at])).toEqual([
      ['ann', plus(10)],
      ['woken by ann', plus(10)],
      ['bob', plus(10.001)],
    ]);
  });
});

describe('what an execution costs', () => {
  test('is its start, every state entered and every retry', async () => {
    const errors = ['Busy', 'Busy'];
    const work = () => {
      const name = errors.shift();
      if (name) throw Object.assign(new Error(), { name });
    };
    const Retry = [{ ErrorEquals: ['Busy'] }];
    const running = aRunning({ one: aTask({ Retry, next: 'end' }), end: done }, { work });
    await running.run();
    expect((await running.elapse(60)).transitions).toBe(5);
    expect(running.entries).toEqual(['ann entered one', 'ann retried one', 'ann retried one', 'ann entered end']);
    expect(running.transitions()).toBe(5);
  });
});

describe('limits', () => {
  test('a history may hold 25,000 events, the last of which can only be success', async () => {
    // Five events a turn for the Task, two for the Choice, besides the first and the last two.
    const turns = (most: number) => {
      let turn = 0;
      return aRunning(
        {
          work: aTask({ next: 'again' }),
          again: {
            Type: 'Choice',
            Choices: [{ Variable: '$.Payload', BooleanEquals: true, Next: 'work' }],
            Default: 'end',
          },
          end: done,
        },
        { work: () => ++turn < most },
      );
    };
    // 1 + 7 · 3,571 + 2 are 25,000 already, with the success still to come.
    expect(await turns(3_570).run()).toMatchObject({ status: 'SUCCEEDED' });
    expect(await turns(3_571).run()).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });

  test('a machine that only chooses in a circle ends too', async () => {
    const choose = {
      Type: 'Choice' as const,
      Choices: [{ Variable: '$.a', IsPresent: true, Next: 'end' }],
      Default: 'choose',
    };
    expect(await aRunning({ choose, end: done }).run()).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });

  test('a machine’s own TimeoutSeconds ends it wherever it is', async () => {
    const { run, elapse } = aRunning(
      { arm: aCallback({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'end' }] }), end: done },
      {},
      { TimeoutSeconds: 90 },
    );
    await run();
    expect(await elapse(89)).toMatchObject({ status: 'RUNNING' });
    expect(await elapse(1)).toMatchObject({ status: 'TIMED_OUT', error: 'States.Timeout', states: ['arm'] });
    const quick = aRunning({ end: done }, {}, { TimeoutSeconds: 90 });
    await quick.run();
    expect(quick.clock.nextDue()).toBeUndefined();
  });

  test('a hundred thousand contacts wait at once and go on at one instant', async () => {
    const clock = createClock(start);
    const executions = createExecutions({ timers: clock, invoke: async () => null });
    const machine = { StartAt: 'pause', States: { pause: { ...pause, Next: 'work' }, work: aTask() } };
    const due = plus(90 * day);
    for (let i = 0; i < 100_000; i++) executions.start({ name: `run-${i}`, machineKey: 'v1', machine, input: { due } });
    await executions.settled();
    expect(executions.open()).toBe(100_000);
    await clock.advanceTo(due);
    expect([executions.open(), executions.transitions()]).toEqual([0, 300_000]);
    expect(executions.describe('run-7')).toEqual({ status: 'SUCCEEDED' });
  });
});

test('an updated machine is for new executions: open ones go on as they began', async () => {
  const clock = createClock(start);
  const seen: string[] = [];
  const executions = createExecutions({ timers: clock, invoke: async (name) => seen.push(name) });
  const machine = (calls: string) => ({
    StartAt: 'pause',
    States: { pause: { ...pause, Next: 'work' }, work: aTask({ calls }) },
  });
  const begin = (name: string, calls: string) =>
    executions.start({ name, machineKey: 'journey', machine: machine(calls), input: { due: plus(60) } });
  begin('ann', 'old');
  begin('bob', 'new');
  await executions.settled();
  await clock.advanceBy(60_000);
  expect(seen).toEqual(['old', 'new']);
});
