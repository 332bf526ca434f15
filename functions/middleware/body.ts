/** Reads what a stranger sent, within limits, before anything else looks at it. */
import type { Json, JsonMap } from '../../lib/language/json.ts';
import { type ApiEvent, HttpProblem, headerOf } from './api.ts';

export const MOST_BYTES = 65_536;
/** Half a million, as Segment's libraries keep to. */
export const MOST_BATCH_BYTES = 512_000;
const DEEPEST = 20;

export type Body = { kind: 'form'; values: Map<string, string> } | { kind: 'json'; value: JsonMap };
export type BodyKind = 'urlencoded' | 'multipart' | 'json';

const kindsByType: Record<string, BodyKind> = {
  'application/x-www-form-urlencoded': 'urlencoded',
  'multipart/form-data': 'multipart',
  'application/json': 'json',
  // Segment's browser library sends JSON as text, which needs no preflight.
  'text/plain': 'json',
};

/** As it was sent, for whoever verifies a signature over it. Throws HttpProblem: 413. */
export function rawBody(event: ApiEvent, mostBytes = MOST_BYTES): Buffer<ArrayBuffer> {
  const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > mostBytes) throw problem(413, `The body has more than ${mostBytes} bytes.`, 'body');
  return bytes;
}

/** Throws HttpProblem: 413, 415 or 400, always naming the body or the field in it. */
export async function readBody(event: ApiEvent, taken: readonly BodyKind[], mostBytes = MOST_BYTES): Promise<Body> {
  const bytes = rawBody(event, mostBytes);
  const type = headerOf(event, 'content-type');
  const [name = '', ...parameters] = type
    .toLowerCase()
    .split(';')
    .map((part) => part.trim());
  const kind = Object.hasOwn(kindsByType, name) ? kindsByType[name]! : undefined;
  const charset = parameters
    .find((one) => one.startsWith('charset='))
    ?.slice('charset='.length)
    .replaceAll('"', '');
  if (!kind || !taken.includes(kind) || (charset !== undefined && charset !== 'utf-8' && charset !== 'utf8')) {
    const known = Object.keys(kindsByType).filter((one) => taken.includes(kindsByType[one]!));
    throw problem(415, `Send one of these, in UTF-8: ${known.join(', ')}.`, 'content-type');
  }
  const text = decode(bytes);
  if (kind === 'json') return { kind, value: readJson(text) };
  const pairs = kind === 'urlencoded' ? readUrlEncoded(text) : await readMultipart(bytes, type);
  for (const [field] of pairs) refuseDangerous(field);
  return { kind: 'form', values: new Map(pairs) };
}

export async function readJsonBody(event: ApiEvent, mostBytes = MOST_BYTES): Promise<JsonMap> {
  const body = await readBody(event, ['json'], mostBytes);
  return body.kind === 'json' ? body.value : {};
}

export async function readFormBody(event: ApiEvent): Promise<Map<string, string>> {
  const body = await readBody(event, ['urlencoded', 'multipart']);
  return body.kind === 'form' ? body.values : new Map();
}

/** Own properties with these names change what an object is. */
const dangerous = new Set(['__proto__', 'constructor', 'prototype']);

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw problem(400, 'The body is not UTF-8.', 'body');
  }
}

function readJson(text: string): JsonMap {
  let value: Json;
  try {
    value = JSON.parse(text);
  } catch {
    throw problem(400, 'The body is not JSON.', 'body');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw problem(400, 'The body is not a JSON object.', 'body');
  }
  refuseWithin(value, []);
  return value;
}

function refuseWithin(value: Json | undefined, path: string[]): void {
  if (typeof value === 'string' && !value.isWellFormed()) throw problem(400, 'A text is not Unicode.', path.join('.'));
  if (typeof value !== 'object' || value === null) return;
  if (path.length >= DEEPEST) throw problem(400, `The body is nested more than ${DEEPEST} deep.`, path[0]);
  for (const [key, one] of Object.entries(value)) {
    refuseDangerous(key);
    refuseWithin(one, [...path, key]);
  }
}

function refuseDangerous(key: string): void {
  if (dangerous.has(key)) throw problem(400, `A field may not be called ${key}.`, key);
  if (!key.isWellFormed()) throw problem(400, "A field's name is not Unicode.", 'body');
}

function readUrlEncoded(text: string): [string, string][] {
  try {
    const pieces = text.split('&').filter((piece) => piece !== '');
    return pieces.map((piece) => {
      const [name = '', ...value] = piece.replaceAll('+', ' ').split('=');
      return [decodeURIComponent(name), decodeURIComponent(value.join('='))];
    });
  } catch {
    throw problem(400, 'The body is not urlencoded.', 'body');
  }
}

async function readMultipart(bytes: Buffer<ArrayBuffer>, type: string): Promise<[string, string][]> {
  let form: FormData;
  try {
    form = await new Response(bytes, { headers: { 'content-type': type } }).formData();
  } catch {
    throw problem(400, 'The body is no multipart form.', 'body');
  }
  return [...form].map(([name, value]) => {
    if (typeof value !== 'string') throw problem(400, 'Files are not taken.', name);
    return [name, value];
  });
}

const problem = (status: 400 | 413 | 415, title: string, field?: string) => new HttpProblem({ status, title, field });
