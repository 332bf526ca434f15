/** The same journey as it is often drawn: a state and a function for every step, and nothing promised about a repeat. */
import type { State, StateMachine } from '../../lib/compiler/asl.ts';
import { INVOKE, INVOKE_WITH_TOKEN } from '../../lib/compiler/asl.ts';
import { createClock } from '../../lib/simulator/clock.ts';
import { type Counts, createTally } from '../../lib/simulator/cost/counts.ts';
import { createExecutions } from '../../lib/simulator/interpreter/executions.ts';

const task = (Next: string): State => ({
  Type: 'Task',
  Resource: INVOKE,
  Parameters: { FunctionName: 'step', Payload: {} },
  ResultPath: null,
  Next,
});
const choice = (Next: string): State => ({
  Type: 'Choice',
  Choices: [{ Variable: '$.yes', BooleanEquals: true, Next }],
  Default: Next,
});

const machine: StateMachine = {
  StartAt: 'entry',
  States: {
    entry: task('first message'),
    'first message': task('click or limit'),
    'click or limit': {
      Type: 'Task',
      Resource: INVOKE_WITH_TOKEN,
      Parameters: { FunctionName: 'step', Payload: { 'token.$': '$$.Task.Token' } },
      TimeoutSecondsPath: '$.seconds',
      ResultPath: null,
      Catch: [{ ErrorEquals: ['States.Timeout'], ResultPath: null, Next: 'clicked?' }],
      Next: 'clicked?',
    },
    'clicked?': choice('second message'),
    'second message': task('two days'),
    'two days': { Type: 'Wait', TimestampPath: '$.later', Next: 'load' },
    load: task('developer?'),
    'developer?': choice('action 1'),
    'action 1': task('action 2'),
    'action 2': task('action 3'),
    'action 3': task('action 4'),
    'action 4': task('stop'),
    stop: task('done'),
    done: { Type: 'Succeed' },
  },
};

/** Every function reads what it needs and writes down that it was there. */
export async function countNaive(): Promise<Counts> {
  const tally = createTally();
  const clock = createClock('2026-03-02T09:00:00.000Z');
  tally.add('transition', 'Start');
  const executions = createExecutions({
    timers: clock,
    async invoke(name) {
      tally.add('invocation', name);
      tally.add('request', name, 2);
      tally.add('read', 'step');
      tally.add('write', 'step');
      return {};
    },
    onTransition: ({ stateName }) => tally.add('transition', machine.States[stateName]!.Type),
  });
  const input = { yes: true, seconds: 3 * 86_400, later: '2026-03-07T09:00:00.000Z' };
  executions.start({ name: 'naive', machineKey: 'naive', machine, input });
  await executions.settled();
  await clock.advanceTo('2026-03-10T09:00:00.000Z');
  await executions.settled();
  return tally.counts();
}
