/** Every sender, held to the contract: in memory, and over HTTP against stand-ins of SES and SNS. */
import { SESClient } from '@aws-sdk/client-ses';
import { SNSClient } from '@aws-sdk/client-sns';
import { createEmailSender } from '../../functions/aws/channels/email.ts';
import { createSmsSender } from '../../functions/aws/channels/sms.ts';
import { createEffectClient } from '../../functions/aws/clients.ts';
import type { ProviderAnswer } from '../../lib/engine/ports.ts';
import { createMemorySenders } from '../../lib/simulator/ports/senders.ts';
import { anEmail, anSms } from '../support/messages.ts';
import { type Language, localCredentials, openProvider, queryLanguage } from '../support/provider-stand-in.ts';
import { sendersContract, type Weather } from './senders.ts';

const soon = { connectionTimeout: 500, requestTimeout: 250, socketTimeout: 250 };

const memory = (send: (senders: ReturnType<typeof createMemorySenders>) => Promise<ProviderAnswer>) => ({
  name: 'in memory',
  async sendIn() {
    let received = 0;
    const answer = await send(createMemorySenders({ onMessage: () => void received++ }));
    return { answer, received };
  },
  lacks: { faults: 'skipped: scenarios say what the provider answers, there is no line to break' },
});

const overHttp = (name: string, language: () => Language, send: (endpoint: string) => Promise<ProviderAnswer>) => ({
  name,
  async sendIn(weather: Weather) {
    const provider = await openProvider(language());
    try {
      if (weather === 'closed-door') await provider.close();
      else if (weather !== 'unknown-host') provider.mode = weather;
      const answer = await send(weather === 'unknown-host' ? 'http://nowhere.invalid' : provider.endpoint);
      return { answer, received: provider.received.length };
    } finally {
      await provider.close();
    }
  },
});

sendersContract(
  'email',
  memory(({ email }) => email.send(anEmail())),
);
sendersContract(
  'sms',
  memory(({ sms }) => sms.send(anSms())),
);

sendersContract(
  'email',
  overHttp(
    'through SES',
    () => queryLanguage('SendRawEmail', { throttled: 'Throttling', rejected: 'MessageRejected' }),
    (endpoint) =>
      createEmailSender({}, createEffectClient(SESClient, { endpoint, ...localCredentials }, soon)).send(anEmail()),
  ),
);
sendersContract(
  'sms',
  overHttp(
    'through SNS',
    () => queryLanguage('Publish', { throttled: 'Throttled', rejected: 'OptedOut' }),
    (endpoint) =>
      createSmsSender({}, createEffectClient(SNSClient, { endpoint, ...localCredentials }, soon)).send(anSms()),
  ),
);
