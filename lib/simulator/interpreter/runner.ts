/** Moves executions from state to state and hears the world's answers: timers, Lambda results, task tokens. */
import { STATES_ERROR } from '../../compiler/asl.ts';
import type { Json } from '../../language/json.ts';
import { type Timers, toInstant, toMs } from '../clock.ts';
import { createActivity } from './activity.ts';
import { failureOf, lambdaFailure } from './errors.ts';
import { countEvents, type Execution } from './execution.ts';
import type { Call, Host, Move, Outcome, TaskCall } from './host.ts';

/** Answers what the function returns; what it throws surfaces under the thrown error's `name`. */
export type Invoke = (
  functionName: string,
  payload: Json,
  from: { executionName: string; stateName: string },
) => Promise<unknown>;

export interface Transition {
  executionName: string;
  machineKey: string;
  stateName: string;
  /** A retry is paid for like an entry. */
  kind: 'entered' | 'retried';
}

export interface RunnerOptions {
  timers: Timers;
  invoke: Invoke;
  onTransition?: ((transition: Transition) => void) | undefined;
  onEnd(execution: Execution, outcome: Outcome): void;
}

export interface Runner {
  start(execution: Execution): void;
  /** Moves an execution as soon as the present code has returned; what else it waited for is void from now on. */
  moveSoon(execution: Execution, move: Move): void;
  end(execution: Execution, outcome: Outcome): void;
  transitions(): number;
  settled(): Promise<void>;
}

export function createRunner({ timers, invoke, onTransition, onEnd }: RunnerOptions): Runner {
  const activity = createActivity();
  let transitions = 0;

  const host: Host = {
    now: () => timers.now(),
    wakeAt(execution, dueAt, move) {
      execution.timer = timers.at(dueAt, () => fire(execution, move));
    },
    invoke(execution, task, payload) {
      const call: Call = { isOpen: true };
      const { turn } = execution;
      execution.call = call;
      if (task.waitsForToken) execution.awaiting = task;
      activity.begin();
      const answered = (answer: () => void) => {
        if (!call.isOpen) return;
        try {
          if (execution.turn === turn) answer();
        } finally {
          close(execution, call);
        }
      };
      callLambda(execution, task, payload).then(
        (result) =>
          answered(() => {
            if (task.waitsForToken) move(execution, submitted);
            else moveOn(execution, () => task.succeeded(execution, host, result));
          }),
        (thrown) => answered(() => moveOn(execution, () => task.failed(execution, host, lambdaFailure(thrown)))),
      );
    },
    abandonCall(execution) {
      if (execution.call) close(execution, execution.call);
    },
    countRetry(execution) {
      count(execution, 'retried');
    },
    end,
  };

  async function callLambda({ name, stateName }: Execution, task: TaskCall, payload: Json): Promise<unknown> {
    return invoke(task.functionName, payload, { executionName: name, stateName });
  }

  function close(execution: Execution, call: Call): void {
    call.isOpen = false;
    if (execution.call === call) execution.call = undefined;
    activity.finish();
  }

  function count(execution: Execution, kind: Transition['kind']): void {
    transitions += 1;
    execution.transitions += 1;
    const { name: executionName, machine, stateName } = execution;
    onTransition?.({ executionName, machineKey: machine.key, stateName, kind });
  }

  const enter = (execution: Execution, stateName: string): string | undefined => {
    execution.stateName = stateName;
    execution.visited?.push(stateName);
    count(execution, 'entered');
    countEvents(execution, 1);
    return execution.machine.states.get(stateName)!.enter(execution, host);
  };

  function move(execution: Execution, first: Move): void {
    try {
      let next = first(execution, host);
      while (next !== undefined) next = enter(execution, next);
    } catch (thrown) {
      end(execution, { status: 'FAILED', ...failureOf(thrown) });
    }
  }

  function moveOn(execution: Execution, first: Move): void {
    beginTurn(execution);
    move(execution, first);
  }

  /** While time stands still, whatever this sets in motion comes to rest; real time does not wait for it. */
  function fire(execution: Execution, first: Move): void | Promise<void> {
    moveOn(execution, first);
    if (!activity.isIdle()) return activity.settled();
  }

  function end(execution: Execution, outcome: Outcome): void {
    beginTurn(execution);
    execution.deadline?.cancel();
    execution.deadline = undefined;
    onEnd(execution, outcome);
  }

  function moveSoon(execution: Execution, first: Move): void {
    beginTurn(execution);
    const { turn } = execution;
    activity.begin();
    queueMicrotask(() => {
      try {
        if (execution.turn === turn) moveOn(execution, first);
      } finally {
        activity.finish();
      }
    });
  }

  return {
    start(execution) {
      const { startAt, timeoutSeconds } = execution.machine;
      transitions += 1;
      if (timeoutSeconds !== undefined) {
        execution.deadline = timers.at(toInstant(toMs(timers.now()) + timeoutSeconds * 1000), () => {
          host.abandonCall(execution);
          end(execution, { status: 'TIMED_OUT', error: STATES_ERROR.timeout, cause: '' });
        });
      }
      moveSoon(execution, () => startAt);
    },
    moveSoon,
    end,
    transitions: () => transitions,
    settled: () => activity.settled(),
  };
}

/** From here on, whatever was asked for in an earlier turn comes too late. */
function beginTurn(execution: Execution): void {
  execution.turn += 1;
  execution.awaiting = undefined;
  execution.timer?.cancel();
  execution.timer = undefined;
}

/** The Lambda function has taken the token along; the Task waits on. */
function submitted(execution: Execution): undefined {
  countEvents(execution, 1);
}
