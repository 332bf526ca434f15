/** Answers the console as the local stack would, one chapter of a story at a time, and keeps what it was asked to do. */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Chapter, chapters } from './story.ts';

const shopDir = fileURLToPath(new URL('../../../web/shop', import.meta.url));
const mediaTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export interface Asked {
  path: string;
  type: string;
  body: string;
}

export async function startStandIn({ consoleDir }: { consoleDir: string }) {
  const asked: Asked[] = [];
  const listeners = new Set<ServerResponse>();
  let chapter = 0;
  let changed: Partial<Chapter> = {};

  const now = (): Chapter => ({ ...(chapters[chapter] as Chapter), ...changed });
  const turnTo = (wanted: number) => {
    chapter = Math.min(wanted, chapters.length - 1);
    tell('contacts');
  };
  const tell = (what: string) => {
    for (const listener of listeners) listener.write(`event: changed\ndata: ${what}\n\n`);
  };

  async function take(path: string, request: IncomingMessage, response: ServerResponse) {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts).toString('utf8');
    const type = request.headers['content-type'] ?? '';
    asked.push({ path, type, body });
    if (path.endsWith('/edit')) return json(response, 409, { title: 'No editor is known here.' });
    response.writeHead(path.startsWith('/v1/forms/') && !type.includes('json') ? 303 : 202, {
      location: '/shop/thanks.html',
    });
    response.end();
    if (path.startsWith('/v1/forms/')) turnTo(1);
    else if (path === '/v1/page' && chapter === 1 && body.includes('"/pricing"')) turnTo(2);
    else if (path === '/api/time') turnTo(Math.max(3, chapter + 1));
    else if (path === '/api/reset') turnTo(0);
  }

  function show(path: string, response: ServerResponse) {
    const { state, definitions, contacts, messages, followUps } = now();
    const [, , list = '', id = ''] = path.split('/').map(decodeURIComponent);
    if (list === 'changes') {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(': here\n\n');
      listeners.add(response);
      response.on('close', () => listeners.delete(response));
      return;
    }
    const lists: Record<string, unknown> = { state, definitions, contacts, messages, 'follow-ups': followUps };
    const one = {
      definitions: definitions.find(({ name }) => name === id),
      contacts: contacts.find((c) => c.id === id),
    };
    const answer = id ? one[list as keyof typeof one] : lists[list];
    json(response, answer === undefined ? 404 : 200, answer ?? { title: 'There is no such thing.' });
  }

  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (request.method === 'POST') void take(pathname, request, response);
    else if (pathname.startsWith('/api/')) show(pathname, response);
    else if (pathname.startsWith('/shop/')) void file(shopDir, pathname.slice('/shop'.length), response);
    else void file(consoleDir, pathname, response);
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked,
    turnTo,
    change(parts: Partial<Chapter>) {
      changed = parts;
      tell('problems');
    },
    async close() {
      const closed = new Promise((done) => server.close(done));
      server.closeAllConnections();
      await closed;
    },
  };
}

function json(response: ServerResponse, status: number, body: unknown) {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function file(dir: string, path: string, response: ServerResponse) {
  const name = normalize(path.endsWith('/') ? `${path}index.html` : path);
  try {
    const body = await readFile(join(dir, name));
    response.writeHead(200, { 'content-type': mediaTypes[extname(name)] ?? 'application/octet-stream' }).end(body);
  } catch {
    response.writeHead(404, { 'content-type': 'text/plain' }).end('not here');
  }
}
