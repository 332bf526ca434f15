/** Calls another team's system: once, encrypted, and only where the public internet is, however its name may answer. */
import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import type { IncomingMessage } from 'node:http';
import { type RequestOptions, request } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { CallAnswer } from '../../lib/engine/ports.ts';
import { neverLeftBy } from './provider-answer.ts';

export interface OutsideCall {
  url: string;
  headers: Record<string, string>;
  body: string;
}

export interface Outside {
  /** Every address of a name. */
  resolve(host: string): Promise<LookupAddress[]>;
  isPublic(address: string): boolean;
  ports: readonly number[];
  withinMs: number;
  /** Authorities that are trusted; left out: the usual ones. */
  ca?: string;
}

/** Together with the call of the function itself shorter than its caller's own time. */
const WITHIN_MS = 15_000;
const MOST_BODY_BYTES = 20_000;
/** What steps may use of an answer; behind that it is not even read. */
const MOST_ANSWER_BYTES = 8_192;
const HTTPS = 443;

export const publicInternet = (isPublic: Outside['isPublic']): Outside => ({
  resolve: (host) => lookup(host, { all: true }),
  isPublic,
  ports: [HTTPS],
  withinMs: WITHIN_MS,
});

const refused = (reason: string): CallAnswer => ({ answer: 'refused', reason });

export async function callOutside(call: OutsideCall, outside: Outside): Promise<CallAnswer> {
  if (!URL.canParse(call.url)) return refused('no-address');
  const url = new URL(call.url);
  if (url.protocol !== 'https:') return refused('not-https');
  if (url.username !== '' || url.password !== '') return refused('holds-credentials');
  if (!outside.ports.includes(Number(url.port || HTTPS))) return refused('port-not-open');
  if (Buffer.byteLength(call.body) >= MOST_BODY_BYTES) return refused('body-too-large');

  // Looked up once: what is judged here is what is connected to.
  const signal = AbortSignal.timeout(outside.withinMs);
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const family = isIP(host);
  let found: LookupAddress[];
  try {
    found = family === 0 ? await unless(signal, outside.resolve(host)) : [{ address: host, family }];
  } catch {
    return { answer: 'unanswered', reason: 'unreachable' };
  }
  if (found.length === 0) return { answer: 'unanswered', reason: 'unreachable' };
  // One that leads inside is enough: which of them answers is not for us to say.
  if (!found.every(({ address }) => outside.isPublic(address))) return refused('address-not-public');
  return post(url, call, { ca: outside.ca, signal, lookup: knownAlready(found) });
}

/** A look-up cannot be called off, only left alone. */
function unless<Found>(signal: AbortSignal, looking: Promise<Found>): Promise<Found> {
  const { promise, reject } = Promise.withResolvers<never>();
  const leave = () => reject(signal.reason);
  signal.addEventListener('abort', leave, { once: true });
  return Promise.race([promise, looking]).finally(() => signal.removeEventListener('abort', leave));
}

/** Node asks for all of them, or for one. */
const knownAlready =
  (found: readonly LookupAddress[]): LookupFunction =>
  (_host, { all }, answer) => {
    const [{ address, family }] = found as [LookupAddress];
    if (all) answer(null, [...found]);
    else answer(null, address, family);
  };

function post(
  url: URL,
  { headers, body }: OutsideCall,
  options: Pick<RequestOptions, 'ca' | 'signal' | 'lookup'>,
): Promise<CallAnswer> {
  const { promise, resolve } = Promise.withResolvers<CallAnswer>();
  const sent = { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  // A kept connection would be one that nobody has judged.
  const asked = request(url, { ...options, method: 'POST', headers: sent, agent: false });
  asked.on('response', (response) => resolve(readResponse(response)));
  asked.on('error', ({ code }: NodeJS.ErrnoException) => {
    const reason = options.signal?.aborted ? 'too-slow' : (neverLeftBy(code) ?? 'answer-lost');
    resolve({ answer: 'unanswered', reason });
  });
  // Whatever else an answer may turn out to be, such as another protocol.
  asked.on('close', () => resolve({ answer: 'unanswered', reason: 'answer-lost' }));
  asked.end(body);
  return promise;
}

/** Its head says what counts; a body that does not come, or never ends, takes nothing of that away. */
async function readResponse(response: IncomingMessage): Promise<CallAnswer> {
  const { statusCode: status = 0, headers } = response;
  const told = {
    answer: 'answered' as const,
    status,
    isJson: /^application\/(?:[\w.+-]+\+)?json\b/i.test(headers['content-type'] ?? ''),
    ...waitAskedFor(headers),
  };
  const read: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const piece of response as AsyncIterable<Buffer>) {
      bytes += piece.length;
      if (bytes > MOST_ANSWER_BYTES) return { ...told, unread: 'answer-too-long' };
      read.push(piece);
    }
    return { ...told, body: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(read)) };
  } catch {
    return { ...told, unread: 'answer-unreadable' };
  }
}

/** Seconds, or a date by the other side's own clock. */
function waitAskedFor({ 'retry-after': after, date }: IncomingMessage['headers']): { retryAfterSeconds?: number } {
  if (after === undefined) return {};
  const untilMs = /^\d{1,9}$/.test(after) ? Number(after) * 1000 : Date.parse(after) - Date.parse(date ?? '');
  return untilMs > 0 ? { retryAfterSeconds: Math.ceil(untilMs / 1000) } : {};
}
