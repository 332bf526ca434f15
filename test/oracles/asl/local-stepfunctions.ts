/** The npm package `aws-local-stepfunctions`: independent of ours in every line, for branching and data flow. */
import { StateMachine as Peer } from 'aws-local-stepfunctions';
import type { StateMachine } from '../../../lib/compiler/asl.ts';
import type { JsonMap } from '../../../lib/language/json.ts';
import { tasksOf } from './machine.ts';
import { errorNamed, type Interpreter, type Passage } from './passage.ts';
import { playStory } from './story.ts';

/** It knows no tokens, so its handler waits in the Task's place: it answers what the token would, or says that time ran out. */
export const localStepFunctions: Interpreter = {
  name: 'aws-local-stepfunctions',
  leavesOut: [
    'task tokens and TimeoutSecondsPath: it knows no tokens, and its timers outlive the passage',
    'retry intervals and waits: they would pass for real',
    'the words of service errors: each service has its own',
  ],
  knowsTokens: false,
  async pass(story) {
    const handlers = playStory(story);
    const tasks = tasksOf(story.machine).map(([state]) => state);
    const handler = (state: string) => (parameters: { Payload: JsonMap }) => {
      const { act, token } = handlers.act(state, structuredClone(parameters.Payload));
      if ('refused' in act) throw errorNamed(`Lambda.${act.code}`, 'not now');
      // Lambda hands an error on as text, and Step Functions makes that its cause.
      if ('throws' in act)
        throw errorNamed(act.throws, JSON.stringify({ errorType: act.throws, errorMessage: act.says }));
      if (token === 'nothing') throw errorNamed('States.Timeout', 'time ran out');
      if (!token) return { Payload: act.returns };
      if ('throws' in token) throw errorNamed(token.throws, token.says);
      return token.returns;
    };
    const waits = Object.entries(story.machine.States).filter(([, { Type }]) => Type === 'Wait');
    const peer = new Peer(withoutTimeouts(story.machine) as never, { validationOptions: { noValidate: true } });
    const { result, eventLogs } = peer.run(story.input as never, {
      overrides: {
        taskResourceLocalHandlers: Object.fromEntries(tasks.map((state) => [state, handler(state) as never])),
        waitTimeOverrides: Object.fromEntries(waits.map(([state]) => [state, 0])),
        retryIntervalOverrides: Object.fromEntries(tasks.map((state) => [state, 0])),
      },
      context: { Execution: { Id: story.name, Name: story.name }, Task: { Token: 'none here' } },
    });
    result.catch(() => {}); // It is the event log that tells how it ended.
    const passage: Passage = { status: 'RUNNING', states: [], calls: handlers.calls };
    for await (const event of eventLogs) {
      if (event.type === 'StateEntered') passage.states.push(event.state.name);
      if (event.type === 'ExecutionSucceeded') return { ...passage, status: 'SUCCEEDED', output: event.output };
      if (event.type === 'ExecutionFailed') return { ...passage, status: 'FAILED', error: event.Error };
    }
    return passage;
  },
};

/** Its timers would run on for a day after the passage; when time runs out is the story's to say. */
function withoutTimeouts(machine: StateMachine): StateMachine {
  return JSON.parse(JSON.stringify(machine), (key, value) => (key === 'TimeoutSecondsPath' ? undefined : value));
}
