/** Every door of the stack: what the world reports, what contacts press, what operators see and do. */
import { Hono } from 'hono';
import { cors } from 'hono/cors';
import type { StackLog } from '../log.ts';
import { Refusal } from '../refusal.ts';
import type { Stack } from '../stack.ts';
import type { Changes } from './changes.ts';
import { gatewayAnswer, gatewayEvent } from './gateway-event.ts';
import { ownHost, ownOrigin, plainPages } from './guards.ts';
import { createOperatorApi } from './operator-api.ts';
import { problem } from './problem.ts';
import { fileAnswer } from './static-files.ts';

export interface DoorsOptions {
  stack: Stack;
  changes: Changes;
  /** The built console. */
  consoleDir: string;
  /** The sample site. */
  shopDir: string;
  log: StackLog;
}

export function createDoors({ stack, changes, consoleDir, shopDir, log }: DoorsOptions): Hono {
  const doors = new Hono();
  doors.use(ownHost);

  // The API of a deployment lets pages of any site ask, and answers their first question before any function does.
  doors.options('/v1/*', cors({ origin: '*', allowMethods: ['GET', 'POST'] }));
  const entries = { '/v1/*': 'ingest', '/u/*': 'unsubscribe', '/c/*': 'unsubscribe' } as const;
  for (const [path, name] of Object.entries(entries)) {
    doors.on(['GET', 'HEAD'], path, async ({ req }) => {
      const { lambdas, now } = stack.inside();
      return gatewayAnswer(await lambdas[name](await gatewayEvent(req.raw, now)));
    });
    doors.all(path, async ({ req }) => {
      const request = req.raw;
      return gatewayAnswer(await stack.happen(async (lambdas, now) => lambdas[name](await gatewayEvent(request, now))));
    });
  }

  doors.use('/api/*', ownOrigin);
  doors.route('/api', createOperatorApi(stack, changes));
  doors.all('/api/*', () => problem(404, { title: 'There is nothing here.' }));

  doors.use(plainPages);
  doors.get('/shop', ({ redirect }) => redirect('/shop/'));
  doors.get('/shop/*', ({ req }) => fileAnswer(shopDir, new URL(req.url).pathname.slice('/shop'.length)));
  doors.get('/*', ({ req }) => fileAnswer(consoleDir, new URL(req.url).pathname));

  doors.notFound(() => problem(404, { title: 'There is nothing here.' }));
  doors.onError((thrown) => {
    if (thrown instanceof Refusal) return problem(409, { title: thrown.message });
    log.trouble(`The stack failed: ${thrown.stack ?? thrown.message}`);
    return problem(500, { title: 'This failed on our side.' });
  });
  return doors;
}
