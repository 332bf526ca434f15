import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChoiceTest, State } from '../../lib/compiler/asl.ts';
import type { Json } from '../../lib/language/json.ts';
import { aRunning, aTask, done } from './interpreter-harness.ts';

function branch(...tests: ChoiceTest[]): Record<string, State> {
  const Choices = tests.map((one, i) => ({ ...one, Next: `branch-${i}` }));
  const branches = Object.fromEntries(tests.map((_, i) => [`branch-${i}`, done]));
  return { choose: { Type: 'Choice', Choices, Default: 'otherwise' }, ...branches, otherwise: done };
}

async function taken(input: Json, ...tests: ChoiceTest[]) {
  return (await aRunning(branch(...tests)).run(input)).states?.[1];
}

describe('the branch a contact takes', () => {
  const is = (Variable: string, BooleanEquals: boolean): ChoiceTest => ({ Variable, BooleanEquals });
  const present = (Variable: string, IsPresent = true): ChoiceTest => ({ Variable, IsPresent });
  const rows: { case: string; input: Json; tests: ChoiceTest[]; to: string }[] = [
    {
      case: 'the first rule that holds',
      input: { a: true, b: true },
      tests: [is('$.a', false), is('$.b', true), is('$.a', true)],
      to: 'branch-1',
    },
    { case: 'Default, if none holds', input: { a: true }, tests: [is('$.a', false)], to: 'otherwise' },
    {
      case: 'a text that is equal',
      input: { a: 'email' },
      tests: [
        { Variable: '$.a', StringEquals: 'sms' },
        { Variable: '$.a', StringEquals: 'email' },
      ],
      to: 'branch-1',
    },
    { case: 'not a boolean written as text', input: { a: 'true' }, tests: [is('$.a', true)], to: 'otherwise' },
    {
      case: 'not a number written as text',
      input: { a: 1 },
      tests: [{ Variable: '$.a', StringEquals: '1' }],
      to: 'otherwise',
    },
    { case: 'null is present', input: { a: null }, tests: [present('$.a', false), present('$.a')], to: 'branch-1' },
    { case: 'absence can be asked for', input: {}, tests: [present('$.a'), present('$.a.b', false)], to: 'branch-1' },
    {
      case: 'presence protects what stands behind it',
      input: {},
      tests: [{ And: [present('$.a'), is('$.a', true)] }],
      to: 'otherwise',
    },
    {
      case: 'one of several',
      input: { a: false, b: true },
      tests: [{ Or: [is('$.a', true), is('$.b', true)] }],
      to: 'branch-0',
    },
    { case: 'not', input: { a: false }, tests: [{ Not: is('$.a', true) }], to: 'branch-0' },
    {
      case: 'the context object',
      input: {},
      tests: [{ Variable: '$$.Execution.Name', StringEquals: 'ann' }],
      to: 'branch-0',
    },
  ];
  test.each(rows)('$case', async ({ input, tests, to }) => {
    expect(await taken(input, ...tests)).toBe(to);
  });

  test('does not exist when a variable is missing: the run fails with States.Runtime', async () => {
    const end = await aRunning(branch(is('$.facts.clicked', true))).run({ facts: {} });
    expect(end).toMatchObject({ status: 'FAILED', error: 'States.Runtime', states: ['choose'] });
    expect(end.cause).toContain('$.facts.clicked');
  });

  test('does not exist when nothing holds and there is no Default: States.NoChoiceMatched', async () => {
    const { run } = aRunning({ choose: { Type: 'Choice', Choices: [{ ...is('$.a', true), Next: 'end' }] }, end: done });
    expect(await run({ a: false })).toMatchObject({ status: 'FAILED', error: 'States.NoChoiceMatched' });
  });

  test('is what the logic of And, Or and Not says, however deep', async () => {
    const tree = fc.letrec<{ node: ChoiceTest }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 5, withCrossShrink: true },
        fc.record({ Variable: fc.constantFrom('$.t', '$.f'), BooleanEquals: fc.boolean() }),
        fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((And) => ({ And })),
        fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((Or) => ({ Or })),
        tie('node').map((Not) => ({ Not })),
      ),
    })).node;
    const holds = (one: ChoiceTest): boolean => {
      if ('And' in one) return one.And.map(holds).reduce((a, b) => a && b);
      if ('Or' in one) return one.Or.map(holds).reduce((a, b) => a || b);
      if ('Not' in one) return !holds(one.Not);
      return 'BooleanEquals' in one && (one.Variable === '$.t') === one.BooleanEquals;
    };
    await fc.assert(
      fc.asyncProperty(tree, async (one) => {
        expect(await taken({ t: true, f: false }, one)).toBe(holds(one) ? 'branch-0' : 'otherwise');
      }),
    );
  });
});

describe('a machine outside the subset is refused before anybody enters it', () => {
  const rows: { case: string; state: unknown; says: string }[] = [
    { case: 'an unknown type', state: { Type: 'Parallel' }, says: 'Parallel is no Type' },
    {
      case: 'an unknown test',
      state: { Type: 'Choice', Choices: [{ Variable: '$.a', NumericEquals: 1, Next: 'one' }] },
      says: 'no test',
    },
    { case: 'a target that is no state', state: aTask({ next: 'nowhere' }), says: '`nowhere`, which is no state' },
    {
      case: 'a Catch into nowhere',
      state: aTask({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'gone' }] }),
      says: '`gone`',
    },
    {
      case: 'another integration',
      state: aTask({ Resource: 'arn:aws:states:::sns:publish' as never }),
      says: 'no Resource',
    },
    { case: 'a path with a filter', state: aTask({ with: { 'a.$': '$.list[?(@.x)]' } }), says: 'no path' },
    { case: 'an intrinsic function', state: aTask({ with: { 'a.$': 'States.UUID()' } }), says: 'no path' },
    {
      case: 'a time out of the context',
      state: aTask({ with: { 'a.$': '$$.State.EnteredTime' } }),
      says: 'context object',
    },
    { case: 'an index in a ResultPath', state: aTask({ ResultPath: '$.a[0]' }), says: 'names fields only' },
    { case: 'a number where a path is wanted', state: aTask({ with: { 'a.$': 1 } }), says: 'wants a path' },
  ];
  test.each(rows)('$case', ({ state, says }) => {
    expect(() => aRunning({ one: state as State }).begin()).toThrow(
      expect.objectContaining({ name: 'InvalidDefinition', message: expect.stringContaining(says) }),
    );
  });
});
