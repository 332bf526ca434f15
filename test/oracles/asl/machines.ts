/** The machines on trial: of what we ship, of every kind's own example, and of definitions at random. */
import fc from 'fast-check';
import type { StateMachine } from '../../../lib/compiler/asl.ts';
import { compileMachine, compileVersion } from '../../../lib/compiler/version.ts';
import type { CheckedDefinition } from '../../../lib/language/definition.ts';
import type { JsonMap } from '../../../lib/language/json.ts';
import { aDefinition, checkGenerated, type GeneratedDefinition } from '../../support/generate-definitions.ts';
import {
  type DefinitionKind,
  definitionText,
  learnConditions,
  learnSteps,
  welcome,
  within,
} from '../../support/learned-kinds.ts';
import { loadShipped } from '../../support/project.ts';

export interface Trial {
  name: string;
  machine: StateMachine;
}

export async function shippedMachines(): Promise<Trial[]> {
  const { checked } = await loadShipped();
  return checked.definitions.flatMap((definition) => machinesOf(definition.name, definition));
}

/** Each step kind as its file shows it, each condition kind behind an `if`. */
export function exampleMachines(): Trial[] {
  const steps = (['journey', 'workflow'] as const).flatMap((kind) =>
    learnSteps(kind).map(({ kind: { kind: step }, unit, needsWelcome }) =>
      anExample(kind, `${kind}-${step}`, [...(needsWelcome ? [welcome] : []), ...unit]),
    ),
  );
  const conditions = learnConditions('journey').map(({ kind: { kind }, item, needsWelcome }) =>
    anExample('journey', `if-${kind}`, [...(needsWelcome ? [welcome] : []), { if: item, then: [{ stop: 'asked' }] }]),
  );
  return [...steps, ...conditions].flatMap((one) => machinesOf(one.name, checkGenerated(one)));
}

export function generatedMachines(count: number, seed: number): Trial[] {
  const definitions = fc.sample(aDefinition(), { numRuns: count, seed });
  return definitions.flatMap((one, index) => machinesOf(`generated-${seed}-${index}`, checkGenerated(one)));
}

export const journeyMachines = (name: string, steps: JsonMap[]): Trial[] =>
  machinesOf(name, checkGenerated(anExample('journey', name, steps)));

function anExample(kind: DefinitionKind, name: string, steps: JsonMap[]): GeneratedDefinition {
  const text = definitionText(kind, name, {}, within(kind, steps) as JsonMap[]);
  return { kind, name, path: `${kind}s/${name}.yaml`, text };
}

/** For each engine that makes a machine of its own. */
function machinesOf(name: string, definition: CheckedDefinition): Trial[] {
  const trials = (['standard', 'express'] as const).map((engine) => {
    const version = compileVersion({ ...definition, engine }, { templates: [], segments: [] });
    return { name: `${name}-${engine}`, machine: compileMachine(version).machine };
  });
  return trials.filter(
    ({ machine }, index) =>
      trials.findIndex((one) => JSON.stringify(one.machine) === JSON.stringify(machine)) === index,
  );
}

/** One of each shape: machines that differ in names only prove the same thing, and here a second costs a second. */
export function oneOfEachShape(trials: readonly Trial[]): Trial[] {
  const byShape = new Map(trials.map((trial) => [shapeOf(trial.machine), trial]));
  return [...byShape.values()];
}

function shapeOf(machine: StateMachine): string {
  const places = new Map(Object.keys(machine.States).map((name, index) => [name, `state ${index}`]));
  const facts = new Map<string, string>();
  const plain = (text: string): string => {
    const fact = /^\$\.r\.facts\.(.+)$/.exec(text)?.[1];
    if (fact === undefined) return places.get(text) ?? text;
    facts.set(fact, facts.get(fact) ?? `fact ${facts.size}`);
    return facts.get(fact)!;
  };
  const states = Object.values(machine.States).map(({ Comment: _comment, ...state }) => state);
  return JSON.stringify([machine.StartAt, states], (key, value) => {
    if (key === 'step' || key === 'FunctionName') return typeof value === 'string';
    return typeof value === 'string' ? plain(value) : value;
  });
}
