/** The interpreter that simulator, laptop and tests use: the one on trial. */
import type { JsonMap } from '../../../lib/language/json.ts';
import { createClock } from '../../../lib/simulator/clock.ts';
import { createExecutions } from '../../../lib/simulator/interpreter/executions.ts';
import { errorNamed, type Interpreter } from './passage.ts';
import { playStory } from './story.ts';

const START = '2026-03-02T09:00:00.000Z';
const LONG = 400 * 86_400_000;

export const ours: Interpreter = {
  name: 'waymark',
  leavesOut: [],
  knowsTokens: true,
  async pass(story) {
    const clock = createClock(START);
    const handlers = playStory(story);
    const tokens: string[] = [];
    const executions = createExecutions({
      timers: clock,
      keepHistory: true,
      async invoke(_functionName, payload, { stateName }) {
        const { act, token } = handlers.act(stateName, payload as JsonMap);
        if ('refused' in act) throw errorNamed(`Lambda.${act.code}`, 'not now');
        if ('throws' in act) throw errorNamed(act.throws, act.says);
        const given = String((payload as JsonMap)['token']);
        if (token) tokens.push(given);
        if (token && token !== 'nothing') {
          if ('returns' in token) executions.succeed(given, token.returns);
          else executions.fail(given, token.throws, token.says);
        }
        return act.returns;
      },
    });
    executions.start({ name: story.name, machineKey: story.name, machine: story.machine, input: story.input });
    await executions.settled();
    await clock.advanceBy(LONG);
    const { status, error, output, states = [] } = executions.describe(story.name)!;
    const lateAnswers = tokens.map((token) => (executions.succeed(token, {}) === 'ok' ? 'taken' : 'refused'));
    return { status, error, output, states, calls: handlers.calls, lateAnswers };
  },
};
