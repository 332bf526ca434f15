/** Stands in for SES and SMS in a scenario: keeps what it was handed, and fails where the scenario says so. */

import { readEffectReference } from '../../engine/effect-reference.ts';
import type { OutgoingEmail, OutgoingSms, ProviderAnswer, Senders } from '../../engine/ports.ts';
import { zonesOfPhone } from '../../language/phone-zones.ts';

export interface Handed {
  channel: 'email' | 'sms';
  contact: string;
  run: string;
  key: string;
  effect: string;
  at: string;
  subject?: string;
  text: string;
}

/** `faultFor` is asked once a call; an answer that says so was never handed over. */
export function createProvider(
  now: () => string,
  faultFor: (effect: string) => string | undefined,
): { senders: Senders; handed: Handed[] } {
  const handed: Handed[] = [];
  const send =
    (channel: Handed['channel']) =>
    async (message: OutgoingEmail | OutgoingSms): Promise<ProviderAnswer> => {
      const fault = faultFor(message.effect);
      if (fault === 'throttled') return { answer: 'nothing-sent', reason: 'throttled' };
      if (fault === 'rejected') return { answer: 'refused', reason: 'rejected' };
      if (fault === 'account-paused') return { answer: 'refused', reason: 'account-paused', about: 'sender' };
      const { contact = '', run = '', key = '' } = readEffectReference(message.effect) ?? {};
      handed.push({
        channel,
        contact,
        run,
        key,
        effect: message.effect,
        at: now(),
        subject: 'subject' in message ? message.subject : undefined,
        text: message.text,
      });
      return fault === 'answer-lost'
        ? { answer: 'unknown', reason: 'answer-lost' }
        : { answer: 'accepted', providerId: `m-${handed.length}` };
    };
  return {
    senders: {
      email: { send: send('email') },
      sms: { send: send('sms'), zonesOf: zonesOfPhone, allow: async () => {} },
    },
    handed,
  };
}
