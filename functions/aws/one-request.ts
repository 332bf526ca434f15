/** One HTTPS request to a provider without an SDK of ours: one attempt, a bounded time, an answer in JSON or none. */
import { request as requestPlainly } from 'node:http';
import { request } from 'node:https';

export interface OneRequest {
  method: 'GET' | 'POST';
  url: string;
  headers: Record<string, string>;
  body?: string;
  withinMs: number;
}

export interface JsonAnswer {
  status: number;
  /** Undefined: unreadable. */
  body: Record<string, unknown> | undefined;
}

const MOST_ANSWER_BYTES = 2_000_000;

/** Throws what the connection says; by its `code` alone can be told that nothing has left. */
export async function requestOnce({ method, url, headers, body = '', withinMs }: OneRequest): Promise<JsonAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<JsonAnswer>();
  const sent = { ...headers, 'content-length': String(Buffer.byteLength(body)) };
  // A kept connection that the provider has closed meanwhile looks like a lost answer.
  const options = { method, headers: sent, agent: false, signal: AbortSignal.timeout(withinMs) };
  const asked = (url.startsWith('http:') ? requestPlainly : request)(url, options, async (response) => {
    try {
      const read: Buffer[] = [];
      let bytes = 0;
      for await (const piece of response as AsyncIterable<Buffer>) {
        bytes += piece.length;
        if (bytes > MOST_ANSWER_BYTES) throw new Error('The answer is too long.');
        read.push(piece);
      }
      resolve({ status: response.statusCode ?? 0, body: readJson(Buffer.concat(read).toString('utf8')) });
    } catch (thrown) {
      reject(thrown);
    }
  });
  asked.on('error', reject);
  asked.end(body);
  return promise;
}

function readJson(text: string): Record<string, unknown> | undefined {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null ? (read as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
