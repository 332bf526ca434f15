/** The function that calls others, and the one that hands it its calls: one try each, and nothing told that is nobody's business. */
import { LambdaClient } from '@aws-sdk/client-lambda';
import { afterEach, describe, expect, test } from 'vitest';
import { createEffectClient } from '../../functions/aws/clients.ts';
import { createOutsideFunction, INVOKE_TIMEOUTS } from '../../functions/aws/outside-function.ts';
import { createHandler } from '../../functions/call-webhook.ts';
import { createLog } from '../../functions/middleware/log.ts';
import { withToldAnswers } from '../../functions/middleware/told-answers.ts';
import type { CallAnswer } from '../../lib/engine/ports.ts';
import { aCall } from '../contract/webhooks.ts';
import { openOtherSide } from '../support/https-stand-in.ts';
import { jsonLanguage, localCredentials, openProvider, type Provider } from '../support/provider-stand-in.ts';

const call = {
  url: 'https://erp.example.com/orders?token=hush',
  headers: { 'webhook-id': 'k1', 'webhook-timestamp': '1', 'webhook-signature': 'v1,AAAA' },
  body: '{"email":"ann@example.com"}',
};
const answered: CallAnswer = { answer: 'answered', status: 201, body: '{}', isJson: true };

describe('the function that calls others', () => {
  test('makes the call it is handed, and logs its id alone', async () => {
    const other = await openOtherSide();
    const lines: string[] = [];
    try {
      const handler = createHandler(
        other.outside,
        createLog('debug', (line) => lines.push(line)),
      );
      const handed = { ...call, url: `${other.url}?token=hush` };
      expect(await handler(handed, { awsRequestId: 'r1' } as never)).toMatchObject({ answer: 'answered', status: 200 });
      expect(other.received).toMatchObject([
        {
          method: 'POST',
          path: '/orders?token=hush',
          body: call.body,
          headers: { ...call.headers, 'content-type': 'application/json' },
        },
      ]);
      expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ function: 'call-webhook', effect: 'k1' }]);
      expect(lines.join()).not.toMatch(/hush|ann|erp/);
    } finally {
      await other.close();
    }
  });

  test.each([[{}], [{ ...call, more: 1 }], [{ ...call, url: 7 }], [undefined]])(
    'takes nothing but a call',
    async (event) => {
      const handler = createHandler(undefined, () => {});
      await expect(handler(event as never, {} as never)).rejects.toMatchObject({ code: 'bad-input' });
    },
  );
});

describe('whoever hands it a call', () => {
  let provider: Provider | undefined;
  afterEach(() => provider?.close());

  const soon = { connectionTimeout: 500, requestTimeout: 250, socketTimeout: 250 };
  async function handTo(payload: unknown, headers: Record<string, string> = {}) {
    provider = await openProvider(jsonLanguage(() => ({ headers, body: JSON.stringify(payload) })));
    const client = createEffectClient(LambdaClient, { endpoint: provider.endpoint, ...localCredentials }, soon);
    return createOutsideFunction({ functionName: 'waymark-call-webhook' }, client);
  }

  test('is given its answer, for one invocation that it waits for', async () => {
    const hand = await handTo(answered);
    expect(await hand(call)).toEqual(answered);
    expect(provider!.received).toMatchObject([{ path: '/2015-03-31/functions/waymark-call-webhook/invocations' }]);
    expect(provider!.received[0]!.headers['x-amz-invocation-type'] ?? 'RequestResponse').toBe('RequestResponse');
    expect(JSON.parse(provider!.received[0]!.body)).toEqual(call);
  });

  test('hears of a function that failed as of an answer that was lost', async () => {
    const hand = await handTo({ errorMessage: 'x' }, { 'x-amz-function-error': 'Unhandled' });
    expect(await hand(call)).toEqual({ answer: 'unanswered', reason: 'answer-lost' });
  });

  test.each([
    'accept-then-reset',
    'hang',
    'garbage',
    'throttle',
    'throttle-429',
    'forward-then-500',
    'reject',
  ] as const)('never throws and never tries twice, whatever becomes of the invocation: %s', async (mode) => {
    const hand = await handTo(answered);
    provider!.mode = mode;
    expect(await hand(call)).toMatchObject({ answer: 'unanswered', reason: expect.stringMatching(/^[\w-]+$/) });
    expect(provider!.received).toHaveLength(1);
  });

  test('waits longer than the call may take, and leaves its own handler time to record the answer', () => {
    expect(INVOKE_TIMEOUTS.requestTimeout).toBeGreaterThan(18_000);
    expect(INVOKE_TIMEOUTS.connectionTimeout + INVOKE_TIMEOUTS.requestTimeout).toBeLessThan(30_000 - 2_000);
  });
});

test('the log of whoever asks for the call says how it ended, and neither where nor what it was', async () => {
  const lines: string[] = [];
  const ports = withToldAnswers(
    { senders: {}, webhooks: { call: async () => answered } } as never,
    'run-step',
    createLog('debug', (line) => lines.push(line)),
  );
  await ports.webhooks.call(aCall());
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { level: 'info', message: 'call answered', function: 'run-step', effect: 'ann.r1.k1', status: 201 },
  ]);
});
