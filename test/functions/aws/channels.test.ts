import { SESClient } from '@aws-sdk/client-ses';
import { SNSClient } from '@aws-sdk/client-sns';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { createEmailSender, sesAnswers } from '../../../functions/aws/channels/email.ts';
import { createSmsSender, snsAnswers } from '../../../functions/aws/channels/sms.ts';
import { createEffectClient } from '../../../functions/aws/clients.ts';
import { effectOfTag, effectTag } from '../../../functions/aws/effect-tag.ts';
import { readFault } from '../../../functions/aws/provider-answer.ts';
import type { OutgoingEmail } from '../../../lib/engine/ports.ts';
import { anEmail, anSms } from '../../support/messages.ts';
import { localCredentials, openProvider, type Provider, queryLanguage } from '../../support/provider-stand-in.ts';

let provider: Provider;
afterEach(() => provider?.close());

const form = () => new URLSearchParams(provider.received[0]!.body);

describe('an email on its way to SES', () => {
  const open = async () => {
    provider = await openProvider(
      queryLanguage('SendRawEmail', { throttled: 'Throttling', rejected: 'MessageRejected' }),
    );
    const client = createEffectClient(SESClient, { endpoint: provider.endpoint, ...localCredentials });
    return createEmailSender({ configurationSet: 'waymark' }, client);
  };

  test('carries the effect as a tag that SES allows, its configuration set and its one recipient', async () => {
    const email = await open();
    await email.send(anEmail({ effect: 'ann.7f3.k_1' }));
    expect(Object.fromEntries(form())).toMatchObject({
      Action: 'SendRawEmail',
      'Destinations.member.1': 'ann@example.com',
      'Tags.member.1.Name': 'waymark-effect',
      'Tags.member.1.Value': 'ann_2e7f3_2ek_5f1',
      ConfigurationSetName: 'waymark',
    });
    const mime = Buffer.from(form().get('RawMessage.Data')!, 'base64').toString();
    expect(mime).toContain('Subject: Welcome');
    expect(mime).toContain('List-Unsubscribe: <https://acme.example/u/token>');
  });

  test('that cannot be built is refused before anything is sent', async () => {
    const email = await open();
    expect(await email.send(anEmail({ subject: 'Hello\r\nBcc: eve@example.com' }))).toEqual({
      answer: 'refused',
      reason: 'bad-header',
    });
    expect(await email.send({ ...anEmail(), unsubscribeUrl: '' } as OutgoingEmail)).toEqual({
      answer: 'refused',
      reason: 'no-unsubscribe',
    });
    expect(provider.received).toEqual([]);
  });
});

test('a text message says which class it is of, and who sends it where a name is allowed', async () => {
  provider = await openProvider(queryLanguage('Publish', { throttled: 'Throttled', rejected: 'OptedOut' }));
  const client = createEffectClient(SNSClient, { endpoint: provider.endpoint, ...localCredentials });
  await createSmsSender({ senderId: 'Acme' }, client).send(anSms());
  const sent = [...form()].map(([name, value]) => `${name}=${value}`);
  expect(sent).toEqual(expect.arrayContaining(['PhoneNumber=+15550100', 'Message=Hello Ann']));
  const values = sent.filter((one) => one.includes('StringValue')).map((one) => one.split('=')[1]);
  expect(values).toEqual(['Promotional', 'Acme']);
});

describe('a number that texts may go to again', () => {
  const allow = async (mode: Provider['mode']) => {
    provider = await openProvider(
      queryLanguage('OptInPhoneNumber', { throttled: 'Throttled', rejected: 'InvalidParameter' }),
    );
    provider.mode = mode;
    const client = createEffectClient(SNSClient, { endpoint: provider.endpoint, ...localCredentials });
    return createSmsSender({}, client).allow('+15550100');
  };

  test('is taken off the list of SNS', async () => {
    await allow('accept');
    expect(form().get('phoneNumber')).toBe('+15550100');
  });

  test('stays on it where SNS says so, and its next text is refused', () =>
    expect(allow('reject')).resolves.toBeUndefined());

  test('comes again where SNS is too busy', () =>
    expect(allow('throttle')).rejects.toMatchObject({ name: 'RetryableError' }));
});

describe("a provider's refusals", () => {
  const refusal = (name: string, status = 400) =>
    Object.assign(new Error(name), { name, $metadata: { httpStatusCode: status } });

  test('are told apart in the timeline', () => {
    expect(readFault(refusal('MessageRejected'), sesAnswers)).toEqual({ answer: 'refused', reason: 'rejected' });
    expect(readFault(refusal('MailFromDomainNotVerifiedException'), sesAnswers)).toMatchObject({
      reason: 'sender-unverified',
    });
    expect(readFault(refusal('AccountSendingPausedException'), sesAnswers)).toMatchObject({ reason: 'account-paused' });
    expect(readFault(refusal('OptedOut'), snsAnswers)).toEqual({ answer: 'refused', reason: 'opted-out' });
    expect(readFault(refusal('AnythingElse'), snsAnswers)).toEqual({ answer: 'refused', reason: 'rejected' });
  });

  test.each([
    ['AccountSendingPausedException', '', 'account-paused'],
    ['ConfigurationSetSendingPausedException', '', 'sending-paused'],
    ['ConfigurationSetDoesNotExist', '', 'no-configuration-set'],
    ['MailFromDomainNotVerifiedException', '', 'sender-unverified'],
    [
      'MessageRejected',
      'Sending paused for this account. For more information, look into your inbox.',
      'account-paused',
    ],
    ['MessageRejected', 'Email sending for the account is paused.', 'account-paused'],
    ['MessageRejected', 'Email address is not verified. These failed the check: a@acme.example', 'sender-unverified'],
  ])('are about us, and not about whom it is for: %s %s', (name, text, reason) => {
    const thrown = Object.assign(refusal(name), { message: text });
    expect(readFault(thrown, sesAnswers)).toEqual({ answer: 'refused', reason, about: 'sender' });
  });

  test.each([401, 403])('under a %i are about us on every channel, whatever they are called', (status) => {
    for (const table of [sesAnswers, snsAnswers])
      expect(readFault(refusal('SignatureDoesNotMatch', status), table)).toEqual({
        answer: 'refused',
        reason: 'not-permitted',
        about: 'sender',
      });
  });

  test('count for nothing under a 5xx, whatever the error is called', () => {
    for (const name of ['MessageRejected', 'Throttling', 'OptedOut']) {
      expect(readFault(refusal(name, 503), sesAnswers)).toEqual({ answer: 'unknown', reason: 'status-503' });
    }
  });

  test("and a throttle without a status is no throttle: an error's name alone proves nothing", () => {
    expect(readFault(Object.assign(new Error(), { name: 'Throttling' }), sesAnswers)).toMatchObject({
      answer: 'unknown',
    });
    expect(
      readFault(Object.assign(new Error(), { name: 'TimeoutError', code: 'ECONNRESET' }), sesAnswers),
    ).toMatchObject({ answer: 'unknown' });
    expect(readFault(undefined, sesAnswers)).toMatchObject({ answer: 'unknown' });
  });

  test('missing credentials are noticed before anything leaves', () => {
    const missing = Object.assign(new Error(), { name: 'CredentialsProviderError' });
    expect(readFault(missing, sesAnswers)).toEqual({ answer: 'nothing-sent', reason: 'no-credentials' });
  });
});

describe("an effect's tag", () => {
  test('holds only what SES allows, and gives the effect back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (effect) => {
        expect(effectTag(effect)).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(effectOfTag(effectTag(effect))).toBe(effect);
      }),
    );
  });

  test("that is not of our spelling is nobody's", () => {
    for (const tag of ['', 'a b', 'a.b', '_', '_2', '_2E', '_zz', '_61', '_ff'])
      expect(effectOfTag(tag)).toBeUndefined();
  });
});
