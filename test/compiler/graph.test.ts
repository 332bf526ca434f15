/** How steps join into a graph and its machine: loops, parts of a step, journeys inside journeys. */
import validate from 'asl-validator';
import { describe, expect, test } from 'vitest';
import type { StateMachine } from '../../lib/compiler/asl.ts';
import { buildGraph } from '../../lib/compiler/graph.ts';
import { nodesInLoops } from '../../lib/compiler/loops.ts';
import type { CompiledProject } from '../../lib/compiler/project.ts';
import { compileMachine, onEngine } from '../../lib/compiler/version.ts';
import { familiesOfConditions, familiesOfEnds } from '../../lib/language/asked-families.ts';
import type { CheckedDefinition } from '../../lib/language/definition.ts';
import { landing, openingState, stepOf } from '../../lib/language/graph.ts';
import type { Segment } from '../../lib/language/project.ts';
import { aJourney, compileFiles } from '../support/project.ts';
import { aVersion } from '../support/records.ts';

const compile = async (steps: string, files: Record<string, string> = {}) =>
  (await compileFiles({ ...aJourney(steps), ...files })).versions.find(({ version }) => version.name === 'example')!;

const problemsOf = ({ machine }: CompiledProject['versions'][number]) => validate(structuredClone(machine)).errors;

/** Where a state may lead, waits, limits and ways back included. */
function nextOf(machine: StateMachine, name: string): string[] {
  const state = machine.States[name];
  if (!state) return [`missing: ${name}`];
  if (state.Type === 'Choice')
    return [...state.Choices.map(({ Next }) => Next), ...(state.Default ? [state.Default] : [])];
  const caught = state.Type === 'Task' ? (state.Catch ?? []).map(({ Next }) => Next) : [];
  return [...('Next' in state && state.Next ? [state.Next] : []), ...caught];
}

describe('loops', () => {
  const wait = (id: string, next: string) => [id, { does: 'wait' as const, id, next }] as const;

  test('what lies between two circles is in none of them', () => {
    const nodes = Object.fromEntries([
      wait('before', 'a'),
      ['a', { does: 'wait-for' as const, id: 'a', awaits: [], families: [], happened: 'b', limit: 'bridge' }],
      wait('b', 'a'),
      wait('bridge', 'c'),
      ['c', { does: 'wait-for' as const, id: 'c', awaits: [], families: [], happened: 'c', limit: 'after' }],
      wait('after', 'end'),
    ]);
    expect(nodesInLoops(nodes).sort()).toEqual(['a', 'b', 'c']);
  });

  test('a detour of a step that fails may close one', () => {
    const nodes = Object.fromEntries([wait('a', 'b'), wait('b', 'end')]);
    expect(nodesInLoops(nodes, (id) => (id === 'b' ? ['a'] : [])).sort()).toEqual(['a', 'b']);
  });

  test('visits are counted in loops and nowhere else', async () => {
    const { version } = await compile(
      '- send-email: a\n- repeat: 2 times\n  every: 1 day\n  steps:\n    - send-email: b\n- send-email: c',
    );
    const counted = Object.values(version.graph.nodes).filter(({ loops }) => loops);
    expect(counted.map(({ id }) => id).sort()).toEqual([
      'repeat-2-times again',
      'repeat-2-times every',
      'send-email-b',
    ]);
  });

  test('rounds are counted anew only where a run can begin them twice', async () => {
    const twice =
      '- repeat: 2 times\n  id: outer\n  every: 1 day\n  steps:\n    - repeat: 3 times\n      id: inner\n      every: 1 hour\n      steps:\n        - send-email: a';
    const { nodes } = (await compile(twice)).version.graph;
    expect(nodes.inner).toMatchObject({ does: 'pass', restarts: 'inner again' });
    expect(nodes.outer).toEqual({ does: 'pass', id: 'outer', next: 'inner' });
  });

  test('ten thousand steps in one circle are no trouble', () => {
    const nodes = Object.fromEntries(
      Array.from({ length: 10_000 }, (_, index) => wait(`s${index}`, `s${(index + 1) % 10_000}`)),
    );
    expect(nodesInLoops(nodes)).toHaveLength(10_000);
  });
});

describe('what a run only passes', () => {
  test('is no state: whoever leads there leads to what stands behind', async () => {
    const { version, machine } = await compile(
      '- send-email: a\n- wait: 1 day\n- if: { field: plan, is: gold }\n  then:\n    - go-to: a\n- send-email: b',
    );
    const { nodes } = version.graph;
    expect(nodes['go-to-a']).toMatchObject({ does: 'pass', next: 'send-email-a' });
    expect(landing(nodes, 'go-to-a')).toBe('send-email-a');
    expect(machine.States['go-to-a']).toBeUndefined();
    expect(machine.States.if).toMatchObject({ Choices: [{ Next: 'send-email-a' }] });
  });

  test('takes no look behind a wait, unless it leaves a trace', async () => {
    const { version, machine } = await compile(
      '- send-email: a\n- wait: 1 day\n  only-if: { field: plan, is: gold }\n- wait: 2 days\n- go-to: a',
    );
    expect(machine.States['wait-2-days']).toMatchObject({ Type: 'Wait', Next: 'send-email-a' });
    expect(openingState(version.graph.nodes, 'go-to-a')).toBe('send-email-a');
  });

  test('a circle of them leads nowhere instead of nowhere near an end', () => {
    const pass = (id: string, next: string) => ({ does: 'pass' as const, id, next });
    expect(['a', 'b']).toContain(landing({ a: pass('a', 'b'), b: pass('b', 'a') }, 'a'));
  });
});

test('a journey without questions about its steps, and without parts, says nothing of them', async () => {
  const { version } = await compile('- send-email: a\n- wait: 1 day');
  expect(Object.keys(version.graph).sort()).toEqual(['nodes', 'start', 'steps']);
});

test('a node belongs to the step that its name begins with', () => {
  expect(['nudge', 'nudge every', 'nudge only-if look', 'a--b limit'].map(stepOf)).toEqual([
    'nudge',
    'nudge',
    'nudge',
    'a--b',
  ]);
});

describe('every way to go round, part and call', () => {
  const part = (steps: string) => ({
    'journeys/part.yaml': `journey: part\npurpose: Example\nowner: owner@example.com\nsteps:\n${steps.replaceAll(/^/gm, '  ')}\n`,
    'workflows/call.yaml': 'workflow: call\npurpose: Example\nowner: owner@example.com\nsteps: [{ wait: 1 day }]\n',
  });
  const everything = `- repeat: 3 times
  every: 1 day
  until: { event: x }
  steps:
    - split: gift
      arms:
        - { arm: large, share: 33.3% }
        - arm: small
          share: 66.7%
          then:
            - run-journey: part
              only-if: { field: plan, is: gold }
- run-workflow: call
  until-done: true
- wait: 1 day
  id: rest
- send-email: b
- go-to: rest
  only-if: { outcome: split-gift, is: large }`;

  test('gives a machine that an outside validator has nothing to say about', async () => {
    const version = await compile(everything, part('- wait: 1 day\n- if: { event: y }\n  then:\n    - stop: keen'));
    expect(problemsOf(version)).toEqual([]);
    expect(problemsOf({ ...version, ...compileMachine(onEngine(version.version, 'express')) })).toEqual([]);
    const { machine } = version;
    for (const name of Object.keys(machine.States)) {
      for (const next of nextOf(machine, name))
        expect(Object.keys(machine.States), `${name} → ${next}`).toContain(next);
    }
  });

  test('keeps the outcomes that are asked for, and no others', async () => {
    const { version } = await compile(everything, part('- wait: 1 day'));
    expect(version.graph.remembers).toEqual(['split-gift']);
  });

  test('a micro-journey goes by its own names, which are the caller’s with the call before them', async () => {
    const { version } = await compile(
      '- run-journey: part\n  id: call',
      part('- wait: 1 day\n- go-to: rest\n- wait: 2 days\n  id: rest\n  only-if: { outcome: rest, known: false }'),
    ).catch((error: Error) => expect.fail(error.message));
    const { scopes, nodes, steps, remembers } = version.graph;
    expect(scopes).toMatchObject({
      call: { definition: 'part', names: { rest: 'call--rest', 'go-to-rest': 'call--go-to-rest' } },
    });
    expect(steps['call--rest']).toMatchObject({ scope: 'call', 'on-error': 'stop' });
    expect(nodes['call--go-to-rest']).toMatchObject({ next: 'call--rest only-if' });
    expect(remembers).toEqual(['call--rest']);
  });

  test('a micro-journey keeps its own topic and its own grace', async () => {
    const { version } = await compile('- run-journey: part\n  id: call', {
      'journeys/part.yaml': `${part('- wait: 1 day')['journeys/part.yaml']}topic: news\ngrace: 2 hours\n`,
    });
    expect(version.graph.scopes).toMatchObject({ call: { topic: 'news', grace: { seconds: 7_200 } } });
  });

  test('a journey that would call itself, by way of another too, is passed by instead of never ending', () => {
    const call = (name: string, of: string): CheckedDefinition =>
      ({
        ...aVersion(name, 'v1').definition,
        steps: [{ kind: 'run-journey', head: of, id: `to-${of}` }],
      }) as CheckedDefinition;
    const all = [call('a', 'b'), call('b', 'a'), call('c', 'c')];
    const graph = buildGraph(all[0]!, [], all);
    expect(Object.keys(graph.scopes ?? {})).toEqual(['to-b', 'to-b--to-a']);
    expect(Object.keys(buildGraph(all[2]!, [], all).scopes ?? {})).toEqual(['to-c']);
  });
});

describe('what can turn a condition', () => {
  const segments: Segment[] = [
    {
      name: 'vip',
      if: [
        {
          kind: 'any',
          head: [
            { kind: 'segment', head: 'rich' },
            { kind: 'event', head: 'vip.named' },
          ],
        },
      ],
    },
    {
      name: 'rich',
      if: [
        { kind: 'field', head: 'plan', is: 'gold' },
        { kind: 'segment', head: 'vip' },
      ],
    },
    { name: 'by-hand' },
  ] as Segment[];
  const of = (name: string) => familiesOfConditions([{ kind: 'segment', head: name }], segments);

  test('is whatever can turn the rule of its segment, at every depth, even of two that name each other', () => {
    expect(of('vip')).toEqual(['contact:plan', 'event:vip.named', 'segment:rich', 'segment:vip']);
  });

  test('is a hand alone where there is no rule, or no such segment', () => {
    expect(of('by-hand')).toEqual(['segment:by-hand']);
    expect(of('unheard-of')).toEqual(['segment:unheard-of']);
  });

  test('is of all exits and goals for what ends a run', () => {
    const definition = {
      exit: { left: [{ kind: 'event', head: 'left' }] },
      goals: { bought: { if: [{ kind: 'event', head: 'bought' }] } },
    } as unknown as CheckedDefinition;
    expect(familiesOfEnds(definition, [])).toEqual(['event:bought', 'event:left']);
  });
});
