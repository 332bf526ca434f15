/** Draws the graph as an Express state machine: one execution carries a contact from one wait to the next. */
import { type Graph, type GraphNode, limitState, type Target } from '../language/graph.ts';
import { IS_SHORT, MOST_STRETCH_MS, SHORT_WAIT } from '../language/stretch.ts';
import { type CompiledMachine, createEmitter, type FunctionName, ownName } from './emit.ts';
import { briefRetries, GONE, handlerTask, RECOVER, RESUME, recoverTask, resumeChoice, waitState } from './states.ts';

const OPEN = 'Open';
/** Where the graph waits, the stretch is over, unless the wait is so short that it sits it out. */
const REST = 'Rest';

export function compileExpress(graph: Graph, functionName: FunctionName = ownName): CompiledMachine {
  const waits = (target: Target) => graph.nodes[target]?.does === 'wait' || graph.nodes[target]?.does === 'wait-for';
  const emitter = createEmitter({
    graph,
    functionName,
    retries: briefRetries,
    stateOf: (target) => (waits(target) ? REST : target),
  });
  const { states, call } = emitter;

  emitter.opening(graph.start);
  for (const node of Object.values(graph.nodes)) if (!emitter.isHidden(node.id)) addStates(node);

  function addStates(node: GraphNode): void {
    switch (node.does) {
      case 'work':
        states[emitter.nameOf(node.id)] = emitter.work(node);
        return;
      case 'choose':
        states[node.id] = emitter.choose(node);
        return;
      case 'wait':
        emitter.opening(node.next);
        return;
      case 'wait-for':
        states[limitState(node.id)] = emitter.limit(node);
    }
  }

  const runStep = call('run-step');
  // Two executions of one name may have been started: its id tells a Task that comes again from a double.
  const itself = { 'execution.$': '$$.Execution.Id' };
  const isShort = { Variable: `$.r.facts.${IS_SHORT}`, BooleanEquals: true, Next: SHORT_WAIT };
  const rest = { [REST]: { Type: 'Choice' as const, Choices: [isShort], Default: GONE } };
  const machine = {
    StartAt: OPEN,
    TimeoutSeconds: MOST_STRETCH_MS / 1000,
    States: {
      [OPEN]: handlerTask({ call: runStep, does: 'open', tells: itself, retries: briefRetries, Next: RESUME }),
      [RESUME]: resumeChoice([...emitter.resumable(), [SHORT_WAIT, SHORT_WAIT]]),
      ...emitter.inOrder(),
      ...(Object.values(graph.nodes).some(({ id }) => waits(id)) ? rest : {}),
      [RECOVER]: recoverTask(runStep, briefRetries, RESUME),
      [SHORT_WAIT]: waitState('$.r.due', OPEN),
      [GONE]: { Type: 'Succeed' as const },
    },
  };
  return { machine, type: 'EXPRESS', tasks: emitter.tasks() };
}
