/** No contact can be read in the logs: an address put into every field of every way in never comes out there. */
import { expect, test } from 'vitest';
import type { Outside } from '../../functions/aws/outside-call.ts';
import { createHandler as createCallWebhook } from '../../functions/call-webhook.ts';
import { createHandler as createChargeCard } from '../../functions/charge-card.ts';
import { createHandler as createDailyScan } from '../../functions/daily-scan.ts';
import { createHandler as createEnroll } from '../../functions/enroll.ts';
import { createHandler as createIngest } from '../../functions/ingest.ts';
import { createHandler as createIntake } from '../../functions/intake.ts';
import { createLog, factsOf } from '../../functions/middleware/log.ts';
import { queueEvent } from '../../functions/middleware/queue.ts';
import { createHandler as createOperate, type OperatorEvent } from '../../functions/operate.ts';
import { createHandler as createProviderEvent } from '../../functions/provider-event.ts';
import { createHandler as createPublishChanges } from '../../functions/publish-changes.ts';
import { createHandler as createRunStep } from '../../functions/run-step.ts';
import { createHandler as createSendEmail } from '../../functions/send-email.ts';
import { createHandler as createSendSms } from '../../functions/send-sms.ts';
import { createHandler as createSignal } from '../../functions/signal.ts';
import { createHandler as createTakeReply } from '../../functions/take-reply.ts';
import { createHandler as createTakeTimer } from '../../functions/take-timer.ts';
import { createHandler as createUnsubscribe } from '../../functions/unsubscribe.ts';
import { createHandler as createWakeRun } from '../../functions/wake-run.ts';
import { createHandler as createWatch } from '../../functions/watch.ts';
import type { EnginePorts } from '../../lib/engine/ports.ts';
import { functionEntries } from '../support/bundle.ts';
import { monday } from '../support/records.ts';
import { aCall, aForm, aPlace, aReport } from './ways-in.ts';

const canary = 'canary@example.com';
const reply = { originationNumber: '+12125550199', messageBody: canary, inboundMessageId: canary };
const context = { getRemainingTimeInMillis: () => 60_000, functionName: 'f', awsRequestId: 'req-1' };
const tasks = {
  'run-step': createRunStep,
  'send-email': createSendEmail,
  'send-sms': createSendSms,
  'charge-card': createChargeCard,
};
const fault = Object.assign(new Error(`${canary}\n    at ${canary}`), { cause: new Error(canary) });

const signed = { 'webhook-id': canary, 'webhook-timestamp': canary, 'webhook-signature': `v1,${canary}` };
const nowhere = { resolve: () => Promise.reject(fault), ports: [443], withinMs: 1_000 } as never as Outside;

/** Everything that can hold a text holds the address. */
const calls = [
  aForm({ email: canary, firstName: canary, messageId: canary, anonymousId: canary, [canary]: canary }),
  aForm({ email: `${canary}!`, role: canary }),
  aForm({ email: canary }, { form: canary }),
  aForm({ email: canary }, { headers: { 'content-type': canary, authorization: canary, [canary]: canary } }),
  aReport('identify', {
    userId: canary,
    anonymousId: canary,
    messageId: canary,
    traits: { email: canary, [canary]: canary },
  }),
  aReport('track', { userId: canary, event: canary, properties: { [canary]: canary }, context: { ip: canary } }),
  aReport('page', { userId: canary, properties: { path: `/${canary}` } }),
  aReport('track', { userId: canary, event: canary, timestamp: canary }),
  aReport(`webhooks/${canary}`, { type: canary, data: { userId: canary } }),
  aReport('webhooks/shop', { type: canary, data: { userId: canary } }, { headers: signed }),
  aCall({ path: `/v1/${canary}`, method: 'GET' }),
  aCall({
    path: `/u/${canary}`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  }),
];

test('whatever is sent, and wherever it fails', async () => {
  const lines: string[] = [];
  const log = createLog('debug', (line) => lines.push(line));
  const { ports } = await aPlace();
  const failing = (name: keyof EnginePorts) => ({
    ...ports,
    [name]: new Proxy({}, { get: () => () => Promise.reject(fault) }),
  });
  const worlds = [ports, failing('events'), failing('contacts'), failing('registry')];
  for (const world of worlds) {
    for (const call of calls) {
      await createIngest(world, { log })(call, { awsRequestId: 'req-1' } as never);
      await createUnsubscribe(world, log)(call, {} as never);
    }
    const detail = {
      contact: canary,
      name: canary,
      families: [canary],
      receivedAt: monday,
      event: canary,
      family: canary,
    };
    const message = { id: 'e-1', source: 'aws.ses', 'detail-type': canary, time: monday, detail };
    const queued = queueEvent(message);
    queued.Records.push({ messageId: 'e-2', body: canary });
    const consumers = [createEnroll, createSignal, createWakeRun, createProviderEvent, createWatch, createTakeTimer];
    for (const create of [...consumers, createIntake, createTakeReply]) {
      queued.Records.push({ messageId: 'e-3', body: JSON.stringify(reply) });
      await create({ ...world, runs: failing('runs').runs } as EnginePorts, log)(queued, {} as never);
    }
    for (const body of [{ id: 'order-0001', order: { does: 'erase', contact: canary, reason: canary } }, canary]) {
      const call = aCall({ path: '/', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
      const requestContext = { ...call.requestContext, authorizer: { iam: { userArn: canary } } };
      await createOperate(world, log)({ ...call, requestContext } as OperatorEvent, context as never);
    }
    for (const url of [`https://${canary}/${canary}`, `https://example.com/?${canary}`, canary])
      await createCallWebhook(nowhere, log)({ url, headers: signed, body: canary }, context as never);
    await Promise.resolve(createDailyScan(world, log)({}, context as never)).catch(() => undefined);
    for (const [functionName, create] of Object.entries(tasks)) {
      const task = { does: 'work', run: `${canary}.r1.1`, step: canary, seq: 1 };
      await Promise.resolve(create(world, log)(task as never, { ...context, functionName } as never)).catch(
        () => undefined,
      );
    }
    const bus = { publish: () => Promise.reject(fault) };
    const image = { pk: { S: canary }, sk: { S: canary }, type: { S: 'event' }, rev: { N: '1' }, body: { S: canary } };
    const change = { eventName: 'INSERT' as const, dynamodb: { SequenceNumber: 's-1', NewImage: image } };
    await createPublishChanges({ ...world, bus }, log)({ Records: [change] }, {} as never);
  }

  expect(lines.length).toBeGreaterThan(60);
  expect(lines.filter((line) => /canary|2125550199/.test(line))).toEqual([]);
  const heard = new Set(lines.map((line) => (JSON.parse(line) as { function: string }).function));
  // It answers CloudFormation alone, and knows nobody.
  const all = functionEntries().map((file) => file.replace(/\.ts$/, ''));
  expect([...heard].sort()).toEqual(all.filter((name) => name !== 'publish-definitions').sort());
  for (const line of lines)
    expect(JSON.parse(line)).toMatchObject({ level: expect.any(String), function: expect.any(String) });
});

test('an error is told by its kind, its code and where it was thrown', () => {
  const facts = factsOf(Object.assign(new TypeError(canary), { code: 'broken' }));
  expect(facts).toMatchObject({ error: 'TypeError', code: 'broken' });
  expect((facts.at as string[])[0]).toContain('logs.test.ts');
});

test('only what is grave enough is written', () => {
  const lines: string[] = [];
  const log = createLog('warn', (line) => lines.push(line));
  log('info', 'done');
  log('error', 'failed', { function: 'x' });
  expect(lines).toEqual(['{"level":"error","message":"failed","function":"x"}']);
});
