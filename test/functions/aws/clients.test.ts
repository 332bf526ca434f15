import { readdirSync, readFileSync } from 'node:fs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import { describe, expect, test } from 'vitest';
import { createClient, createEffectClient, EFFECT_TIMEOUTS, STORE_TIMEOUTS } from '../../../functions/aws/clients.ts';
import { INVOKE_TIMEOUTS } from '../../../functions/aws/outside-function.ts';
import { localCredentials, openProvider, queryLanguage } from '../../support/provider-stand-in.ts';

interface Configured {
  config: {
    maxAttempts(): Promise<number>;
    requestHandler: { configProvider: Promise<Record<string, unknown>> };
  };
}

const settingsOf = async (client: unknown) => {
  const { config } = client as Configured;
  const { httpsAgent, httpAgentProvider, ...handler } = await config.requestHandler.configProvider;
  return { attempts: await config.maxAttempts(), handler, httpsAgent: httpsAgent as { keepAlive: boolean } };
};

describe('clients whose call reaches a contact', () => {
  test.each([
    ['email', SESClient, EFFECT_TIMEOUTS],
    ['sms', SNSClient, EFFECT_TIMEOUTS],
    ['webhook', LambdaClient, INVOKE_TIMEOUTS],
  ] as const)('%s: one attempt, both time-outs set and throwing, no kept connection', async (_what, Kind, timeouts) => {
    const client = createEffectClient(Kind as never, localCredentials, timeouts);
    const { attempts, handler, httpsAgent } = await settingsOf(client);
    expect(attempts).toBe(1);
    expect(handler).toMatchObject({ ...timeouts, throwOnRequestTimeout: true });
    expect(httpsAgent.keepAlive).toBe(false);
  });

  test("what the SDK would do by itself: three messages for one, which is why the stand-in's count can be believed", async () => {
    const provider = await openProvider(
      queryLanguage('SendRawEmail', { throttled: 'Throttling', rejected: 'MessageRejected' }),
    );
    provider.mode = 'forward-then-500';
    const client = new SESClient({ endpoint: provider.endpoint, ...localCredentials });
    const command = new SendRawEmailCommand({
      RawMessage: { Data: new TextEncoder().encode('Subject: Hello\r\n\r\nHello') },
    });
    await expect(client.send(command)).rejects.toThrow();
    await provider.close();
    expect(provider.received).toHaveLength(3);
  });
});

test.each([
  ['the table', DynamoDBClient],
  ['executions', SFNClient],
  ['the bus', EventBridgeClient],
  ['alarm clocks', SchedulerClient],
] as const)('clients for %s try again, since what they do can be repeated, and never hang', async (_what, Kind) => {
  const { attempts, handler } = await settingsOf(createClient(Kind as never, localCredentials));
  expect(attempts).toBe(4);
  expect(handler).toMatchObject({ ...STORE_TIMEOUTS, throwOnRequestTimeout: true });
});

test('no time-out is left open', () => {
  for (const ms of [EFFECT_TIMEOUTS, INVOKE_TIMEOUTS, STORE_TIMEOUTS].flatMap((timeouts) => Object.values(timeouts)))
    expect(ms).toBeGreaterThan(0);
});

test('the time-outs of a send leave its handler time to record the answer', () => {
  for (const { connectionTimeout, requestTimeout } of [EFFECT_TIMEOUTS, INVOKE_TIMEOUTS])
    expect(connectionTimeout + requestTimeout).toBeLessThan(30_000 - 2_000);
});

test('no client is built anywhere but in the one factory', () => {
  const files = readdirSync('functions', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const builders = files.filter((file) => /new \w*Client\(/.test(readFileSync(`functions/${file}`, 'utf8')));
  expect(files).toContain('aws/clients.ts');
  expect(builders).toEqual([]);
});
