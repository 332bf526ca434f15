/** Text messages: by day where the contact is, and never on a guess of where that may be. */
import { defineChannel } from '../define-channel.ts';

export const sms = defineChannel({
  kind: 'sms',
  task: 'send-sms',
  address(contact) {
    const { phone } = contact.fields;
    if (typeof phone !== 'string' || phone === '') return { missing: 'no-address' };
    // Numbers are made E.164 where they come in; what is not by now never was one.
    return /^\+[1-9]\d{6,14}$/.test(phone) ? { address: phone } : { missing: 'invalid-address' };
  },
  lawfulHours: { from: '08:00', to: '20:00' },
  holdsUnknownZone: true,
});
