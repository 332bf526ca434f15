/** Whatever a stranger sends is taken or refused, and never a fault of ours; what is refused leaves no trace. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createHandler } from '../../functions/ingest.ts';
import type { ApiAnswer } from '../../functions/middleware/api.ts';
import { createHandler as createUnsubscribe } from '../../functions/unsubscribe.ts';
import { anyText } from '../support/any-text.ts';
import { aCall, aPlace, silent } from './ways-in.ts';

const paths = fc.oneof(
  fc.constantFrom(
    '/v1/forms/trial-signup',
    '/v1/forms/confirmed',
    '/v1/track',
    '/v1/page',
    '/v1/identify',
    '/v1/alias',
    '/v1/batch',
    '/u/x',
    '/',
  ),
  anyText({ maxLength: 30 }).map((text) => `/v1/forms/${text}`),
  fc.webPath(),
);
const types = fc.oneof(
  fc.constantFrom(
    'application/json',
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'multipart/form-data',
    'multipart/form-data; boundary="',
    'application/json; charset=utf-8; charset=',
  ),
  fc.string({ maxLength: 30 }),
);
const fieldNames = fc.oneof(
  fc.constantFrom(
    'email',
    'phone',
    'role',
    'seats',
    'messageId',
    'userId',
    'previousId',
    'anonymousId',
    'type',
    'batch',
    'event',
    'properties',
    'traits',
    'timestamp',
    'context',
    'writeKey',
    '__proto__',
    'consent.product-tips.email',
    'List-Unsubscribe',
    'by',
  ),
  anyText({ maxLength: 8 }),
);
const someValue = fc.oneof(
  fc.constantFrom('ann@example.com', '+33612345678', 'on', 'One-Click', '2026-03-02T09:00:00Z', '/x'),
  anyText(),
);
const likely = fc.dictionary(fieldNames, fc.oneof(someValue, fc.jsonValue() as fc.Arbitrary<unknown>), {
  noNullPrototype: true,
});
const utf8 = (text: string) => new TextEncoder().encode(text);
const multipart = fc
  .array(fc.tuple(fieldNames, someValue), { maxLength: 4 })
  .map(
    (parts) =>
      `${parts.map(([name, value]) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`).join('')}--x--\r\n`,
  );
const bodies = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.json().map(utf8),
  likely.map((value) => utf8(JSON.stringify(value))),
  fc
    .array(fc.tuple(fieldNames, someValue))
    .map((pairs) =>
      utf8(
        pairs
          .map(([a, b]) => `${encodeURIComponent(a.toWellFormed())}=${encodeURIComponent(b.toWellFormed())}`)
          .join('&'),
      ),
    ),
  multipart.map(utf8),
);
const wild = fc.record({
  path: paths,
  method: fc.constantFrom('POST', 'POST', 'POST', 'GET', 'HEAD', 'PUT', 'OPTIONS'),
  headers: fc
    .tuple(types, fc.dictionary(fc.constantFrom('accept', 'authorization', 'Content-Type', 'cookie'), anyText()))
    .map(([type, more]) => ({ 'content-type': type, ...more })),
  body: bodies,
});

/** What a form or a library would send, with anything else in it. */
const nearly = fc
  .record({
    path: fc.constantFrom(
      '/v1/forms/trial-signup',
      '/v1/forms/confirmed',
      '/v1/track',
      '/v1/page',
      '/v1/identify',
      '/v1/alias',
    ),
    type: fc.constantFrom('application/json', 'text/plain;charset=UTF-8'),
    known: fc.record(
      {
        email: fc.emailAddress(),
        userId: fc.uuid(),
        event: fc.string({ minLength: 1, maxLength: 20 }),
        properties: fc.record({ path: fc.webPath() }),
      },
      { noNullPrototype: true },
    ),
    other: likely,
  })
  .map(({ path, type, known, other }) => ({
    path,
    method: 'POST',
    headers: { 'content-type': type },
    body: utf8(JSON.stringify({ ...other, ...known })),
  }));
/** Of few people, so that many of them turn out to be one. */
const few = fc.constantFrom('u-1', 'u-2', 'u-3', 'ann@example.com');
const ofFew = fc.record(
  {
    type: fc.constantFrom('track', 'page', 'identify', 'alias', 'group'),
    userId: few,
    previousId: few,
    anonymousId: few,
    event: fc.constant('x'),
    messageId: fc.constantFrom('m-1', 'm-2', 'm-3'),
    traits: fc.record({ email: fc.constantFrom('ann@example.com', 'bob@example.com'), plan: anyText() }),
    properties: fc.record({ path: fc.webPath() }),
  },
  { noNullPrototype: true, requiredKeys: ['type'] },
);
const batches = fc
  .record({ batch: fc.array(fc.oneof(ofFew, ofFew, likely, fc.jsonValue()), { maxLength: 6 }), sentAt: someValue })
  .map((body) => ({
    path: '/v1/batch',
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: utf8(JSON.stringify(body)),
  }));
const calls = fc.oneof(wild, nearly, batches);

test('random bytes, headers and content types are answered with 2xx, 3xx or 4xx, and a refusal keeps nothing', async () => {
  const place = await aPlace();
  const handlers = [createHandler(place.ports, { log: silent }), createUnsubscribe(place.ports, silent)];
  const seen = new Map<number, number>();
  await fc.assert(
    fc.asyncProperty(calls, fc.constantFrom(0, 0, 0, 1), async (call, which) => {
      place.writes.length = 0;
      const answer = (await handlers[which]!(aCall(call), {} as never)) as ApiAnswer;
      seen.set(answer.statusCode, (seen.get(answer.statusCode) ?? 0) + 1);
      expect(answer.statusCode).toBeLessThan(500);
      if (answer.statusCode >= 400) expect(place.writes).toEqual([]);
    }),
    {
      numRuns: Number(process.env.FUZZ_RUNS ?? 400),
      ...(process.env.FUZZ_SEED && { seed: Number(process.env.FUZZ_SEED) }),
    },
  );
  // The generator reaches both sides of the door.
  expect([...seen.keys()].sort()).toEqual(expect.arrayContaining([202, 400, 404, 405, 415]));
});
