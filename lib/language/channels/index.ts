/** Every channel's pure half, one line each. */
import { email } from './email.ts';
import { sms } from './sms.ts';

export const channelKinds = { email, sms };
export type ChannelName = keyof typeof channelKinds;
