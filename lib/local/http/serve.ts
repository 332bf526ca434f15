/** Answers on this machine only: turns what Node hands over into the web's requests and answers, within bounds. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';

/** One byte more than any handler takes, so that it is the handler that says no. */
export const MOST_BODY_BYTES = 65_537;
/** Read and thrown away, so that whoever sends too much hears why; behind that the line is cut. */
const MOST_DRAINED_BYTES = 16 * 1024 * 1024;

export interface Serving {
  port: number;
  close(): Promise<void>;
}

/** `port` 0 is any free one. Rejects with EADDRINUSE where somebody else answers there. */
export async function serve(port: number, answer: (request: Request) => Promise<Response>): Promise<Serving> {
  const server = createServer((incoming, outgoing) => {
    handle(incoming, outgoing, answer).catch(() => outgoing.destroy());
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', listening);
  });
  return { port: (server.address() as AddressInfo).port, close: () => close(server) };
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((done) => server.close(() => done()));
  server.closeAllConnections();
  await closed;
}

async function handle(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  answer: (request: Request) => Promise<Response>,
): Promise<void> {
  const { method = 'GET', url = '/' } = incoming;
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, [value].flat().join(', '));
  const hasBody = method !== 'GET' && method !== 'HEAD';
  const body = hasBody ? await readBody(incoming) : undefined;
  // Whatever host was asked for is judged by its header; the address here is for its path alone.
  const request = new Request(new URL(`http://localhost${url.startsWith('/') ? url : '/'}`), { method, headers, body });
  await send(await answer(request), outgoing, method);
}

function readBody(incoming: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer<ArrayBuffer>>();
  const parts: Buffer[] = [];
  let bytes = 0;
  incoming.on('data', (part: Buffer) => {
    if (bytes < MOST_BODY_BYTES) parts.push(part);
    bytes += part.length;
    if (bytes > MOST_DRAINED_BYTES) incoming.destroy();
  });
  incoming.on('end', () => resolve(Buffer.concat(parts).subarray(0, MOST_BODY_BYTES)));
  incoming.on('error', reject);
  incoming.on('close', () => reject(new Error('The request broke off.')));
  return promise;
}

async function send(response: Response, outgoing: ServerResponse, method: string): Promise<void> {
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (!response.body || method === 'HEAD') {
    await response.body?.cancel();
    outgoing.end();
    return;
  }
  const body = Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]);
  outgoing.on('close', () => body.destroy());
  body.on('error', () => outgoing.destroy());
  body.pipe(outgoing);
}
