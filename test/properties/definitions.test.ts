/** Whatever an author may write becomes a machine that Step Functions takes, on both engines, and the same one each time. */
import validate from 'asl-validator';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import type { State, StateMachine } from '../../lib/compiler/asl.ts';
import { targetsOf } from '../../lib/compiler/graph.ts';
import { compileMachine } from '../../lib/compiler/version.ts';
import type { JsonMap } from '../../lib/language/json.ts';
import { bothEngines } from '../../lib/simulator/scenario/run-scenario.ts';
import { compileOne } from '../support/compile-generated.ts';
import { checkGenerated, type GeneratedDefinition } from '../support/generate-definitions.ts';
import { stepsIn } from '../support/generated-lives.ts';
import { errorsIn } from '../support/learned-kinds.ts';
import { often, someDefinition } from '../support/properties.ts';

const versionOf = (one: GeneratedDefinition) => compileOne(checkGenerated(one));
const written = (one: GeneratedDefinition, values: JsonMap): GeneratedDefinition => ({
  ...one,
  text: stringify(values, { aliasDuplicateObjects: false }),
});

describe('the machines', () => {
  test('lead nowhere that is not there, have no state that nobody reaches, and give an outside validator nothing to say', () => {
    const machines: StateMachine[] = [];
    const areWhole = (one: GeneratedDefinition) => {
      const definition = checkGenerated(one);
      const { nodes } = compileOne(definition).graph;
      const ways = Object.values(nodes).flatMap(targetsOf);
      expect(
        ways.filter((target) => target !== 'end' && !nodes[target]),
        one.text,
      ).toEqual([]);
      for (const engine of bothEngines) {
        const { machine } = compileMachine(compileOne({ ...definition, engine }));
        const names = Object.keys(machine.States);
        const led = names.flatMap((name) => nextOf(machine.States[name]!));
        const reached = reachedIn(machine);
        expect(
          led.filter((name) => !names.includes(name)),
          one.text,
        ).toEqual([]);
        expect(
          names.filter((name) => !reached.has(name)),
          one.text,
        ).toEqual([]);
        machines.push(machine);
      }
    };
    fc.assert(fc.property(someDefinition(), areWhole), often(1_000, 60));
    // It takes as long for one machine as for a hundred.
    for (let from = 0; from < machines.length; from += 200) {
      expect(validate(together(machines.slice(from, from + 200))).errors).toEqual([]);
    }
  });
});

/** Many machines as one: a Choice leads into each, and each of its states bears its number. */
function together(machines: StateMachine[]): StateMachine {
  const begin = {
    Type: 'Choice' as const,
    Choices: machines.map(({ StartAt }, index) => ({
      Variable: '$.which',
      NumericEquals: index,
      Next: `${index} ${StartAt}`,
    })),
    Default: `0 ${machines[0]!.StartAt}`,
  };
  const states = machines.flatMap(({ States }, index) =>
    Object.entries(States).map(([name, state]) => [
      `${index} ${name}`,
      JSON.parse(JSON.stringify(state), (key, value) =>
        key === 'Next' || key === 'Default' ? `${index} ${value}` : value,
      ),
    ]),
  );
  return { StartAt: 'Begin', States: { Begin: begin as never, ...Object.fromEntries(states) } };
}

describe('a version', () => {
  test('has the same hash each time, however its file is laid out', () => {
    const laidOut = (one: GeneratedDefinition) => {
      const { hash } = versionOf(one);
      const values = parse(one.text);
      const wide = `# A comment\n${stringify(values, { indent: 4, aliasDuplicateObjects: false, lineWidth: 0 })}\n# Another\n`;
      expect(versionOf({ ...one, text: wide }).hash, wide).toBe(hash);
      const quoted = stringify(values, {
        defaultStringType: 'QUOTE_DOUBLE',
        defaultKeyType: 'PLAIN',
        aliasDuplicateObjects: false,
      });
      expect(versionOf({ ...one, text: quoted }).hash, quoted).toBe(hash);
    };
    fc.assert(fc.property(someDefinition(), laidOut), often(1_000, 60));
  });

  test('keeps the id and the content of every step when another step is put in between', () => {
    const putIn = (one: GeneratedDefinition, place: number) => {
      const before = withoutIds(one);
      const values = parse(before.text) as JsonMap & { steps: JsonMap[] };
      const after = [place % (values.steps.length + 1), 0]
        .map((at) => written(one, { ...values, steps: values.steps.toSpliced(at, 0, unrelated) }))
        .find(({ kind, text }) => errorsIn(kind, text).length === 0)!;
      const [old, young] = [versionOf(before).graph.steps, versionOf(after).graph.steps];
      const { unrelated: added, ...kept } = young;
      expect(added).toBeDefined();
      expect(Object.fromEntries(Object.entries(kept).map(plain)), after.text).toEqual(
        Object.fromEntries(Object.entries(old).map(plain)),
      );
    };
    fc.assert(fc.property(someDefinition(), fc.nat(), putIn), often(1_000, 60));
  });
});

const unrelated: JsonMap = { 'add-to-segment': 'early-birds', id: 'unrelated' };

/** Where it was written has changed, of course, for whatever it holds too. */
const plain = ([id, step]: [string, unknown]) =>
  [id, JSON.parse(JSON.stringify(step, (key, value) => (key === 'path' ? undefined : value)))] as const;

/** As authors write: an id of its own only where two steps would have the same one. */
function withoutIds(one: GeneratedDefinition): GeneratedDefinition {
  const values = parse(one.text) as JsonMap;
  const steps = stepsIn(values['steps']);
  const mainOf = (step: JsonMap) => JSON.stringify(Object.entries(step)[0]);
  for (const step of steps) {
    const isAlone = steps.filter((other) => mainOf(other) === mainOf(step)).length === 1;
    const isNamed = one.text.split(new RegExp(`\\b${step['id']}\\b`)).length > 2;
    if (isAlone && !isNamed) delete step['id'];
  }
  const bare = written(one, values);
  return errorsIn(bare.kind, bare.text).length === 0 ? bare : one;
}

function nextOf(state: State): string[] {
  const {
    Next,
    Default,
    Choices = [],
    Catch = [],
  } = state as { Next?: string; Default?: string; Choices?: { Next: string }[]; Catch?: { Next: string }[] };
  return [Next, Default, ...Choices.map((one) => one.Next), ...Catch.map((one) => one.Next)].filter(
    (name) => name !== undefined,
  );
}

function reachedIn({ StartAt, States }: StateMachine): Set<string> {
  const reached = new Set<string>();
  const ahead = [StartAt];
  for (let name = ahead.pop(); name !== undefined; name = ahead.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    ahead.push(...nextOf(States[name]!));
  }
  return reached;
}
