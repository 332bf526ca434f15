/** Stands in for SES and SNS behind their real adapters: takes every message, keeps it, and lets nothing leave this machine. */

import { createEmailSender, EFFECT_TAG } from '../../../functions/aws/channels/email.ts';
import { createSmsSender } from '../../../functions/aws/channels/sms.ts';
import { effectTag } from '../../../functions/aws/effect-tag.ts';
import type { OutgoingSms, Senders } from '../../engine/ports.ts';
import { zonesOfPhone } from '../../language/phone-zones.ts';
import type { Clock } from '../../language/ports.ts';
import type { CapturedMessage, Mailbox } from './mailbox.ts';

/** The parts of the providers' requests that are kept. */
interface RawEmail {
  RawMessage?: { Data?: Uint8Array };
  Destinations?: string[];
  Tags?: { Name?: string; Value?: string }[];
}
interface TextMessage {
  PhoneNumber?: string;
  Message?: string;
  MessageAttributes?: Record<string, { StringValue?: string } | undefined>;
}

export interface ProviderOptions {
  mailbox: Mailbox;
  clock: Clock;
  onMessage(message: CapturedMessage): void;
}

export function createProviders({ mailbox, clock, onMessage }: ProviderOptions): Senders {
  async function take(message: Omit<CapturedMessage, 'id' | 'at'>): Promise<{ MessageId: string }> {
    const captured = await mailbox.put({ at: clock.now(), ...message });
    onMessage(captured);
    return { MessageId: captured.id };
  }

  const ses = {
    send: ({ input }: { input: RawEmail }) =>
      take({
        channel: 'email',
        to: input.Destinations?.[0] ?? '',
        effectTag: input.Tags?.find(({ Name }) => Name === EFFECT_TAG)?.Value,
        raw: Buffer.from(input.RawMessage?.Data ?? []).toString('utf8'),
      }),
  };
  /** A text message carries no tag; ours is noted beside it. */
  const snsFor = ({ effect }: OutgoingSms) => ({
    send: ({ input }: { input: TextMessage }) =>
      take({
        channel: 'sms',
        to: input.PhoneNumber ?? '',
        effectTag: effectTag(effect),
        from: input.MessageAttributes?.['AWS.SNS.SMS.SenderID']?.StringValue ?? '',
        text: input.Message ?? '',
      }),
  });
  return {
    email: createEmailSender({}, ses as never),
    sms: {
      zonesOf: zonesOfPhone,
      allow: async () => {},
      send: (message) => createSmsSender({}, snsFor(message) as never).send(message),
    },
  };
}
