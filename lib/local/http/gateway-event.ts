/** A request as API Gateway would hand it to a function (payload 2.0), and the function's answer as a response. */
import { randomUUID } from 'node:crypto';
import type { ApiAnswer, ApiEvent } from '../../../functions/middleware/api.ts';
import type { OperatorEvent } from '../../../functions/operate.ts';

/** What API Gateway passes on as text; all else, forms included, comes in base64. */
const TEXT = /^(text\/|application\/(json|javascript|xml)\b|application\/[\w.-]+\+(json|xml)\b)/;

export async function gatewayEvent(request: Request, time: string): Promise<ApiEvent> {
  const url = new URL(request.url);
  const bytes = Buffer.from(await request.arrayBuffer());
  const isBase64Encoded = bytes.length > 0 && !TEXT.test(request.headers.get('content-type') ?? '');
  const http = {
    method: request.method,
    path: url.pathname,
    protocol: 'HTTP/1.1',
    sourceIp: '127.0.0.1',
    userAgent: request.headers.get('user-agent') ?? '',
  };
  const event = {
    version: '2.0',
    routeKey: '$default',
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers: Object.fromEntries(request.headers),
    requestContext: { requestId: randomUUID(), stage: '$default', time, timeEpoch: Date.parse(time), http },
    body: bytes.length === 0 ? undefined : bytes.toString(isBase64Encoded ? 'base64' : 'utf8'),
    isBase64Encoded,
  };
  return event;
}

/** As if AWS had let them in: on this machine whoever may start the stack may operate it. */
export function signedBy(userArn: string, event: ApiEvent): OperatorEvent {
  return { ...event, requestContext: { ...event.requestContext, authorizer: { iam: { userArn } } } };
}

export function gatewayAnswer({ statusCode, headers, body }: ApiAnswer): Response {
  const isEmpty = statusCode === 204 || statusCode === 304;
  return new Response(isEmpty ? null : (body ?? ''), { status: statusCode, headers });
}
