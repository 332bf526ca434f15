/** Draws the graph as a Standard state machine, so that an operator sees the journey in the Step Functions console. */
import { type Graph, type GraphNode, limitState } from '../language/graph.ts';
import { type CompiledMachine, createEmitter, type FunctionName, ownName } from './emit.ts';
import { armTask, GONE, patientRetries, RECOVER, RESUME, recoverTask, resumeChoice, waitState } from './states.ts';

/** A record's instant, whatever it is for: quiet hours, back-off, a pause, what is left of a wait. */
const HOLD = 'Hold';

export function compileStandard(graph: Graph, functionName: FunctionName = ownName): CompiledMachine {
  const emitter = createEmitter({ graph, functionName, retries: patientRetries });
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
        states[node.id] = waitState('$.r.due', emitter.opening(node.next));
        return;
      case 'wait-for': {
        const limit = limitState(node.id);
        states[node.id] = armTask({
          call: call('run-step'),
          step: node.id,
          limit,
          ...emitter.afterTask(node.happened),
        });
        states[limit] = emitter.limit(node);
      }
    }
  }

  // Quiet hours, back-off, pause and moves all go through these; the normal path never enters them.
  const wayBack = {
    [RECOVER]: recoverTask(call('run-step'), patientRetries, HOLD),
    [HOLD]: waitState('$.r.due', RESUME),
    [RESUME]: resumeChoice(emitter.resumable()),
    [GONE]: { Type: 'Succeed' as const },
  };
  return {
    machine: { StartAt: emitter.opening(graph.start), States: { ...emitter.inOrder(), ...wayBack } },
    type: 'STANDARD',
    tasks: emitter.tasks(),
  };
}
