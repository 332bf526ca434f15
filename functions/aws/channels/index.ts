/** Every channel's adapter, one line each; a channel without one does not compile. */
import type { ChannelName } from '../../../lib/language/channels/index.ts';
import { createEmailSender } from './email.ts';
import { createSmsSender } from './sms.ts';

export const senderFactories = { email: createEmailSender, sms: createSmsSender } satisfies Record<
  ChannelName,
  unknown
>;
