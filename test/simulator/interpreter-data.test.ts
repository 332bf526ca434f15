import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../lib/language/json.ts';
import { aCallback, aRunning, aTask, done, start } from './interpreter-harness.ts';

describe('what a handler is given', () => {
  test('is the template with paths replaced, out of the data and out of the context object', async () => {
    const payload = {
      'answer.$': '$.contact.Payload',
      'second.$': '$.list[1].x',
      'odd.$': "$['a b'].c",
      'nothing.$': '$.nothing',
      literal: { deep: [1, null, { 'inner.$': '$.list' }] },
      'run.$': '$$.Execution.Name',
      'given.$': '$$.Execution.Input.contact',
      'state.$': '$$.State.Name',
      'all.$': '$',
    };
    const input = { contact: { city: 'Oslo' }, list: [1, { x: 2 }], 'a b': { c: false }, nothing: null };
    const { run, calls } = aRunning({
      one: aTask({ ResultPath: '$.contact', next: 'two' }),
      two: aTask({ with: payload }),
    });
    await run(input);
    expect(calls[1]!.payload).toEqual({
      answer: null,
      second: 2,
      odd: false,
      nothing: null,
      literal: { deep: [1, null, { inner: [1, { x: 2 }] }] },
      run: 'ann',
      given: { city: 'Oslo' },
      state: 'two',
      all: { ...input, contact: { Payload: null } },
    });
  });

  test('fails the run with States.Runtime when a path leads nowhere, and no Catch helps', async () => {
    for (const path of [
      '$.missing',
      '$.a.b.c',
      '$.list[9]',
      '$.list.length',
      '$.text.length',
      '$.toString',
      '$.list.0',
    ]) {
      const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'rescue' }];
      const Retry = [{ ErrorEquals: ['States.ALL'] }];
      const { run, calls } = aRunning({ one: aTask({ with: { 'x.$': path }, Catch, Retry }), rescue: done });
      const end = await run({ a: {}, list: [1], text: 'abc' });
      expect(end).toMatchObject({ status: 'FAILED', error: 'States.Runtime', states: ['one'] });
      expect(end.cause).toContain(path);
      expect(calls).toEqual([]);
    }
  });

  test('is a copy: a handler that changes it changes nobody else’s data', async () => {
    const spoil = (payload: { r: { facts: { yes: boolean } } }) => {
      payload.r.facts.yes = false;
      return {};
    };
    const { run } = aRunning({ one: aTask({ calls: 'spoil', with: { 'r.$': '$.r' }, ResultPath: null }) }, { spoil });
    const input = { r: { facts: { yes: true } } };
    expect((await run(input)).output).toEqual({ r: { facts: { yes: true } } });
    expect(input.r.facts.yes).toBe(true);
  });

  test('stays the same when the caller changes its input, or a handler its answer, afterwards', async () => {
    const answer = { n: 1 };
    const later: { run?: () => void } = {};
    const { begin, settled, describe } = aRunning(
      { one: aTask({ next: 'two', ResultPath: '$.one' }), two: aTask({ calls: 'late', ResultPath: null }) },
      { work: () => answer, late: () => later.run?.() },
    );
    later.run = () => {
      answer.n = 99;
    };
    const input = { who: 'ann' };
    begin(input);
    input.who = 'bob';
    await settled();
    expect(describe('ann')!.output).toEqual({ who: 'ann', one: { Payload: { n: 1 } } });
  });
});

describe('what is kept of a handler’s answer', () => {
  const answers: { case: string; options: object; output: Json }[] = [
    { case: 'all of it, by default', options: {}, output: { Payload: { seq: 2, facts: { a: true } } } },
    { case: 'nothing, with ResultPath null', options: { ResultPath: null }, output: { r: { seq: 1 }, run: 'x' } },
    {
      case: 'a new field',
      options: { ResultPath: '$.answer' },
      output: { r: { seq: 1 }, run: 'x', answer: { Payload: { seq: 2, facts: { a: true } } } },
    },
    {
      case: 'what the selector takes, in place of a field',
      options: { ResultPath: '$.r', ResultSelector: { 'seq.$': '$.Payload.seq', n: 7, 'by.$': '$$.Execution.Name' } },
      output: { r: { seq: 2, n: 7, by: 'ann' }, run: 'x' },
    },
    {
      case: 'a field below fields that are not there yet',
      options: { ResultPath: '$.r.deep.er', ResultSelector: { 'f.$': '$.Payload.facts' } },
      output: { r: { seq: 1, deep: { er: { f: { a: true } } } }, run: 'x' },
    },
    {
      case: 'the whole of the data',
      options: { ResultPath: '$', ResultSelector: { 'r.$': '$.Payload' } },
      output: { r: { seq: 2, facts: { a: true } } },
    },
  ];
  test.each(answers)('$case', async ({ options, output }) => {
    const { run } = aRunning({ one: aTask(options) }, { work: () => ({ seq: 2, facts: { a: true } }) });
    expect(await run({ r: { seq: 1 }, run: 'x' })).toMatchObject({ status: 'SUCCEEDED', output });
  });

  test('comes bare, without Payload, when it answers a token', async () => {
    const { run, succeed, settled, describe, calls } = aRunning({ one: aCallback({ ResultPath: '$.r' }) });
    await run({ run: 'x' });
    succeed((calls[0]!.payload as { token: string }).token, { seq: 3 });
    await settled();
    expect(describe('ann')!.output).toEqual({ run: 'x', r: { seq: 3 } });
  });

  test('is null when the handler returns nothing, and JSON in any case', async () => {
    const when = new Date(start);
    const nothing = aRunning({ one: aTask() }, { work: () => undefined });
    expect((await nothing.run()).output).toEqual({ Payload: null });
    const dated = aRunning({ one: aTask() }, { work: () => ({ when, gone: undefined }) });
    expect((await dated.run()).output).toEqual({ Payload: { when: start } });
  });

  test('cannot be put below something that is no object, which a Catch may handle', async () => {
    const options = {
      ResultPath: '$.a.b',
      Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.e', Next: 'rescue' }],
    };
    const { run } = aRunning({ one: aTask(options), rescue: done });
    const end = await run({ a: 'text' });
    expect(end).toMatchObject({ status: 'SUCCEEDED', states: ['one', 'rescue'] });
    expect(end.output).toMatchObject({ a: 'text', e: { Error: 'States.ResultPathMatchFailure' } });
  });

  test('passes through untouched, whatever JSON it is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (input, answer) => {
        const options = { with: { 'in.$': '$.in' }, ResultPath: '$.out', ResultSelector: { 'x.$': '$.Payload' } };
        const { run, calls } = aRunning({ one: aTask(options) }, { work: () => answer });
        const end = await run({ in: input as Json });
        const plain = (value: unknown) => JSON.parse(JSON.stringify(value));
        expect(calls[0]!.payload).toEqual({ in: plain(input) });
        expect(end.output).toEqual({ in: plain(input), out: { x: plain(answer) } });
      }),
    );
  });
});

describe('the 256 KiB that Step Functions carries', () => {
  const limit = 256 * 1024;
  const big = (bytes: number) => 'x'.repeat(bytes);

  test('hold an answer that just fits, and no byte more, whatever alphabet it is written in', async () => {
    for (const [letter, bytes] of [
      ['x', 1],
      ['é', 2],
      ['ア', 3],
      ['😀', 4],
    ] as const) {
      const most = Math.floor((limit - '{"Payload":""}'.length) / bytes);
      const fits = aRunning({ one: aTask() }, { work: () => letter.repeat(most) });
      expect((await fits.run()).status).toBe('SUCCEEDED');
      const tooBig = aRunning({ one: aTask() }, { work: () => letter.repeat(most + 1) });
      expect(await tooBig.run()).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
    }
  });

  test('fail the run past States.ALL and States.TaskFailed, but not past a Catch that names the error', async () => {
    const caught = (name: string) =>
      aRunning(
        { one: aTask({ Catch: [{ ErrorEquals: [name], Next: 'rescue', ResultPath: null }] }), rescue: done },
        { work: () => big(limit) },
      ).run();
    expect(await caught('States.ALL')).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
    expect(await caught('States.TaskFailed')).toMatchObject({ status: 'FAILED' });
    expect(await caught('States.DataLimitExceeded')).toMatchObject({ status: 'SUCCEEDED', states: ['one', 'rescue'] });
  });

  test('count for what piles up over several states', async () => {
    const grow = (name: string, next?: string) => aTask({ ResultPath: `$.${name}`, next });
    const { run } = aRunning({ a: grow('a', 'b'), b: grow('b', 'c'), c: grow('c') }, { work: () => big(100_000) });
    expect(await run()).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded', states: ['a', 'b', 'c'] });
  });

  test('do not count what was replaced: a loop may go round as often as its history allows', async () => {
    const { run } = aRunning(
      {
        work: aTask({ ResultPath: '$.r', next: 'again' }),
        again: {
          Type: 'Choice',
          Choices: [{ Variable: '$.r.Payload.more', BooleanEquals: true, Next: 'work' }],
          Default: 'end',
        },
        end: done,
      },
      { work: ((n) => () => ({ more: ++n < 500, text: big(2_000) }))(0) },
    );
    expect(await run()).toMatchObject({ status: 'SUCCEEDED' });
  });

  test('hold for what a handler is given and for the input of a run', async () => {
    const twice = aRunning({ one: aTask({ with: { 'a.$': '$', 'b.$': '$$.Execution.Input' } }) });
    expect(await twice.run({ text: big(150_000) })).toMatchObject({ error: 'States.DataLimitExceeded' });
    expect(twice.calls).toEqual([]);
    expect(aRunning({ one: done }).begin(big(limit - 2))).toBe('started');
    const refused = expect.objectContaining({ name: 'InvalidExecutionInput' });
    expect(() => aRunning({ one: done }).begin(big(limit - 1))).toThrow(refused);
  });
});
