/** Lets in only whoever names one of our write keys, as Segment's libraries do; public, but enough to keep strays out. */
import type { JsonMap } from '../../lib/language/json.ts';
import { type ApiEvent, HttpProblem, headerOf } from './api.ts';

/** No keys: everybody may write, as on a laptop. */
export function requireWriteKey(event: ApiEvent, body: JsonMap, writeKeys: readonly string[]): void {
  if (writeKeys.length === 0) return;
  const [, basic = ''] = /^Basic ([A-Za-z0-9+/=]+)$/.exec(headerOf(event, 'authorization')) ?? [];
  const [fromHeader] = Buffer.from(basic, 'base64').toString().split(':');
  const given = fromHeader || body.writeKey;
  if (typeof given === 'string' && writeKeys.includes(given)) return;
  const problem = { status: 401 as const, title: 'writeKey is none of ours.', field: 'writeKey' };
  throw new HttpProblem(problem, { 'www-authenticate': 'WriteKey' });
}
