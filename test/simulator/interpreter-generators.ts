/** Random machines whose every passage ends, with what their handlers do, for comparing interpreters. */
import fc from 'fast-check';
import type { Catcher, ChoiceTest, PayloadTemplate, State, StateMachine } from '../../lib/compiler/asl.ts';
import type { Json } from '../../lib/language/json.ts';
import { aTask, done } from './interpreter-harness.ts';

/** What the function of a state does at its first, second, … call; the last entry stands for all further ones. */
export type Script = ({ throws: string } | { returns: Json })[];

export interface Case {
  machine: StateMachine;
  /** By state; each state calls a function of its own name. */
  scripts: Record<string, Script>;
}

const json = fc.jsonValue().map((value): Json => JSON.parse(JSON.stringify(value)));
const mostly = <T>(usual: fc.Arbitrary<T>, rare: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 12, arbitrary: usual }, { weight: 1, arbitrary: rare });
const seldomMissing = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 9 });

/** These lead somewhere on nearly every way through a machine, the rare ones only on some. */
const usualPaths = ['$.r.seq', '$.r.facts', '$.r.facts.yes', '$.run', '$.r'];
const rarePaths = ['$.list[1]', '$.list[0].x', '$.a.b', '$.e.Error'];
const anyPath = fc.constantFrom(...usualPaths, ...rarePaths);
const path = mostly(fc.constantFrom(...usualPaths), fc.constantFrom(...rarePaths));
const payloadPath = fc.oneof(path, fc.constantFrom('$', '$$.Execution.Name', '$$.Execution.Input.r'));
const resultPath = mostly(fc.constantFrom(null, '$.r', '$.a.b', '$.e', '$.r.facts'), fc.constant(undefined));

const errors = fc.constantFrom('Held', 'Stale', 'NothingSent');
const errorEquals = fc.oneof(
  fc.constantFrom<string[]>(['States.ALL'], ['States.TaskFailed']),
  fc.uniqueArray(errors, { minLength: 1, maxLength: 2 }),
);

const nested = fc.record({ 'three.$': payloadPath, list: fc.constant<Json>([1, 'two']) });
const payload = fc.record(
  { 'one.$': payloadPath, 'two.$': payloadPath, text: fc.string(), nested },
  { requiredKeys: [] },
) as fc.Arbitrary<PayloadTemplate>;
const selector: fc.Arbitrary<PayloadTemplate> = fc.record({
  'seq.$': fc.constant('$.Payload.seq'),
  'facts.$': fc.constant('$.Payload.facts'),
  'run.$': fc.constant('$$.Execution.Name'),
  fixed: fc.boolean(),
});

const guarded = fc
  .record({ Variable: anyPath, BooleanEquals: fc.boolean() })
  .map((equals): ChoiceTest => ({ And: [{ Variable: equals.Variable, IsPresent: true }, equals] }));
const rule: fc.Arbitrary<ChoiceTest> = fc.letrec<{ rule: ChoiceTest }>((tie) => {
  const rules = fc.array(tie('rule'), { minLength: 1, maxLength: 3 });
  return {
    rule: fc.oneof(
      { maxDepth: 3 },
      guarded,
      fc.record({ Variable: path, BooleanEquals: fc.boolean() }),
      fc.record({ Variable: path, StringEquals: fc.constantFrom('Held', 'x', 'true') }),
      fc.record({ Variable: anyPath, IsPresent: fc.constant(true) }),
      fc.record({ And: rules }),
      fc.record({ Or: rules }),
      fc.record({ Not: tie('rule') }),
    ),
  };
}).rule;

const answer = mostly<Json>(fc.record({ seq: fc.nat(9), facts: fc.record({ yes: fc.boolean() }), extra: json }), json);
const act = fc.oneof(fc.record({ returns: answer }), fc.record({ throws: errors }));
const script: fc.Arbitrary<Script> = fc.array(act, { minLength: 1, maxLength: 4 });

interface Made {
  state: State;
  script?: Script;
}

function aTaskState(i: number, later: fc.Arbitrary<string>): fc.Arbitrary<Made> {
  const retrier = fc.record({ ErrorEquals: errorEquals, MaxAttempts: fc.integer({ min: 0, max: 3 }) });
  const catcher: fc.Arbitrary<Catcher> = fc.record({ ErrorEquals: errorEquals, ResultPath: resultPath, Next: later });
  const fields = {
    with: payload,
    ResultSelector: fc.option(selector, { nil: undefined }),
    ResultPath: resultPath,
    next: seldomMissing(later),
    Retry: fc.array(retrier, { maxLength: 2 }).map(allLast),
    Catch: fc.array(catcher, { maxLength: 3 }).map(allLast),
  };
  return fc.record({ options: fc.record(fields), script }).map((made) => ({
    state: withoutUndefined(aTask({ ...made.options, calls: `s${i}` })),
    script: made.script,
  }));
}

function aChoiceState(later: fc.Arbitrary<string>): fc.Arbitrary<Made> {
  const choice = fc.tuple(rule, later).map(([test, Next]) => ({ ...test, Next }));
  const fields = { Choices: fc.array(choice, { minLength: 1, maxLength: 3 }), Default: seldomMissing(later) };
  return fc.record(fields).map((made) => ({ state: withoutUndefined({ Type: 'Choice', ...made }) }));
}

/** States lead forward only, so every passage ends; the last one is a Succeed. */
export const aCase: fc.Arbitrary<Case> = fc.integer({ min: 2, max: 8 }).chain((count) => {
  const states = Array.from({ length: count }, (_, i) => {
    const later = fc.integer({ min: i + 1, max: count }).map((target) => `s${target}`);
    return fc.oneof({ weight: 2, arbitrary: aTaskState(i, later) }, { weight: 1, arbitrary: aChoiceState(later) });
  });
  return fc.tuple(...states).map((made) => {
    const all = [...made.map(({ state }, i) => [`s${i}`, state] as const), [`s${count}`, done] as const];
    const scripts = made.flatMap(({ script: acts }, i) => (acts ? [[`s${i}`, acts] as const] : []));
    const States = onlyReachable(Object.fromEntries(all));
    return { machine: { StartAt: 's0', States }, scripts: Object.fromEntries(scripts) };
  });
});

export const anInput = fc.record(
  {
    run: fc.constantFrom('x', 'y'),
    r: fc.record({ seq: fc.nat(9), facts: fc.record({ yes: fc.boolean() }) }),
    list: fc.array(fc.oneof(fc.record({ x: fc.boolean() }), fc.boolean()), { maxLength: 3 }),
    a: fc.record({ b: json }),
  },
  { requiredKeys: ['run', 'r'] },
) as fc.Arbitrary<Json>;

/** States.ALL stands last, as the language wants it. */
function allLast<T extends { ErrorEquals: string[] }>(list: T[]): T[] {
  const first = list.findIndex((one) => one.ErrorEquals[0] === 'States.ALL');
  return first < 0 ? list : list.slice(0, first + 1);
}

function withoutUndefined(state: State): State {
  return JSON.parse(JSON.stringify(state));
}

function onlyReachable(states: Record<string, State>): Record<string, State> {
  const reached = new Set<string>();
  const visit = (name: string) => {
    if (reached.has(name)) return;
    reached.add(name);
    for (const [, target] of JSON.stringify(states[name]).matchAll(/"(?:Next|Default)":"(s\d+)"/g)) visit(target!);
  };
  visit('s0');
  return Object.fromEntries(Object.entries(states).filter(([name]) => reached.has(name)));
}
