/** What both engines make of a graph alike: work, decisions and ends. How a contact waits is each engine's own. */
import {
  END,
  type Graph,
  type GraphNode,
  landing,
  limitState,
  lookState,
  lookTarget,
  openingState,
  type Target,
  type TaskName,
} from '../language/graph.ts';
import type { ChoiceState, NextOrEnd, State, StateMachine, TaskState } from './asl.ts';
import { type Fused, fusedTasks } from './fused.ts';
import { targetsOf } from './graph.ts';
import { handlerTask, type Retries } from './states.ts';

/** What a machine calls: `cloud` grants exactly this. */
export interface CompiledMachine {
  machine: StateMachine;
  type: 'STANDARD' | 'EXPRESS';
  tasks: TaskName[];
}

/** Turns a task into what stands at FunctionName: an ARN, a substitution, or the task's own name. */
export type FunctionName = (task: TaskName) => string;

export const ownName: FunctionName = (task) => task;

export interface EmitterOptions {
  graph: Graph;
  functionName: FunctionName;
  retries: Retries;
  /** The state that an edge to this target enters; left out: the target's own. */
  stateOf?(target: Target): string;
}

type Node<Does extends GraphNode['does']> = Extract<GraphNode, { does: Does }>;

export type Emitter = ReturnType<typeof createEmitter>;

/** Fills `states` as it is asked for them. */
export function createEmitter({ graph, functionName, retries, stateOf = (target) => target }: EmitterOptions) {
  const states: Record<string, State> = {};
  const fused = fusedTasks(graph);
  const hidden = new Map([...fused.values()].flatMap((one) => one.inside.map((id) => [id, one] as const)));
  /** The state that carries out what begins here. */
  const nameOf = (state: string) => fused.get(state)?.name ?? state;
  const heads = new Map([...fused.values()].map(({ name, head }) => [name, head]));
  const tasks = new Set<TaskName>(['run-step']);

  const call = (task: TaskName) => {
    tasks.add(task);
    return functionName(task);
  };
  const isTerminal = (target: Target) => target === END || graph.nodes[target]?.does === 'stop';
  /** What a run only passes is no state: whoever leads there leads to what stands behind. */
  const land = (target: Target) => landing(graph.nodes, target);
  const afterTask = (target: Target): NextOrEnd => {
    const next = land(target);
    return isTerminal(next) ? { End: true } : { Next: nameOf(stateOf(next)) };
  };
  /** A Choice cannot end an execution, so an end behind one is a state of its own. */
  const afterChoice = (target: Target) => {
    const next = land(target);
    if (!isTerminal(next)) return nameOf(stateOf(next));
    states[next] ??= { Type: 'Succeed' };
    return next;
  };
  const runStep = (does: string, step: string, next: Target) =>
    handlerTask({ call: call('run-step'), does, step, retries, ...afterTask(next) });
  /** Each of its steps goes on where it stands, so that a failure repeats nothing that is done. */
  const fusedTask = (does: string, { head, more, exit }: Fused): TaskState => {
    const task = { call: call('run-step'), does, step: head, tells: { more }, retries };
    return handlerTask({ ...task, says: [head, ...more].join(', '), ...afterTask(exit) });
  };

  /** Behind a wait, and at the start, a Task opens, so that what follows is decided on what holds then. */
  function opening(target: Target): string {
    const state = openingState(graph.nodes, target);
    const together = fused.get(state);
    if (!graph.nodes[state])
      states[nameOf(state)] ??= together ? fusedTask('look', together) : runStep('look', state, lookTarget(state));
    return nameOf(state);
  }

  /** Where outcomes part, the handler's `at` says which way. */
  function work(node: Node<'work'>): TaskState {
    const together = fused.get(node.id);
    if (together) return fusedTask('work', together);
    const targets = [...new Set(targetsOf(node).map(land))];
    const [only] = targets;
    const task = {
      call: call(node.task),
      does: 'work',
      step: node.id,
      sends: node.task !== 'run-step',
      retries,
    };
    if (targets.length <= 1) return handlerTask({ ...task, ...afterTask(only ?? END) });
    states[`${node.id} outcome`] = choiceOnAt(targets.map((at) => ({ at, to: afterChoice(at) })));
    return handlerTask({ ...task, Next: `${node.id} outcome` });
  }

  const choose = (node: Node<'choose'>): ChoiceState => ({
    Type: 'Choice',
    Choices: node.cases.map(({ fact, to }) => ({
      Variable: `$.r.facts.${fact}`,
      BooleanEquals: true,
      Next: afterChoice(to),
    })),
    Default: afterChoice(node.otherwise),
  });

  /** Settles an event wait at its limit. */
  const limit = (node: Node<'wait-for'>): TaskState => runStep('limit', node.id, node.limit);

  return {
    states,
    call,
    tasks: () => [...tasks].sort(),
    afterTask,
    opening,
    work,
    choose,
    limit,
    nameOf,
    /** Part of another node's Task. */
    isHidden: (id: Target) => hidden.has(id),
    /** Where a run may be told to go on → the state that does. */
    resumable: () => [
      ...resumableOf(states).map((name): [string, string] => [heads.get(name) ?? name, name]),
      ...[...hidden].flatMap(([id, { more, name }]): [string, string][] => (more.includes(id) ? [[id, name]] : [])),
    ],
    inOrder: () => inOrder(states, graph, nameOf),
  };
}

function choiceOnAt(ways: { at: Target; to: string }[]): ChoiceState {
  const [first, ...others] = ways;
  return {
    Type: 'Choice',
    Choices: others.map(({ at, to }) => ({ Variable: '$.r.at', StringEquals: at, Next: to })),
    Default: first?.to ?? END,
  };
}

/** As the contact meets them, each node with its extra states around it, ends last. */
function inOrder(
  states: Record<string, State>,
  graph: Graph,
  nameOf: (state: string) => string,
): Record<string, State> {
  const around = (id: Target) => [nameOf(lookState(id)), nameOf(id), `${id} outcome`, limitState(id)];
  const isStop = (id: Target) => graph.nodes[id]?.does === 'stop';
  const ids = Object.keys(graph.nodes);
  const ordered = [...ids.filter((id) => !isStop(id)), ...ids.filter(isStop), END].flatMap(around);
  return Object.fromEntries(ordered.flatMap((name) => (states[name] ? [[name, states[name]]] : [])));
}

/** Where a record may ask to go on: everything but ends, and the Choices that only a Task's answer leads to. */
const resumableOf = (states: Record<string, State>): string[] =>
  Object.keys(states).filter((name) => states[name]?.Type !== 'Succeed' && !name.endsWith(' outcome'));
