/** Takes a compiled journey's machine apart once, so that a million runs of it do not. */
import type { State, StateMachine } from '../../compiler/asl.ts';
import type { CompiledState } from './host.ts';
import { compileChoice } from './states/choice-state.ts';
import { compileSucceed } from './states/succeed-state.ts';
import { compileTask } from './states/task-state.ts';
import { compileWait } from './states/wait-state.ts';

export interface Machine {
  key: string;
  startAt: string;
  timeoutSeconds: number | undefined;
  states: Map<string, CompiledState>;
}

/** A key that comes with another definition than before is an update: open executions stay on the one they began with. */
export function createMachines(): (key: string, definition: StateMachine) => Machine {
  const known = new Map<string, { definition: StateMachine; machine: Machine }>();
  return (key, definition) => {
    const entry = known.get(key);
    if (entry && (entry.definition === definition || isSame(entry.definition, definition))) return entry.machine;
    const machine = compileMachine(key, definition);
    known.set(key, { definition, machine });
    return machine;
  };
}

function isSame(a: StateMachine, b: StateMachine): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function compileMachine(key: string, definition: StateMachine): Machine {
  const states = new Map<string, CompiledState>();
  for (const [name, state] of Object.entries(definition.States)) {
    try {
      states.set(name, compileState(state));
    } catch (cause) {
      throw invalid(key, `state \`${name}\`: ${(cause as Error).message}`);
    }
  }
  for (const [name, { targets }] of [['StartAt', { targets: [definition.StartAt] }] as const, ...states]) {
    for (const target of targets) {
      if (!states.has(target)) throw invalid(key, `\`${name}\` leads to \`${target}\`, which is no state.`);
    }
  }
  return { key, startAt: definition.StartAt, timeoutSeconds: definition.TimeoutSeconds, states };
}

function compileState(state: State): CompiledState {
  switch (state.Type) {
    case 'Task':
      return compileTask(state);
    case 'Choice':
      return compileChoice(state);
    case 'Wait':
      return compileWait(state);
    case 'Succeed':
      return compileSucceed();
    default:
      throw new SyntaxError(`${(state as { Type: string }).Type} is no Type of the subset that Waymark emits.`);
  }
}

function invalid(key: string, message: string): Error {
  return Object.assign(new Error(`Machine ${key}: ${message}`), { name: 'InvalidDefinition' });
}
