/** The providers of a simulation: they take every message, unless the scenario says otherwise, and show it to whoever watches. */

import type { OutgoingEmail, OutgoingSms, ProviderAnswer, Senders } from '../../engine/ports.ts';
import { zonesOfPhone } from '../../language/phone-zones.ts';

export type SentMessage = ({ channel: 'email' } & OutgoingEmail) | ({ channel: 'sms' } & OutgoingSms);

export interface SenderOptions {
  /** What the provider says; left out: accepted. */
  answer?(message: SentMessage): ProviderAnswer | undefined;
  onMessage?(message: SentMessage, answer: ProviderAnswer): void;
}

export function createMemorySenders({ answer, onMessage }: SenderOptions = {}): Senders {
  let taken = 0;
  async function take(message: SentMessage): Promise<ProviderAnswer> {
    taken += 1;
    const given = answer?.(message) ?? { answer: 'accepted', providerId: `${message.channel}-${taken}` };
    onMessage?.(message, given);
    return given;
  }
  return {
    email: { send: (message) => take({ channel: 'email', ...message }) },
    sms: { send: (message) => take({ channel: 'sms', ...message }), zonesOf: zonesOfPhone, allow: async () => {} },
  };
}
