/** Lambda as moto calls it, with the stories' handlers behind it instead of containers. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JsonMap } from '../../../lib/language/json.ts';
import type { Act } from './story.ts';

export type Answer = (functionName: string, payload: JsonMap) => { act: Act; afterwards?: () => Promise<unknown> };

export interface LambdaStandIn {
  port: number;
  /** Calls whose payload names this run. */
  listen(run: string, answer: Answer): void;
  forget(run: string): void;
  close(): Promise<void>;
}

export async function createLambda(): Promise<LambdaStandIn> {
  const runs = new Map<string, Answer>();
  const server = createServer(async (request, response) => {
    const functionName = /\/functions\/([^/]+)\/invocations$/.exec(decodeURIComponent(request.url ?? ''))?.[1];
    const payload = JSON.parse(await bodyOf(request)) as JsonMap;
    const answer = runs.get(String(payload['run']));
    if (!functionName || !answer) {
      response.writeHead(404).end();
      return;
    }
    const { act, afterwards } = answer(functionName, payload);
    const { status, headers, body } = inHttp(act);
    response
      .writeHead(status, { 'content-type': 'application/json', 'x-amzn-requestid': '1', ...headers })
      .end(JSON.stringify(body));
    await afterwards?.();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    port: (server.address() as AddressInfo).port,
    listen: (run, answer) => void runs.set(run, answer),
    forget: (run) => void runs.delete(run),
    close: () => new Promise((closed) => server.close(() => closed()).closeAllConnections()),
  };
}

function inHttp(act: Act): { status: number; headers?: Record<string, string>; body: unknown } {
  if ('returns' in act) return { status: 200, body: act.returns };
  if ('refused' in act) {
    return { status: act.refused, headers: { 'x-amzn-errortype': act.code }, body: { Message: 'not now' } };
  }
  const { throws: errorType, says: errorMessage } = act;
  return { status: 200, headers: { 'x-amz-function-error': 'Unhandled' }, body: { errorType, errorMessage } };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
