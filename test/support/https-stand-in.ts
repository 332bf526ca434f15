/** Stands where another team's system is: encrypted, under a name, counting what knocks and what is said, and failing on purpose. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Outside } from '../../functions/aws/outside-call.ts';
import type { Received } from './provider-stand-in.ts';

/** Whose certificate is below. */
export const host = 'erp.example.com';

export interface Said {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
}

export type Saying = Said | 'hang' | 'hang-in-answer' | 'reset' | 'reset-in-answer' | 'another-protocol';

export interface OtherSide {
  port: number;
  url: string;
  /** Connections, whatever came of them. */
  knocks: number;
  received: Received[];
  says: Saying;
  /** The name leads here, and what is judged to be public is this machine. */
  outside: Outside;
  close(): Promise<void>;
}

export async function openOtherSide(): Promise<OtherSide> {
  const server = createServer({ key, cert }, async (incoming, response) => {
    let body = '';
    incoming.setEncoding('utf8');
    for await (const piece of incoming) body += piece;
    other.received.push({ method: incoming.method!, path: incoming.url!, headers: incoming.headers, body });
    answer(response, incoming);
  });

  function answer(response: ServerResponse, { socket }: IncomingMessage): void {
    const { says } = other;
    if (says === 'hang') return;
    if (says === 'another-protocol')
      return void socket.end('HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: chat\r\n\r\n');
    if (says === 'reset') return void socket.destroy();
    if (says === 'hang-in-answer' || says === 'reset-in-answer') {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' }).write('{');
      if (says === 'reset-in-answer') setImmediate(() => socket.destroy());
      return;
    }
    const { status = 200, headers = { 'content-type': 'application/json' }, body = '{}' } = says;
    response.writeHead(status, headers).end(body);
  }

  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const other: OtherSide = {
    port,
    url: `https://${host}:${port}/orders`,
    knocks: 0,
    received: [],
    says: {},
    outside: {
      resolve: async () => [{ address: '127.0.0.1', family: 4 }],
      isPublic: (address) => address === '127.0.0.1',
      ports: [port],
      withinMs: 2_000,
      ca: cert,
    },
    async close() {
      server.closeAllConnections();
      await new Promise<void>((closed) => server.close(() => closed()));
    },
  };
  server.on('connection', () => {
    other.knocks += 1;
  });
  return other;
}

// Of no use but here: the name is nobody's, and nothing trusts the certificate but these tests.
const key = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgiHGQEptk924VXOWk
g01IaTsXoyFKKaDHLrl6rxs264ihRANCAAQOScN2G3z+ycMSnwz1jnu+hruJYw6b
2AcHKR0C+RaG+WgN7W0UHRw9K1elJmNaeixmgQk2/QC4//CvfYRpn2Ob
-----END PRIVATE KEY-----
`;

const cert = `-----BEGIN CERTIFICATE-----
MIIBpzCCAU2gAwIBAgIUd39LIr5hkc1DwuzpwJh8TPhepWYwCgYIKoZIzj0EAwIw
GjEYMBYGA1UEAwwPZXJwLmV4YW1wbGUuY29tMCAXDTI2MTEyMjE0MjgyM1oYDzIx
MjYxMDI5MTQyODIzWjAaMRgwFgYDVQQDDA9lcnAuZXhhbXBsZS5jb20wWTATBgcq
hkjOPQIBBggqhkjOPQMBBwNCAAQOScN2G3z+ycMSnwz1jnu+hruJYw6b2AcHKR0C
+RaG+WgN7W0UHRw9K1elJmNaeixmgQk2/QC4//CvfYRpn2Obo28wbTAdBgNVHQ4E
FgQU8+djvcqg8VYjI/ruQfeCqHybK7UwHwYDVR0jBBgwFoAU8+djvcqg8VYjI/ru
QfeCqHybK7UwDwYDVR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgg9lcnAuZXhhbXBs
ZS5jb20wCgYIKoZIzj0EAwIDSAAwRQIhAJjo4Je9M4yWIhhpL6zQb+lPcI6JuBN1
Ry4ZHT58ZMhIAiAMjPeWWMWIM3bxSEL/ubD0SWbyVUoKG3Qe4gxwK2nTPQ==
-----END CERTIFICATE-----
`;
