/** Stands where a provider's HTTP endpoint is: counts what arrives, and fails in the ways in which providers do. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}

export interface Spoken {
  status?: number;
  headers?: Record<string, string>;
  body: string;
}

/** All but the last four carry the request out. */
export type Mode =
  | 'accept'
  /** Carried out, and then an error says that it was not. */
  | 'forward-then-500'
  /** Carried out, and the connection dies before the answer. */
  | 'accept-then-reset'
  /** As the one before, but only the first time. */
  | 'lose-first'
  | 'hang'
  /** The head of the answer comes, its body never ends. */
  | 'hang-in-answer'
  | 'garbage'
  | 'throttle'
  | 'throttle-429'
  | 'reject'
  | 'time-out-408';

export interface Provider {
  endpoint: string;
  received: Received[];
  mode: Mode;
  close(): Promise<void>;
}

export interface Language {
  /** Carries out a request. */
  answer(request: Received): Spoken | Promise<Spoken>;
  fault(code: string, status: number): Spoken;
  /** Asks only, and is answered whatever the mode. */
  spares?(request: Received): boolean;
  /** The provider's own words for the modes that refuse. */
  throttled: string;
  rejected: string;
}

export async function openProvider(language: Language): Promise<Provider> {
  const provider: Provider = { endpoint: '', received: [], mode: 'accept', close };
  const server = createServer(async (incoming, response) => {
    let body = '';
    incoming.setEncoding('utf8');
    for await (const piece of incoming) body += piece;
    const request = { method: incoming.method!, path: incoming.url!, headers: incoming.headers, body };
    provider.received.push(request);
    await respond(request, response);
  });

  async function respond(request: Received, response: ServerResponse): Promise<void> {
    if (language.spares?.(request)) return say(response, await language.answer(request));
    const meant = provider.received.filter((one) => !language.spares?.(one));
    const isLost = provider.mode === 'lose-first' && meant.length === 1;
    switch (isLost ? 'accept-then-reset' : provider.mode) {
      case 'throttle':
        return say(response, language.fault(language.throttled, 400));
      case 'throttle-429':
        return say(response, language.fault('TooManyRequestsException', 429));
      case 'reject':
        return say(response, language.fault(language.rejected, 400));
      case 'time-out-408':
        return say(response, language.fault('RequestTimeout', 408));
      default:
    }
    const answer = await language.answer(request);
    switch (isLost ? 'accept-then-reset' : provider.mode) {
      case 'forward-then-500':
        return say(response, language.fault('InternalFailure', 500));
      case 'accept-then-reset':
        return void response.socket?.resetAndDestroy();
      case 'hang':
        return;
      case 'hang-in-answer':
        response.writeHead(200, { 'content-length': '100000' });
        return void response.write(answer.body.slice(0, 10));
      case 'garbage':
        return say(response, { body: 'it is <all> "right' });
      default:
        return say(response, answer);
    }
  }

  async function close(): Promise<void> {
    server.closeAllConnections();
    await new Promise<void>((closed) => server.close(() => closed()));
  }

  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  provider.endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return provider;
}

function say(response: ServerResponse, { status = 200, headers, body }: Spoken): void {
  response.writeHead(status, headers).end(body);
}

/** SES and SNS speak forms and XML. */
export function queryLanguage(action: string, words: { throttled: string; rejected: string }): Language {
  let taken = 0;
  const xml = { 'content-type': 'text/xml' };
  return {
    ...words,
    answer: () => ({
      headers: xml,
      body: `<${action}Response><${action}Result><MessageId>taken-${++taken}</MessageId></${action}Result></${action}Response>`,
    }),
    fault: (code, status) => ({
      status,
      headers: xml,
      body: `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>No.</Message></Error></ErrorResponse>`,
    }),
  };
}

/** Step Functions, EventBridge and Scheduler speak JSON. */
export function jsonLanguage(answer: (request: Received) => Spoken): Language {
  return {
    throttled: 'ThrottlingException',
    rejected: 'ValidationException',
    answer,
    fault: jsonFault,
  };
}

export function json(content: unknown, status = 200): Spoken {
  return { status, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: JSON.stringify(content) };
}

export function jsonFault(code: string, status = 400): Spoken {
  const spoken = json({ __type: code, message: 'No.', Message: 'No.' }, status);
  return { ...spoken, headers: { ...spoken.headers, 'x-amzn-errortype': code } };
}

export const localCredentials = { region: 'eu-west-1', credentials: { accessKeyId: 'none', secretAccessKey: 'none' } };
