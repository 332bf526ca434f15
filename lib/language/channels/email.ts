/** Email: any hour, to the address on the contact's record. */
import { readEmailAddress } from '../addresses.ts';
import { defineChannel } from '../define-channel.ts';

export const email = defineChannel({
  kind: 'email',
  task: 'send-email',
  address(contact) {
    if (typeof contact.fields.email !== 'string') return { missing: 'no-address' };
    const address = readEmailAddress(contact.fields.email);
    return address ? { address } : { missing: 'invalid-address' };
  },
  holdsUnknownZone: false,
});
