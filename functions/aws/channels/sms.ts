/** Hands a text message to SNS, once: publishing to a phone number knows no repeat, so a second try is a second message. */
import { OptInPhoneNumberCommand, PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { OutgoingSms, ProviderAnswer, Senders } from '../../../lib/engine/ports.ts';
import { RetryableError } from '../../../lib/language/errors.ts';
import { zonesOfPhone } from '../../../lib/language/phone-zones.ts';
import { createEffectClient, type Where } from '../clients.ts';
import { type AnswerTable, accepted, readFault } from '../provider-answer.ts';

export const snsAnswers = {
  throttled: { ThrottledException: 0, KMSThrottlingException: 0 },
  refused: {
    OptedOut: 'opted-out',
    OptedOutException: 'opted-out',
    InvalidParameter: 'invalid-number',
    InvalidParameterException: 'invalid-number',
    InvalidParameterValueException: 'invalid-number',
    ValidationException: 'invalid-request',
    UserErrorException: 'invalid-request',
  },
  barred: { AuthorizationError: 'not-permitted', AuthorizationErrorException: 'not-permitted' },
} satisfies AnswerTable;

export interface SmsSettings extends Where {
  /** Shown as the sender where a country allows it. */
  senderId?: string;
}

export function createSmsSender(
  { senderId, ...where }: SmsSettings,
  client = createEffectClient(SNSClient, where),
): Senders['sms'] {
  return {
    zonesOf: zonesOfPhone,
    async send(message): Promise<ProviderAnswer> {
      try {
        const command = new PublishCommand({
          PhoneNumber: message.to,
          Message: message.text,
          MessageAttributes: attributesOf(message, senderId),
        });
        return accepted((await client.send(command)).MessageId);
      } catch (thrown) {
        return readFault(thrown, snsAnswers);
      }
    },
    async allow(number) {
      try {
        await client.send(new OptInPhoneNumberCommand({ phoneNumber: number }));
      } catch (thrown) {
        // Once in thirty days, says SNS: where it refuses, the next text is refused too, and closes the number again.
        if (readFault(thrown, snsAnswers).answer === 'refused') return;
        throw new RetryableError('The number could not be allowed yet.', { cause: thrown });
      }
    },
  };
}

function attributesOf(message: OutgoingSms, senderId: string | undefined) {
  const text = (value: string) => ({ DataType: 'String', StringValue: value });
  return {
    'AWS.SNS.SMS.SMSType': text(message.class === 'marketing' ? 'Promotional' : 'Transactional'),
    ...(senderId && { 'AWS.SNS.SMS.SenderID': text(senderId) }),
  };
}
