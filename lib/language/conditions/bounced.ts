/** Has the message come back? Then another channel may still reach the contact. */
import { defineMessageEvent } from './define-message-event.ts';

export const bounced = defineMessageEvent({
  kind: 'bounced',
  says: 'The message came back as undeliverable, after it was sent in this run.',
});
