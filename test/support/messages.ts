/** Messages with nothing in them but what a test says of them. */
import type { OutgoingEmail, OutgoingSms } from '../../lib/engine/ports.ts';
import { monday } from './records.ts';

export function anEmail(said: { effect?: string; to?: string; subject?: string } = {}): OutgoingEmail {
  return {
    effect: 'ann.r1.k1',
    from: { name: 'Acme', address: 'hello@acme.example' },
    to: 'ann@example.com',
    subject: 'Welcome',
    html: '<p>Hello Ann</p>',
    text: 'Hello Ann',
    class: 'marketing',
    unsubscribeUrl: 'https://acme.example/u/token',
    at: monday,
    ...said,
  };
}

export function anSms(said: Partial<OutgoingSms> = {}): OutgoingSms {
  return { effect: 'ann.r1.k2', to: '+15550100', text: 'Hello Ann', class: 'marketing', ...said };
}
