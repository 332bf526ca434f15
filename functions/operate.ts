/** Takes the orders of operators: whoever AWS has let in, under the name by which AWS knows them. */
import middy from '@middy/core';
import type { EnginePorts } from '../lib/engine/ports.ts';
import { takeOrder } from '../lib/engine/take-order.ts';
import { TerminalError } from '../lib/language/errors.ts';
import type { JsonMap } from '../lib/language/json.ts';
import { orderEnvelope } from '../lib/language/operator-orders.ts';
import { createBus } from './aws/bus.ts';
import { createExecutions } from './aws/executions.ts';
import { createLostChanges } from './aws/lost-changes.ts';
import { createAwsPorts } from './aws/ports.ts';
import { createQueues } from './aws/queues.ts';
import { createSchedules } from './aws/schedules.ts';
import { type ApiAnswer, type ApiEvent, answered, HttpProblem, plainHeaders } from './middleware/api.ts';
import { readJsonBody } from './middleware/body.ts';
import { deployed } from './middleware/deployed.ts';
import type { Log } from './middleware/log.ts';
import { logged } from './middleware/logged.ts';

/** A function's address that asks for a signature says whose it was. */
export interface OperatorEvent extends ApiEvent {
  requestContext: ApiEvent['requestContext'] & { authorizer?: { iam?: { userArn?: string } } };
}

/** So much is left for the answer: what is not done by then is ordered again. */
const RESERVE_MS = 10_000;

const unknown = new Set(['contact-unknown', 'definition-unknown', 'version-unknown', 'run-unknown']);

export const createHandler = (ports: EnginePorts, log?: Log) =>
  middy<OperatorEvent, ApiAnswer>(async (event: OperatorEvent, context: { getRemainingTimeInMillis(): number }) => {
    const by = event.requestContext.authorizer?.iam?.userArn;
    if (by === undefined) throw new HttpProblem({ status: 401, title: 'Sign the request.' });
    const envelope = read(await readJsonBody(event));
    const leftMs = Math.max(0, context.getRemainingTimeInMillis() - RESERVE_MS);
    const until = new Date(Date.parse(ports.clock.now()) + leftMs).toISOString();
    const answer = await takeOrder({ ...envelope, by, until }, ports).catch(inWords);
    const headers = { ...plainHeaders, 'content-type': 'application/json' };
    return { statusCode: 200, headers, body: JSON.stringify(answer) };
  })
    .use(
      logged<OperatorEvent>({
        function: 'operate',
        log,
        ids: ({ requestContext }) => ({ call: requestContext.requestId }),
      }),
    )
    .use(answered());

function read(body: JsonMap) {
  const { success, data, error } = orderEnvelope.safeParse(body);
  if (success) return data;
  const [issue] = error.issues;
  const field = issue?.path.join('.') || 'body';
  throw new HttpProblem({ status: 400, title: `\`${field}\` is not right: ${issue?.message}`, field });
}

/** What an operator has mistaken is told to them; everything else is ours. */
function inWords(thrown: unknown): never {
  if (!(thrown instanceof TerminalError)) throw thrown;
  throw new HttpProblem({ status: unknown.has(thrown.code) ? 404 : 422, title: thrown.message });
}

export const handler = deployed((environment) =>
  createHandler(
    createAwsPorts(environment, {
      executions: createExecutions({}),
      schedules: createSchedules(environment.timers),
      bus: createBus({ bus: environment.bus }),
      queues: createQueues(environment.queues),
      lostChanges: createLostChanges(environment.lostChanges),
    }),
  ),
);
