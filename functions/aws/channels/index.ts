/** Every channel's adapter and what its provider's errors mean, one line each; a channel without either does not compile. */
import type { ChannelName } from '../../../lib/language/channels/index.ts';
import type { AnswerTable } from '../provider-answer.ts';
import { createEmailSender, sesAnswers } from './email.ts';
import { createSmsSender, snsAnswers } from './sms.ts';

export const channelAdapters = {
  email: { create: createEmailSender, answers: sesAnswers },
  sms: { create: createSmsSender, answers: snsAnswers },
} satisfies Record<ChannelName, { create: unknown; answers: AnswerTable }>;
