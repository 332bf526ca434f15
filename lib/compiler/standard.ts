/** Draws the graph as a Standard state machine, so that an operator sees the journey in the Step Functions console. */
import {
  END,
  type Graph,
  type GraphNode,
  limitState,
  lookState,
  openingState,
  type Target,
  type TaskName,
} from '../language/graph.ts';
import type { ChoiceState, State, StateMachine, TaskState } from './asl.ts';
import { targetsOf } from './graph.ts';
import { armTask, handlerTask, holdAndResume, waitState } from './states.ts';

/** What a machine calls: `cloud` grants exactly this. */
export interface CompiledMachine {
  machine: StateMachine;
  tasks: TaskName[];
}

/** `functionName` turns a task into what stands at FunctionName: an ARN, a substitution, or the task's own name. */
export function compileStandard(
  graph: Graph,
  functionName: (task: TaskName) => string = (task) => task,
): CompiledMachine {
  const states: Record<string, State> = {};
  const tasks = new Set<TaskName>(['run-step']);
  const startAt = openingState(graph.nodes, graph.start);

  const call = (task: TaskName) => {
    tasks.add(task);
    return functionName(task);
  };
  const isTerminal = (target: Target) => target === END || graph.nodes[target]?.does === 'stop';
  const afterTask = (target: Target) => (isTerminal(target) ? { End: true as const } : { Next: target });
  /** A Choice cannot end an execution, so an end behind one is a state of its own. */
  const afterChoice = (target: Target) => {
    if (isTerminal(target)) states[target] ??= { Type: 'Succeed' };
    return target;
  };
  /** Behind a Wait (and at the start) a Task opens, so that what follows is decided on what holds then. */
  const afterWait = (target: Target) => {
    const opening = openingState(graph.nodes, target);
    if (opening !== target) {
      states[opening] ??= handlerTask({ call: call('run-step'), does: 'look', step: opening, ...afterTask(target) });
    }
    return opening;
  };

  afterWait(graph.start);
  for (const node of Object.values(graph.nodes)) addStates(node);

  function addStates(node: GraphNode): void {
    switch (node.does) {
      case 'work':
        states[node.id] = workTask(node, call(node.task));
        return;
      case 'wait':
        states[node.id] = waitState('$.r.due', afterWait(node.next));
        return;
      case 'wait-for':
        states[node.id] = armTask({
          call: call('run-step'),
          step: node.id,
          limit: limitState(node.id),
          ...afterTask(node.happened),
        });
        states[limitState(node.id)] = handlerTask({
          call: call('run-step'),
          does: 'limit',
          step: node.id,
          ...afterTask(node.limit),
        });
        return;
      case 'choose':
        states[node.id] = {
          Type: 'Choice',
          Choices: node.cases.map(({ fact, to }) => ({
            Variable: `$.r.facts.${fact}`,
            BooleanEquals: true,
            Next: afterChoice(to),
          })),
          Default: afterChoice(node.otherwise),
        };
    }
  }

  /** Where outcomes part, the handler's `at` says which way. */
  function workTask(node: Extract<GraphNode, { does: 'work' }>, name: string): TaskState {
    const targets = targetsOf(node);
    const [only] = targets;
    const task = { call: name, does: 'work' as const, step: node.id, sends: node.task !== 'run-step' };
    if (targets.length <= 1) return handlerTask({ ...task, ...afterTask(only ?? END) });
    states[`${node.id} outcome`] = choiceOnAt(targets.map((at) => ({ at, to: afterChoice(at) })));
    return handlerTask({ ...task, Next: `${node.id} outcome` });
  }

  const resumable = Object.keys(states).filter(
    (name) => states[name]?.Type !== 'Succeed' && !name.endsWith(' outcome'),
  );
  return {
    machine: { StartAt: startAt, States: { ...inOrder(states, graph), ...holdAndResume(call('run-step'), resumable) } },
    tasks: [...tasks].sort(),
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
function inOrder(states: Record<string, State>, graph: Graph): Record<string, State> {
  const around = (id: Target) => [lookState(id), id, `${id} outcome`, limitState(id)];
  const isStop = (id: Target) => graph.nodes[id]?.does === 'stop';
  const ids = Object.keys(graph.nodes);
  const ordered = [...ids.filter((id) => !isStop(id)), ...ids.filter(isStop), END].flatMap(around);
  return Object.fromEntries(ordered.flatMap((name) => (states[name] ? [[name, states[name]]] : [])));
}
