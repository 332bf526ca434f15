/** Hands an email to SES, once: SES has no idempotency key, so a second try after a lost answer is a second email. */
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import type { OutgoingEmail, ProviderAnswer, Senders } from '../../../lib/engine/ports.ts';
import { TerminalError } from '../../../lib/language/errors.ts';
import { createEffectClient, type Where } from '../clients.ts';
import { effectTag } from '../effect-tag.ts';
import { buildMime } from '../mime.ts';
import { type AnswerTable, accepted, readFault } from '../provider-answer.ts';

/** What SES's events carry back, so that an answer that was lost is settled by what happened. */
export const EFFECT_TAG = 'waymark-effect';

export const sesAnswers = {
  throttled: { LimitExceededException: 60 },
  refused: { MessageRejected: 'rejected', InvalidParameterValue: 'invalid-request' },
  barred: {
    MailFromDomainNotVerifiedException: 'sender-unverified',
    FromEmailAddressNotVerifiedException: 'sender-unverified',
    ProductionAccessNotGrantedException: 'account-in-sandbox',
    AccountSendingPausedException: 'account-paused',
    ConfigurationSetSendingPausedException: 'sending-paused',
    ConfigurationSetDoesNotExistException: 'no-configuration-set',
    ConfigurationSetDoesNotExist: 'no-configuration-set',
    AccessDenied: 'not-permitted',
    AccessDeniedException: 'not-permitted',
  },
  // All of these come as MessageRejected, too. In the sandbox the address that is not verified may be the contact's.
  barredByText: [
    [/\bnot verified\b/i, 'sender-unverified'],
    [/\bsending\b.*\b(paused|suspended|disabled)\b/i, 'account-paused'],
  ],
} satisfies AnswerTable;

export interface EmailSettings extends Where {
  /** Publishes what becomes of each message. */
  configurationSet?: string;
}

export function createEmailSender(
  { configurationSet, ...where }: EmailSettings,
  client = createEffectClient(SESClient, where),
): Senders['email'] {
  return {
    async send(message): Promise<ProviderAnswer> {
      const built = await build(message);
      if ('answer' in built) return built;
      const command = new SendRawEmailCommand({
        RawMessage: { Data: built.bytes },
        Destinations: [message.to],
        Tags: [{ Name: EFFECT_TAG, Value: effectTag(message.effect) }],
        ConfigurationSetName: configurationSet,
      });
      try {
        return accepted((await client.send(command)).MessageId);
      } catch (thrown) {
        return readFault(thrown, sesAnswers);
      }
    },
  };
}

/** What cannot be built is not sent, whatever the reason. */
async function build(message: OutgoingEmail): Promise<{ bytes: Uint8Array } | ProviderAnswer> {
  try {
    return { bytes: await buildMime(message) };
  } catch (thrown) {
    return { answer: 'refused', reason: thrown instanceof TerminalError ? thrown.code : 'unbuildable' };
  }
}
