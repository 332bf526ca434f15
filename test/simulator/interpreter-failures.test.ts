import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Retrier } from '../../lib/compiler/asl.ts';
import { aRunning, aTask, day, done, named, plus } from './interpreter-harness.ts';

/** A handler that fails so many times with these errors, one after the other, then answers `fine`. */
function failing(...errors: string[]) {
  return () => {
    const name = errors.shift();
    if (name !== undefined) throw named(name);
    return 'fine';
  };
}

describe('a handler that throws', () => {
  test('fails the run under the name of what it threw, with a cause as Lambda writes it', async () => {
    const { run, ended } = aRunning({ one: aTask() }, { work: failing('NothingSent') });
    const end = await run();
    expect(end).toMatchObject({ status: 'FAILED', error: 'NothingSent' });
    expect(JSON.parse(end.cause!)).toEqual({ errorType: 'NothingSent', errorMessage: 'no luck' });
    expect(ended).toEqual([{ executionName: 'ann', status: 'FAILED' }]);
  });

  const thrown: { case: string; value: unknown; error: string }[] = [
    { case: 'an error of a class', value: new RangeError('x'), error: 'RangeError' },
    { case: 'a plain error', value: new Error('x'), error: 'Error' },
    { case: 'a text', value: 'x', error: 'string' },
    { case: 'nothing at all', value: undefined, error: 'undefined' },
  ];
  test.each(thrown)('may throw $case', async ({ value, error }) => {
    const work = () => {
      throw value;
    };
    expect(await aRunning({ one: aTask() }, { work }).run()).toMatchObject({ status: 'FAILED', error });
  });

  test('counts as one too when its answer cannot be written as JSON', async () => {
    const { run } = aRunning({ one: aTask() }, { work: () => ({ n: 1n }) });
    expect(await run()).toMatchObject({ status: 'FAILED', error: 'TypeError' });
  });
});

describe('trying again', () => {
  const attempts = async (Retry: Retrier[], ...errors: string[]) => {
    const { run, elapse, calls, clock } = aRunning({ one: aTask({ Retry }) }, { work: failing(...errors) });
    await run();
    const end = await elapse(400 * day);
    return { status: end.status, at: calls.map((call) => call.at), clock, end };
  };

  test('waits 1, 2 and 4 seconds and gives up after the third retry, where nothing else is said', async () => {
    const { status, at } = await attempts([{ ErrorEquals: ['Busy'] }], ...Array(9).fill('Busy'));
    expect(status).toBe('FAILED');
    expect(at).toEqual([plus(0), plus(1), plus(3), plus(7)]);
  });

  test('waits as long as its interval, rate and longest delay say', async () => {
    const retrier = { ErrorEquals: ['Busy'], IntervalSeconds: 3, BackoffRate: 1.5, MaxDelaySeconds: 5, MaxAttempts: 4 };
    const { status, at } = await attempts([{ ...retrier, JitterStrategy: 'FULL' }], ...Array(4).fill('Busy'));
    expect(status).toBe('SUCCEEDED');
    expect(at).toEqual([plus(0), plus(3), plus(7.5), plus(12.5), plus(17.5)]);
  });

  test('counts for each Retrier by itself', async () => {
    const retriers = [
      { ErrorEquals: ['Busy'], IntervalSeconds: 1, BackoffRate: 1, MaxAttempts: 2 },
      { ErrorEquals: ['States.ALL'], IntervalSeconds: 10, BackoffRate: 1, MaxAttempts: 1 },
    ];
    const fine = await attempts(retriers, 'Busy', 'Odd', 'Busy');
    expect([fine.status, fine.at]).toEqual(['SUCCEEDED', [plus(0), plus(1), plus(11), plus(12)]]);
    // The first Retrier that names the error decides alone, though States.ALL behind it has an attempt left.
    const usedUp = await attempts(retriers, 'Busy', 'Busy', 'Busy');
    expect([usedUp.status, usedUp.at.length]).toEqual(['FAILED', 3]);
  });

  test('never happens with MaxAttempts 0, and never for another error', async () => {
    expect(
      (await attempts([{ ErrorEquals: ['Busy'], MaxAttempts: 0 }, { ErrorEquals: ['States.ALL'] }], 'Busy')).at,
    ).toHaveLength(1);
    expect((await attempts([{ ErrorEquals: ['Busy'] }], 'Odd')).at).toHaveLength(1);
  });

  test('starts from zero when the state is entered again', async () => {
    const Retry = [{ ErrorEquals: ['Busy'], MaxAttempts: 1 }];
    const errors = ['Busy', '', 'Busy', ''];
    const work = () => {
      const name = errors.shift();
      if (name) throw named(name);
      return { again: errors.length > 0 };
    };
    const { run, elapse } = aRunning(
      {
        one: aTask({ Retry, next: 'again' }),
        again: {
          Type: 'Choice',
          Choices: [{ Variable: '$.Payload.again', BooleanEquals: true, Next: 'one' }],
          Default: 'end',
        },
        end: done,
      },
      { work },
    );
    await run();
    expect(await elapse(60)).toMatchObject({ status: 'SUCCEEDED', states: ['one', 'again', 'one', 'again', 'end'] });
  });

  test('ends after as many attempts as were failed or allowed, whatever the Retrier', async () => {
    const retrier = fc.record({
      ErrorEquals: fc.constantFrom<string[]>(['Busy'], ['States.ALL'], ['States.TaskFailed'], ['Other', 'Busy']),
      IntervalSeconds: fc.integer({ min: 1, max: 500 }),
      MaxAttempts: fc.integer({ min: 0, max: 8 }),
      BackoffRate: fc.double({ min: 1, max: 4, noNaN: true }),
      MaxDelaySeconds: fc.option(fc.integer({ min: 501, max: 5_000 }), { nil: undefined }),
    });
    await fc.assert(
      fc.asyncProperty(retrier, fc.integer({ min: 0, max: 10 }), async (one, failures) => {
        const { status, at } = await attempts([one], ...Array(failures).fill('Busy'));
        expect(status).toBe(failures <= one.MaxAttempts ? 'SUCCEEDED' : 'FAILED');
        expect(at).toHaveLength(Math.min(failures, one.MaxAttempts) + 1);
        expect(at).toEqual(at.toSorted());
      }),
    );
  });
});

describe('going another way', () => {
  const caughtBy = (ErrorEquals: string[], error: string) =>
    aRunning(
      { one: aTask({ Catch: [{ ErrorEquals, ResultPath: '$.e', Next: 'rescue' }] }), rescue: done },
      { work: failing(error) },
    );

  const rows: { names: string[]; error: string; is: string }[] = [
    { names: ['Held'], error: 'Held', is: 'SUCCEEDED' },
    { names: ['Other', 'Held'], error: 'Held', is: 'SUCCEEDED' },
    { names: ['Held'], error: 'Stale', is: 'FAILED' },
    { names: ['States.ALL'], error: 'Held', is: 'SUCCEEDED' },
    { names: ['States.ALL'], error: 'States.Timeout', is: 'SUCCEEDED' },
    { names: ['States.TaskFailed'], error: 'Held', is: 'SUCCEEDED' },
    { names: ['States.TaskFailed'], error: 'States.Timeout', is: 'FAILED' },
    { names: ['States.Timeout'], error: 'States.Timeout', is: 'SUCCEEDED' },
    { names: ['States.ALL'], error: 'States.Runtime', is: 'FAILED' },
    { names: ['States.Runtime'], error: 'States.Runtime', is: 'FAILED' },
  ];
  test.each(rows)('a Catch of $names and the error $error: $is', async ({ names, error, is }) => {
    expect(await caughtBy(names, error).run()).toMatchObject({ status: is });
  });

  test('takes the first Catch that names the error, after the retries, and keeps error and cause where it says', async () => {
    const { run, elapse } = aRunning(
      {
        one: aTask({
          Retry: [{ ErrorEquals: ['Held'], MaxAttempts: 1 }],
          Catch: [
            { ErrorEquals: ['Stale'], Next: 'never' },
            { ErrorEquals: ['Held'], ResultPath: '$.r.error', Next: 'rescue' },
            { ErrorEquals: ['States.ALL'], Next: 'never' },
          ],
        }),
        never: done,
        rescue: done,
      },
      { work: failing('Held', 'Held') },
    );
    await run({ r: { seq: 1 } });
    const end = await elapse(1);
    expect(end.states).toEqual(['one', 'rescue']);
    const Cause = JSON.stringify({ errorType: 'Held', errorMessage: 'no luck' });
    expect(end.output).toEqual({ r: { seq: 1, error: { Error: 'Held', Cause } } });
  });

  test('replaces the data with the error where no ResultPath is given, and keeps the data where it is null', async () => {
    const output = async (ResultPath?: null) => {
      const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'rescue', ...(ResultPath === null && { ResultPath }) }];
      return (await aRunning({ one: aTask({ Catch }), rescue: done }, { work: failing('Held') }).run({ run: 'x' }))
        .output;
    };
    expect(await output()).toMatchObject({ Error: 'Held' });
    expect(await output(null)).toEqual({ run: 'x' });
  });
});
